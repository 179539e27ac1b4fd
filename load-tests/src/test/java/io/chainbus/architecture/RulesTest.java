package io.chainbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chainbus.architecture.offences.Offences;
import io.chainbus.architecture.offences.first.First;
import io.chainbus.architecture.offences.second.Second;
import io.chainbus.architecture.offences.util.Strings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds what it is there to find, and finds nothing in what is innocent. */
class RulesTest {

    private static final Module OFFENCES =
            new Module("offences", new ClassFileImporter().importPackagesOf(Offences.class, First.class, Second.class));

    @Test
    void threads_are_found() {
        assertFinds(Rules.NO_THREADS, Offences.OfAQueue.class, Offences.OfAThread.class, Offences.OfAWait.class);
        assertFinds(Rules.NO_SYNCHRONIZED_METHODS, Offences.OfALock.class);
        assertFinds(Rules.NO_VOLATILE_FIELDS, Offences.OfAVolatile.class);
    }

    @Test
    void clocks_are_found_called_or_referred_to() {
        assertFinds(Rules.NO_CLOCKS, Offences.OfAClock.class, Offences.OfAClockReference.class, Offences.OfNow.class);
    }

    @Test
    void chance_is_found_and_a_seed_is_not() {
        assertFinds(Rules.NO_CHANCE, Offences.OfChance.class);
        assertFindsNothing(Rules.NO_CHANCE, Offences.WithASeed.class);
    }

    @Test
    void printing_is_found() {
        assertFinds(Rules.NO_STANDARD_STREAMS, Offences.OfPrinting.class, Offences.OfPrintingATrace.class);
    }

    @Test
    void cycles_are_found() {
        assertThat(failures(Rules.NO_CYCLES, First.class, Second.class)).hasSize(1);
        assertFindsNothing(Rules.NO_CYCLES, First.class);
    }

    @Test
    void style_is_checked() {
        assertFinds(Rules.PACKAGES_ARE_CONCEPTS, Strings.class);
        assertFinds(Rules.NULL_MARKED, Strings.class);
        assertFinds(Rules.NO_OPTIONAL_FIELDS, Offences.OfAnOptional.class);
    }

    @Test
    void a_dependency_outside_the_list_is_found() {
        ArchRule rule = Rules.dependOnlyOn(OFFENCES);
        assertFinds(rule, Offences.OfALibrary.class);
        assertFindsNothing(rule, Offences.WithASeed.class, First.class, Second.class);
        assertFindsNothing(Rules.dependOnlyOn(OFFENCES, "com.typesafe.config.."), Offences.OfALibrary.class);
    }

    @Test
    void a_dependency_on_a_module_is_found() {
        var first = new Module("first", new ClassFileImporter().importClasses(First.class));
        assertFinds(Rules.notDependOn(first), Second.class);
        assertFindsNothing(Rules.notDependOn(first), Offences.WithASeed.class);
    }

    @Test
    void a_dependency_on_another_part_of_the_kernel_is_found() {
        String words = "io.chainbus.kernel.module..";
        assertFinds(Rules.knowOfTheKernelOnly(words), Offences.OfAConsumer.class, Offences.OfAConsumersAnswer.class);
        assertFindsNothing(Rules.knowOfTheKernelOnly(words), Offences.WithAModule.class, Offences.OfALibrary.class);
        assertFindsNothing(
                Rules.knowOfTheKernelOnly(words, "io.chainbus.kernel.ftrace..", "io.chainbus.kernel.livepatch.."),
                Offences.OfAConsumer.class,
                Offences.OfAConsumersAnswer.class);
    }

    @Test
    void modules_are_read_from_where_their_main_classes_are() {
        assertThat(Module.BUS_CORE.packages())
                .contains("io.chainbus.walk")
                .allMatch(name -> !name.contains("coordinator"));
        assertThat(Module.LOAD_TESTS.packages()).doesNotContain(RulesTest.class.getPackageName());
    }

    private static void assertFinds(ArchRule rule, Class<?>... offenders) {
        assertThat(offenders)
                .allSatisfy(offender -> assertThat(failures(rule, offender))
                        .as("%s in %s", rule.getDescription(), offender.getSimpleName())
                        .isNotEmpty());
    }

    private static void assertFindsNothing(ArchRule rule, Class<?>... innocent) {
        assertThat(failures(rule, innocent)).isEmpty();
    }

    private static List<String> failures(ArchRule rule, Class<?>... classes) {
        return rule.evaluate(new ClassFileImporter().importClasses(classes))
                .getFailureReport()
                .getDetails();
    }
}
