package io.chainbus.examples.cpufreq;

import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The delay loop's count for a microsecond, on a CPU whose counter follows its frequency; Linux {@code
 * time_cpufreq_notifier} of {@code arch/x86/kernel/tsc.c}. A delay may be too long, never too short: so the count goes
 * up before the frequency does, and down after it.
 */
final class DelayLoop implements Handler<Freqs> {

    private final Cpu cpu;
    private final List<String> tooShort = new CopyOnWriteArrayList<>();
    private volatile int khz;

    /** A loop that counts right for what the CPU runs at now. */
    DelayLoop(Cpu cpu) {
        this.cpu = cpu;
        this.khz = cpu.khz();
    }

    @Override
    public Verdict onEvent(Visit<Freqs> visit) {
        Freqs freqs = visit.payload();
        if (visit.phase() == TransitionPhase.ABORTCHANGE) {
            khz = freqs.oldKhz();
        } else if (freqs.goesUp() == (visit.phase() == TransitionPhase.PRECHANGE)) {
            khz = freqs.newKhz();
        }
        if (khz < cpu.khz()) {
            tooShort.add("after %s %d -> %d the loop counts for %d kHz on a CPU that runs at %d"
                    .formatted(visit.phase().name(), freqs.oldKhz(), freqs.newKhz(), khz, cpu.khz()));
        }
        return Verdict.ok();
    }

    /** The frequency that it counts right for. */
    int khz() {
        return khz;
    }

    /** When delays were shorter than they must be. */
    List<String> tooShort() {
        return List.copyOf(tooShort);
    }
}
