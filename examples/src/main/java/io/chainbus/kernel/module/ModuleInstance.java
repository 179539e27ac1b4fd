package io.chainbus.kernel.module;

/**
 * A module that is being loaded or is loaded, as its own code sees it.
 *
 * @param pin its own use count: something holds on to it for as long as its functions may be running
 */
public record ModuleInstance(String name, Parameters parameters, KernelLog log, Pin pin) {

    /** Linux {@code try_module_get} and {@code module_put} on oneself: while taken, the module cannot be unloaded. */
    public interface Pin {

        void take();

        void release();
    }
}
