package io.chainbus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static io.chainbus.architecture.Module.ACTORS;
import static io.chainbus.architecture.Module.BUS_CORE;
import static io.chainbus.architecture.Module.EXAMPLES;
import static io.chainbus.architecture.Module.having;
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

/** What {@link ArchitectureTest} checks, on the modules of a cluster: run where they are built ({@code -Pcluster}). */
class ClusterArchitecture {

    static final Module CLUSTER = having("cluster", "io.chainbus.cluster");
    static final Module JOURNAL_JDBC = having("journal-jdbc", "io.chainbus.cluster.journal.jdbc");
    static final Module NODE = having("node", "io.chainbus.node");

    static final List<Module> MODULES = List.of(CLUSTER, JOURNAL_JDBC, NODE);

    /** Each may depend on those before it; the examples and the two below them do not know each other. */
    private static final List<Module> UPWARDS = List.of(BUS_CORE, ACTORS, CLUSTER, JOURNAL_JDBC, EXAMPLES, NODE);

    static Stream<Module[]> whatMustNotBeKnown() {
        Stream<Module[]> above = UPWARDS.stream()
                .flatMap(lower ->
                        UPWARDS.stream().skip(UPWARDS.indexOf(lower) + 1L).map(upper -> new Module[] {lower, upper}));
        return Stream.concat(above, Stream.of(new Module[] {EXAMPLES, CLUSTER}, new Module[] {EXAMPLES, JOURNAL_JDBC}));
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
    void the_cluster_knows_akka_and_a_logger_and_no_database() {
        Rules.dependOnlyOn(
                        CLUSTER,
                        "akka..",
                        "com.typesafe.config..",
                        "scala..",
                        "org.slf4j..",
                        "com.fasterxml.jackson.annotation..",
                        "com.fasterxml.jackson.databind.annotation..",
                        "io.chainbus..")
                .check(CLUSTER.classes());
    }

    @Test
    void the_journal_knows_a_pool_a_migration_and_json_and_no_driver() {
        Rules.dependOnlyOn(
                        JOURNAL_JDBC,
                        "akka..",
                        "com.typesafe.config..",
                        "scala..",
                        "org.slf4j..",
                        "com.fasterxml.jackson..",
                        "com.zaxxer.hikari..",
                        "org.flywaydb..",
                        "javax.sql..",
                        "io.chainbus..")
                .check(JOURNAL_JDBC.classes());
    }

    @Test
    void what_goes_between_nodes_knows_neither_of_its_ends() {
        JavaClasses words = CLUSTER.classes()
                .that(resideInAnyPackage(
                        "io.chainbus.cluster.wire..",
                        "io.chainbus.cluster.layout..",
                        "io.chainbus.cluster.trace..",
                        "io.chainbus.cluster.journal.."));
        Rules.notKnow("io.chainbus.cluster.home..", "io.chainbus.cluster.agent..")
                .because("coordinator and agents are on different nodes, and may be of different versions")
                .check(words);
    }

    @Test
    void coordinator_and_agents_know_each_other_by_messages_alone() {
        Rules.notKnow("io.chainbus.cluster.agent..")
                .check(CLUSTER.classes().that(resideInAPackage("io.chainbus.cluster.home..")));
        Rules.notKnow("io.chainbus.cluster.home..")
                .check(CLUSTER.classes().that(resideInAPackage("io.chainbus.cluster.agent..")));
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
