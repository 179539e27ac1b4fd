package io.chainbus.kernel.module;

import java.util.List;

/**
 * A module that can be loaded: what a .ko file is to the kernel.
 *
 * @param functions those that can be traced; their owner is the module
 * @param textBytes the size of its text
 * @param depends the modules that must be live before it
 * @param softdepPre modules to be loaded before it where they exist; that they fail does not matter
 * @param exit how it can be unloaded, if at all
 */
public record ModuleDefinition(
        FunctionTable functions,
        long textBytes,
        List<String> depends,
        List<String> softdepPre,
        Exit exit,
        List<Parameter> parameters,
        ModuleCode code) {

    /** Whether a module can be unloaded (Linux {@code delete_module}). */
    public enum Exit {
        /** It has an exit function, or has neither an init nor an exit, like a library. */
        POSSIBLE,
        /** It has an init and no exit: it stays for good. */
        NEVER;

        public static Exit of(boolean hasInit, boolean hasExit) {
            return hasInit && !hasExit ? NEVER : POSSIBLE;
        }
    }

    public ModuleDefinition {
        depends = List.copyOf(depends);
        softdepPre = List.copyOf(softdepPre);
        parameters = List.copyOf(parameters);
    }

    public String name() {
        return functions.owner();
    }

    /** It, at the beginning of a load. */
    public KernelModule unformed() {
        return new KernelModule(functions, textBytes);
    }
}
