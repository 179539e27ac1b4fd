package io.chainbus.examples.cpufreq;

import akka.actor.typed.ActorSystem;
import io.chainbus.coordinator.Seat;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import io.chainbus.explain.Reason;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/**
 * A change that is announced before and after, and fails in between: CPU frequencies, from Linux {@code
 * drivers/cpufreq/cpufreq.c}.
 *
 * <pre>
 *   PRECHANGE ──►  time_cpufreq_notifier  ◄─►  kvmclock_cpufreq_notifier     then the hardware, then
 *   POSTCHANGE ──► the same two, the same way
 * </pre>
 *
 * <p><b>What it does there.</b> A driver that changes the frequency of a policy's CPUs calls {@code
 * cpufreq_freq_transition_begin}, which walks the transition chain with {@code CPUFREQ_PRECHANGE}, and {@code
 * cpufreq_freq_transition_end}, which walks it with {@code CPUFREQ_POSTCHANGE}. Listeners keep something right that
 * depends on the frequency: the delay loop's count goes up before the frequency and down after it. If the hardware
 * failed, {@code cpufreq_notify_post_transition} announces POSTCHANGE all the same, then swaps old and new, and announces
 * PRECHANGE and POSTCHANGE of a second, opposite transition. Where a policy could switch fast, from within the scheduler,
 * listeners are in the way: {@code cpufreq_enable_fast_switch} refuses then and lists the chain by {@code
 * cpufreq_list_transition_notifiers}.
 *
 * <p><b>What it relies on.</b> That each listener hears PRECHANGE and POSTCHANGE in pairs, and never two transitions of a
 * policy at once: {@code transition_ongoing} and a wait queue see to the second, nothing to the first. Who registers in
 * between hears a POSTCHANGE whose beginning it has not seen.
 *
 * <p><b>The same here.</b> All four announcements of a change that fails; the listing, by {@link io.chainbus.Chain#view}.
 *
 * <p><b>Better here.</b> PRECHANGE is an acquire and POSTCHANGE a release, so the pairs are kept by the bus: POSTCHANGE
 * visits who accepted PRECHANGE, and a second PRECHANGE of the policy before its end is refused. And a change that has
 * failed can be called that. The second transition is a lie that is put right: between the two of them listeners believe
 * in a frequency that never was. Where it was to go down, the delay loop counts too little for a moment, and delays that
 * hardware needs come out too short. A release of its own, ABORTCHANGE, tells those who prepared, and nobody else, that
 * it did not happen. Both are shown. (This listener's failure of a change downwards is found by looking at what it
 * counts for after each visit.)
 */
@Command(
        name = "cpufreq",
        description = "A failed change is undone by an opposite one; the chain is listed (drivers/cpufreq/cpufreq.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example cpufreq")
public final class CpufreqExample implements Example {

    private static final int LOW = 800_000;
    private static final int HIGH = 2_400_000;

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        Cpu cpu = new Cpu(LOW);
        DelayLoop delayLoop = new DelayLoop(cpu);
        Policy policy = start(system, "transitions", cpu, OnFailure.OPPOSITE_TRANSITION, delayLoop);
        out.println("From " + LOW + " to " + HIGH + " kHz, and the hardware follows:");
        tell(out, policy.target(HIGH), delayLoop);

        cpu.disobey();
        out.println("Back, and the hardware does not follow. The kernel's way, a second, opposite transition:");
        tell(out, policy.target(LOW), delayLoop);

        DelayLoop ours = new DelayLoop(cpu);
        out.println("The same failure, and those who prepared are told that it did not happen:");
        tell(out, start(system, "with abort", cpu, OnFailure.ABORT, ours).target(LOW), ours);

        list(out, policy);
    }

    private static Policy start(ActorSystem<?> system, String name, Cpu cpu, OnFailure onFailure, DelayLoop delayLoop) {
        Policy policy = Policy.start(system, name, cpu, onFailure);
        policy.register(Subscriber.<Freqs>named("time_cpufreq_notifier").handler(delayLoop));
        policy.register(Subscriber.<Freqs>named("kvmclock_cpufreq_notifier").handler(visit -> Verdict.ok()));
        return policy;
    }

    private static void tell(PrintWriter out, List<Receipt<Freqs>> announced, DelayLoop delayLoop) {
        int from = 0;
        for (Receipt<Freqs> receipt : announced) {
            Freqs freqs = receipt.payload();
            if (freqs.oldKhz() != from) {
                from = freqs.oldKhz();
                out.println("  " + from + " -> " + freqs.newKhz());
            }
            ReceiptText.of(receipt).forEach(line -> out.println("    " + line));
        }
        if (delayLoop.tooShort().isEmpty()) {
            out.println("  no delay was too short; the loop counts for " + delayLoop.khz() + " kHz now");
        }
        delayLoop.tooShort().forEach(moment -> out.println("  delays were too short: " + moment));
        out.println();
    }

    private static void list(PrintWriter out, Policy policy) {
        out.println("Fast switching is asked for, and there are listeners:");
        List<Seat> inTheWay = policy.enableFastSwitch();
        out.println("  cpufreq: CPU0: Fast frequency switching not enabled");
        out.println("  cpufreq: Registered transition notifiers:");
        inTheWay.forEach(seat -> out.println("  cpufreq: " + seat.id()));
        out.println("And why they stand in that order:");
        inTheWay.forEach(seat -> out.println("  " + seat.place() + "  " + seat.id() + "  "
                + seat.why().stream().map(Reason::text).collect(Collectors.joining("; "))));
    }
}
