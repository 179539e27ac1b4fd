package io.chainbus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static io.chainbus.architecture.Module.ACTORS;
import static io.chainbus.architecture.Module.BUS_CORE;
import static io.chainbus.architecture.Module.EXAMPLES;
import static io.chainbus.architecture.Module.UPWARDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the architecture, checked on the classes of all modules. */
class ArchitectureTest {

    static final List<Module> MODULES = UPWARDS;

    private static final String LOADER = "io.chainbus.kernel.loader..";
    private static final String FTRACE = "io.chainbus.kernel.ftrace..";
    private static final String LIVEPATCH = "io.chainbus.kernel.livepatch..";
    private static final String TASKS = "io.chainbus.kernel.task..";
    /** What all of the kernel model talks of: modules, their states, errors. */
    private static final String WORDS = "io.chainbus.kernel.module..";

    @Test
    void bus_core_knows_the_jdk_and_the_json_streams_and_nothing_else() {
        Rules.dependOnlyOn(BUS_CORE, "com.fasterxml.jackson.core..").check(BUS_CORE.classes());
    }

    @Test
    void only_histories_know_json() {
        JavaClasses others = BUS_CORE.classes().that(not(resideInAPackage("io.chainbus.history..")));
        Rules.dependOnlyOn(BUS_CORE).check(others);
    }

    @Test
    void bus_core_has_no_threads() {
        Rules.NO_THREADS.check(BUS_CORE.classes());
        Rules.NO_SYNCHRONIZED_METHODS.check(BUS_CORE.classes());
        Rules.NO_VOLATILE_FIELDS.check(BUS_CORE.classes());
    }

    @Test
    void bus_core_has_no_clocks_and_no_chance() {
        Rules.NO_CLOCKS.check(BUS_CORE.classes());
        Rules.NO_CHANCE.check(BUS_CORE.classes());
    }

    @Test
    void the_engine_knows_akka_s_actors_a_queue_and_a_logger_and_nothing_else() {
        Rules.dependOnlyOn(
                        ACTORS,
                        "akka..",
                        "com.typesafe.config..",
                        "scala..",
                        "org.slf4j..",
                        "org.jctools..",
                        "io.chainbus..")
                .check(ACTORS.classes());
    }

    static Stream<Module[]> whatMustNotBeKnown() {
        return UPWARDS.stream()
                .flatMap(lower ->
                        UPWARDS.stream().skip(UPWARDS.indexOf(lower) + 1L).map(upper -> new Module[] {lower, upper}));
    }

    @ParameterizedTest
    @MethodSource("whatMustNotBeKnown")
    void dependencies_point_upwards_only(Module lower, Module upper) {
        Rules.notDependOn(upper).check(lower.classes());
    }

    @Test
    void a_package_is_in_one_module() {
        Map<String, Module> owners = new HashMap<>();
        for (Module module : UPWARDS) {
            module.packages()
                    .forEach(name -> assertThat(owners.put(name, module))
                            .as("owner of %s beside %s", name, module)
                            .isNull());
        }
    }

    @Test
    void the_module_loader_knows_neither_ftrace_nor_livepatch() {
        Rules.knowOfTheKernelOnly(LOADER, WORDS)
                .because("its consumers hear of modules on the chain, and by no other way")
                .check(EXAMPLES.classes().that(resideInAnyPackage(LOADER, WORDS)));
    }

    @Test
    void ftrace_knows_nothing_of_who_attaches_hooks_nor_of_the_loader() {
        Rules.knowOfTheKernelOnly(FTRACE, WORDS, TASKS)
                .because("who may attach a hook, and when, follows from the order of the chain alone")
                .check(EXAMPLES.classes().that(resideInAPackage(FTRACE)));
    }

    @Test
    void livepatch_hears_of_modules_on_the_chain_alone() {
        Rules.knowOfTheKernelOnly(LIVEPATCH, FTRACE, WORDS, TASKS)
                .because("what it decides, it decides as a subscriber")
                .check(EXAMPLES.classes().that(resideInAPackage(LIVEPATCH)));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void packages_have_no_cycles(Module module) {
        Rules.NO_CYCLES.check(module.classes());
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void only_the_command_line_prints(Module module) {
        JavaClasses others = module.classes().that(not(resideInAPackage("io.chainbus..cli..")));
        Rules.NO_STANDARD_STREAMS.allowEmptyShould(true).check(others);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void house_style_holds(Module module) {
        Rules.PACKAGES_ARE_CONCEPTS.check(module.classes());
        Rules.NULL_MARKED.check(module.classes());
        Rules.NO_OPTIONAL_FIELDS.check(module.classes());
    }
}
