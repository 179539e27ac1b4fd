package io.chainbus.kernel.console;

import io.chainbus.kernel.KernelServices;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedCallbacks;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.DefinedModule.Behaviour;
import io.chainbus.kernel.definition.DefinedObject;
import io.chainbus.kernel.definition.DefinedObject.Replacement;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleDefinition.Exit;
import io.chainbus.kernel.module.Parameter;
import java.util.List;
import java.util.stream.Stream;

/** Modules for situations that those of the self-tests do not get into. */
final class TestModules {

    private static final DefinedCallbacks PRINTING = DefinedCallbacks.printing(Amount.NONE);

    private TestModules() {}

    static List<ModuleDefinition> of(KernelServices kernel) {
        Stream<ModuleDefinition> modules = Stream.of(
                        plain("base", List.of(), Exit.POSSIBLE, Behaviour.IDLE),
                        plain("leaf", List.of("base"), Exit.POSSIBLE, Behaviour.IDLE),
                        plain("leaf2", List.of("base"), Exit.POSSIBLE, Behaviour.IDLE),
                        plain("permanent", List.of(), Exit.NEVER, Behaviour.IDLE),
                        plain("on_permanent", List.of("permanent"), Exit.POSSIBLE, Behaviour.IDLE),
                        failing(),
                        busy())
                .map(module -> module.in(kernel));
        Stream<ModuleDefinition> livepatches = Stream.of(
                        patch("klp_no_symbol", "vmlinux", "no_such_function", 0, DefinedCallbacks.NONE),
                        patch("klp_no_symbol_in_target", "base", "no_such_function", 0, DefinedCallbacks.NONE),
                        patch("klp_base", "base", "base_exit", 0, PRINTING),
                        patch("klp_base2", "base", "base_exit", 0, PRINTING),
                        patch("klp_failing", "failing", "failing_exit", 0, PRINTING),
                        patch("klp_work", "busy", "work", 0, PRINTING),
                        patch("klp_slow", "busy", "work", 5, PRINTING))
                .map(livepatch -> livepatch.in(kernel));
        return Stream.concat(modules, livepatches).toList();
    }

    private static DefinedModule plain(String name, List<String> depends, Exit exit, Behaviour behaviour) {
        return new DefinedModule(name, depends, 5000, exit, List.of(), List.of(), behaviour);
    }

    /** Its init returns {@code ret}. */
    private static DefinedModule failing() {
        Behaviour behaviour = new Behaviour(
                new Text("{module}: init returns {ret}"), new Amount.OfParameter("ret"), List.of(), Text.NOTHING);
        return new DefinedModule(
                "failing", List.of(), 0, Exit.POSSIBLE, List.of(new Parameter("ret", -5)), List.of(), behaviour);
    }

    /** Its worker works for {@code secs}. */
    private static DefinedModule busy() {
        DefinedFunction work = new DefinedFunction(
                "work", new Text("{module}: works"), new Amount.OfParameter("secs"), new Text("{module}: has worked"));
        return new DefinedModule(
                "busy",
                List.of(),
                0,
                Exit.POSSIBLE,
                List.of(new Parameter("secs", 10)),
                List.of(work),
                Behaviour.busy("work"));
    }

    /** A livepatch that replaces one function by one in which a task stays for so long. */
    private static DefinedLivepatch patch(
            String name, String object, String function, int seconds, DefinedCallbacks callbacks) {
        DefinedFunction by = new DefinedFunction(
                "new_" + function,
                new Text("{module}: new_" + function),
                new Amount.Fixed(seconds),
                seconds == 0 ? Text.NOTHING : new Text("{module}: new_" + function + " returns"));
        return new DefinedLivepatch(
                name,
                0,
                List.of(new Parameter("replace", 0)),
                new Amount.OfParameter("replace"),
                List.of(new DefinedObject(object, List.of(new Replacement(function, by)), callbacks)));
    }
}
