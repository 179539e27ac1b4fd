package io.chainbus.kernel.definition;

import io.chainbus.kernel.KernelServices;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A module.
 *
 * @param name normalised as kmod does ('-' is '_')
 * @param depends the modules that must be live before it
 * @param textBytes the size of its text
 * @param exit how it can be unloaded, if at all
 * @param functions its functions that can be called and patched, beside its init and exit
 */
public record DefinedModule(
        String name,
        List<String> depends,
        long textBytes,
        ModuleDefinition.Exit exit,
        List<Parameter> parameters,
        List<DefinedFunction> functions,
        Behaviour behaviour) {

    public DefinedModule {
        depends = List.copyOf(depends);
        parameters = List.copyOf(parameters);
        functions = List.copyOf(functions);
    }

    /**
     * What it does when it is loaded and unloaded.
     *
     * @param initReturns 0, or the error with which it is refused, negative as the kernel writes it
     * @param workers functions of its own, each of which a task calls once when its init has succeeded; its exit waits for
     *     all of these tasks
     */
    public record Behaviour(Text initSays, Amount initReturns, List<String> workers, Text exitSays) {

        /** It says that its init and its exit run, as the self-tests' modules do, and nothing else. */
        public static final Behaviour IDLE = busy();

        public Behaviour {
            workers = List.copyOf(workers);
        }

        /** The same, with workers. */
        public static Behaviour busy(String... workers) {
            return new Behaviour(
                    new Text("{module}: {module}_init"),
                    Amount.NONE,
                    List.of(workers),
                    new Text("{module}: {module}_exit"));
        }
    }

    /**
     * The module, ready to be loaded.
     *
     * @throws IllegalArgumentException if a worker is none of its functions
     */
    public ModuleDefinition in(KernelServices kernel) {
        List<String> traced = new ArrayList<>();
        functions.forEach(function -> traced.add(function.name()));
        traced.add(name + "_exit");
        return new ModuleDefinition(
                new FunctionTable(name, traced, 0, true),
                textBytes,
                depends,
                List.of(),
                exit,
                parameters,
                new DefinedCode(this, kernel.tasks()));
    }

    DefinedFunction function(String function) {
        return functions.stream()
                .filter(defined -> defined.name().equals(function))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no function " + function));
    }
}
