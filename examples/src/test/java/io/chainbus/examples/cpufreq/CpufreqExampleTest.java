package io.chainbus.examples.cpufreq;

import static io.chainbus.examples.cpufreq.TransitionPhase.ABORTCHANGE;
import static io.chainbus.examples.cpufreq.TransitionPhase.POSTCHANGE;
import static io.chainbus.examples.cpufreq.TransitionPhase.PRECHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.coordinator.Seat;
import io.chainbus.examples.Told;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpufreqExampleTest {

    private static final int LOW = 800_000;
    private static final int HIGH = 2_400_000;

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_change_is_announced_before_and_after_and_the_delay_loop_is_never_too_short() {
        Cpu cpu = new Cpu(LOW);
        DelayLoop loop = new DelayLoop(cpu);
        Policy policy = policy(cpu, OnFailure.OPPOSITE_TRANSITION, loop);
        assertThat(steps(policy.target(HIGH)))
                .containsExactly(tuple(PRECHANGE, LOW, HIGH), tuple(POSTCHANGE, LOW, HIGH));
        assertThat(loop.khz()).isEqualTo(HIGH);
        assertThat(steps(policy.target(LOW)))
                .containsExactly(tuple(PRECHANGE, HIGH, LOW), tuple(POSTCHANGE, HIGH, LOW));
        assertThat(loop.khz()).isEqualTo(LOW);
        assertThat(loop.tooShort()).isEmpty();
    }

    @Test
    void the_kernel_undoes_a_failed_change_by_a_second_opposite_one() {
        Cpu cpu = new Cpu(HIGH);
        DelayLoop loop = new DelayLoop(cpu);
        Policy policy = policy(cpu, OnFailure.OPPOSITE_TRANSITION, loop);
        cpu.disobey();
        List<Receipt<Freqs>> announced = policy.target(LOW);
        assertThat(steps(announced))
                .containsExactly(
                        tuple(PRECHANGE, HIGH, LOW),
                        tuple(POSTCHANGE, HIGH, LOW),
                        tuple(PRECHANGE, LOW, HIGH),
                        tuple(POSTCHANGE, LOW, HIGH));
        assertThat(announced)
                .allSatisfy(receipt -> assertThat(receipt.visits())
                        .extracting(VisitRecord::subscriber)
                        .containsExactly("time_cpufreq_notifier", "kvmclock_cpufreq_notifier"));
        assertThat(loop.khz()).isEqualTo(HIGH);
        assertThat(loop.tooShort())
                .containsExactly(
                        "after POSTCHANGE 2400000 -> 800000 the loop counts for 800000 kHz on a CPU that runs at 2400000");
    }

    @Test
    void an_abort_tells_those_who_prepared_the_last_first_and_claims_nothing() {
        for (int[] change : new int[][] {{HIGH, LOW}, {LOW, HIGH}}) {
            Cpu cpu = new Cpu(change[0]);
            DelayLoop loop = new DelayLoop(cpu);
            Policy policy = policy(cpu, OnFailure.ABORT, loop);
            cpu.disobey();
            List<Receipt<Freqs>> announced = policy.target(change[1]);
            assertThat(steps(announced))
                    .containsExactly(tuple(PRECHANGE, change[0], change[1]), tuple(ABORTCHANGE, change[0], change[1]));
            assertThat(announced.get(1).visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("kvmclock_cpufreq_notifier", "time_cpufreq_notifier");
            assertThat(loop.khz()).isEqualTo(change[0]);
            assertThat(loop.tooShort()).isEmpty();
        }
    }

    @Test
    void a_failed_change_leaves_the_policy_free_for_the_next() {
        Cpu cpu = new Cpu(LOW);
        Policy policy = policy(cpu, OnFailure.OPPOSITE_TRANSITION, new DelayLoop(cpu));
        cpu.disobey();
        policy.target(HIGH);
        assertThat(policy.target(HIGH)).hasSize(4).allMatch(Receipt::success);
    }

    @Test
    void who_joins_between_the_two_hears_no_end_of_what_it_has_not_seen_begin() {
        Cpu cpu = new Cpu(LOW);
        Policy policy = policy(cpu, OnFailure.OPPOSITE_TRANSITION, new DelayLoop(cpu));
        List<String> heard = new ArrayList<>();
        Receipt<Freqs> pre = policy.begin(new Freqs("policy0", LOW, HIGH));
        policy.register(Subscriber.<Freqs>named("late").handler(visit -> {
            heard.add(visit.phase().name());
            return Verdict.ok();
        }));
        List<Receipt<Freqs>> end = policy.end(new Freqs("policy0", LOW, HIGH), true);
        assertThat(pre.visits()).hasSize(2);
        assertThat(end.get(0).visits()).extracting(VisitRecord::subscriber).doesNotContain("late");
        assertThat(heard).isEmpty();
        policy.target(HIGH);
        assertThat(heard).containsExactly("PRECHANGE", "POSTCHANGE");
    }

    @Test
    void fast_switching_is_refused_while_there_are_listeners_and_they_are_listed_in_order() {
        Cpu cpu = new Cpu(LOW);
        Policy nobody = Policy.start(kit.system(), "nobody listens", cpu, OnFailure.ABORT);
        assertThat(nobody.enableFastSwitch()).isEmpty();
        assertThat(policy(cpu, OnFailure.ABORT, new DelayLoop(cpu)).enableFastSwitch())
                .extracting(Seat::id)
                .containsExactly("time_cpufreq_notifier", "kvmclock_cpufreq_notifier");
    }

    @Test
    void the_account_shows_both_ways_and_the_listing() throws Exception {
        assertThat(Told.by(new CpufreqExample(), kit.system()))
                .containsSubsequence(
                        "no delay was too short; the loop counts for 2400000 kHz now",
                        "delays were too short: after POSTCHANGE 2400000 -> 800000 the loop counts for 800000 kHz on a"
                                + " CPU that runs at 2400000",
                        "1  kvmclock_cpufreq_notifier  ABORTCHANGE  ok",
                        "no delay was too short; the loop counts for 2400000 kHz now",
                        "cpufreq: CPU0: Fast frequency switching not enabled",
                        "cpufreq: Registered transition notifiers:",
                        "cpufreq: time_cpufreq_notifier",
                        "cpufreq: kvmclock_cpufreq_notifier",
                        "1  time_cpufreq_notifier  priority 0; tied before kvmclock_cpufreq_notifier, by registration");
    }

    private Policy policy(Cpu cpu, OnFailure onFailure, DelayLoop loop) {
        Policy policy = Policy.start(kit.system(), "transitions " + onFailure + " of " + cpu.khz(), cpu, onFailure);
        policy.register(Subscriber.<Freqs>named("time_cpufreq_notifier").handler(loop));
        policy.register(Subscriber.<Freqs>named("kvmclock_cpufreq_notifier").handler(visit -> Verdict.ok()));
        return policy;
    }

    private static List<Tuple> steps(List<Receipt<Freqs>> announced) {
        assertThat(announced).allMatch(Receipt::success);
        return announced.stream()
                .map(receipt -> tuple(
                        receipt.phase(),
                        receipt.payload().oldKhz(),
                        receipt.payload().newKhz()))
                .toList();
    }
}
