package io.chainbus.examples.kdb;

import static io.chainbus.verdict.Result.DONE;
import static io.chainbus.verdict.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.Chainbus;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.event.ModulePhase;
import io.chainbus.examples.Told;
import io.chainbus.explain.Place;
import io.chainbus.explain.Reason;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KdbExampleTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void the_breakpoint_is_visited_in_each_walk_although_it_holds_nothing() {
        Machine machine = Machine.start(KIT.system(), "breakpoint");
        Debugger debugger = attached(machine, KgdbReboot.IGNORE);
        Receipt<String> coming = machine.publish(ModulePhase.COMING, "ext4");
        machine.publish(ModulePhase.LIVE, "ext4");
        Receipt<String> going = machine.publish(ModulePhase.GOING, "ext4");
        assertThat(coming.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("ftrace", OK), tuple("kgdb", DONE));
        assertThat(going.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("kgdb", DONE), tuple("ftrace", OK));
        assertThat(debugger.breakpointHits()).containsExactly("COMING ext4", "LIVE ext4", "GOING ext4");
    }

    @Test
    void a_reboot_does_what_kgdbreboot_says() {
        for (KgdbReboot what : KgdbReboot.values()) {
            Machine machine = Machine.start(KIT.system(), "kgdbreboot " + what);
            Debugger debugger = attached(machine, what);
            assertThat(machine.restart().success()).isTrue();
            assertThat(debugger.actions())
                    .containsExactlyElementsOf(
                            switch (what) {
                                case IGNORE -> List.of();
                                case DETACH -> List.of("gdbstub_exit(SYS_RESTART)");
                                case ENTER -> List.of("kgdb_breakpoint()");
                            });
        }
    }

    @Test
    void it_is_on_both_chains_or_on_neither() {
        Machine machine = Machine.start(KIT.system(), "both or neither");
        machine.startUniqueMd();
        Debugger debugger = machine.debugger(KgdbReboot.DETACH);
        assertThat(debugger.attach(Chainbus.get(KIT.system()), UnaryOperator.identity()))
                .isEqualTo(new JointRegistration.NotJoined(
                        "reboot, both or neither",
                        new RegistrationRefusal.PriorityTaken("kgdb", Integer.MAX_VALUE, "md")));
        assertThat(machine.onModules()).containsExactly("ftrace");
        assertThat(machine.onReboot()).containsExactly("md");
        machine.publish(ModulePhase.COMING, "ext4");
        assertThat(debugger.breakpointHits()).isEmpty();
    }

    @Test
    void it_leaves_both() {
        Machine machine = Machine.start(KIT.system(), "leaves");
        Debugger debugger = attached(machine, KgdbReboot.DETACH);
        assertThat(machine.onModules()).containsExactly("ftrace", "kgdb");
        assertThat(machine.onReboot()).containsExactly("kgdb");
        debugger.detach();
        assertThat(machine.onModules()).containsExactly("ftrace");
        assertThat(machine.onReboot()).isEmpty();
    }

    @Test
    void registration_decides_the_tie_and_the_tie_is_reported() {
        Machine later = Machine.start(KIT.system(), "md first");
        later.startMd();
        attached(later, KgdbReboot.DETACH);
        assertThat(reasons(later)).containsExactly("md, tied before kgdb", "kgdb, tied behind md");
        assertThat(visited(later)).containsExactly("md", "kgdb");

        Machine early = Machine.start(KIT.system(), "kgdb first");
        attached(early, KgdbReboot.DETACH);
        early.startMd();
        assertThat(reasons(early)).containsExactly("kgdb, tied before md", "md, tied behind kgdb");
        assertThat(visited(early)).containsExactly("kgdb", "md");
    }

    @Test
    void a_constraint_ends_the_tie_whoever_was_first() {
        Machine machine = Machine.start(KIT.system(), "constraint");
        machine.debugger(KgdbReboot.DETACH)
                .attach(Chainbus.get(KIT.system()), kgdb -> kgdb.after("md"))
                .orThrow();
        machine.startMd();
        assertThat(reasons(machine)).containsExactly("md, not tied", "kgdb, not tied");
        assertThat(visited(machine)).containsExactly("md", "kgdb");
    }

    @Test
    void the_account_shows_both_chains_and_the_three_orders() throws Exception {
        assertThat(Told.by(new KdbExample(), KIT.system()))
                .containsSubsequence(
                        "on the module chain: [ftrace, kgdb]",
                        "on the reboot chain: [md, kgdb]",
                        "gdb's breakpoint at module_event was hit by [COMING ext4, LIVE ext4, GOING ext4]",
                        "kgdb: gdbstub_exit(SYS_RESTART)",
                        "on the module chain: [ftrace]",
                        "on the reboot chain: [md]",
                        "1  md          priority 2147483647; tied before kgdb, by registration",
                        "1  kgdb        priority 2147483647; tied before md, by registration",
                        "2  kgdb        priority 2147483647; held back by 'kgdb after md', else at place 1");
    }

    private static Debugger attached(Machine machine, KgdbReboot onReboot) {
        Debugger debugger = machine.debugger(onReboot);
        debugger.attach(Chainbus.get(KIT.system()), UnaryOperator.identity()).orThrow();
        return debugger;
    }

    private static List<String> visited(Machine machine) {
        return machine.restart().visits().stream().map(VisitRecord::subscriber).toList();
    }

    private static List<String> reasons(Machine machine) {
        return machine.explainRestart().visited().stream()
                .map(place -> place.subscriber() + ", " + tie(place))
                .toList();
    }

    private static String tie(Place place) {
        String ties = place.reasons().stream()
                .filter(Reason.Tied.class::isInstance)
                .map(Reason::text)
                .collect(Collectors.joining());
        return ties.isEmpty() ? "not tied" : ties.replace(", by registration", "");
    }
}
