package io.chainbus.kernel.module;

/**
 * A module from the beginning of its load to the end of its unload, as its consumers see it (Linux {@code struct module}):
 * what the module chain's events carry. The chain's key is its name.
 *
 * <p>All but its state is immutable; the state may be read by any thread and is set by the loader alone, each time before
 * it announces it.
 */
public final class KernelModule {

    private final FunctionTable functions;
    private final long textBytes;
    private volatile ModuleState state = ModuleState.UNFORMED;

    /** A module that is UNFORMED; its name is that of the functions' owner. */
    public KernelModule(FunctionTable functions, long textBytes) {
        this.functions = functions;
        this.textBytes = textBytes;
    }

    /** Normalised as kmod does ('-' is '_'). */
    public String name() {
        return functions.owner();
    }

    public FunctionTable functions() {
        return functions;
    }

    public long textBytes() {
        return textBytes;
    }

    /**
     * The state that it is in, which is not always that of the event that carries it: in the undo of a COMING that was
     * refused it is still COMING, and while its exit runs it is GOING already.
     */
    public ModuleState state() {
        return state;
    }

    /** For the loader. */
    public void become(ModuleState next) {
        state = next;
    }

    @Override
    public String toString() {
        return name();
    }
}
