package io.chainbus.torture.run;

import io.chainbus.recording.HistoryFile;
import io.chainbus.torture.plan.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run: rounds, each with a plan, an actor system and a verdict of its own, so that memory does not grow with the
 * run. It ends with the first round that breaks a promise.
 */
public final class Torture {

    private final TortureSettings settings;
    private final Path roundFile;
    private final Runnable step;
    private final Consumer<String> said;
    private final Figures figures = new Figures();
    private final List<String> broken = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();
    private int rounds;

    private Torture(TortureSettings settings, Path roundFile, Runnable step, Consumer<String> said) {
        this.settings = settings;
        this.roundFile = roundFile;
        this.step = step;
        this.said = said;
    }

    /**
     * Blocks its caller until it is over.
     *
     * @param roundFile holds the last round's history afterwards
     * @param whole gets the history of all rounds, and is closed
     * @param step called from any thread for each step of a publisher
     * @param said gets a line about each round
     */
    public static TortureReport run(
            TortureSettings settings, Path roundFile, OutputStream whole, Runnable step, Consumer<String> said)
            throws IOException {
        long started = System.nanoTime();
        Torture torture = new Torture(settings, roundFile, step, said);
        torture.rounds(whole, started);
        String digest =
                Plan.of(settings.seed(), 1, settings.size(), settings.rates()).digest();
        return new TortureReport(
                settings.seed(),
                digest,
                torture.rounds,
                Duration.ofNanos(System.nanoTime() - started),
                torture.figures.counts(),
                torture.broken,
                torture.heap);
    }

    private void rounds(OutputStream whole, long started) throws IOException {
        try (RoundLines lines = new RoundLines(roundFile, whole);
                HistoryFile history = HistoryFile.to(lines, "torture")) {
            do {
                long before = history.lines();
                lines.nextRound();
                round(history, before);
                heap.add(inUse());
                said.accept("round %d: %d lines, heap %.1f MB after a full collection"
                        .formatted(rounds, history.lines() - before, heap.get(heap.size() - 1) / 1e6));
            } while (broken.isEmpty()
                    && System.nanoTime() - started < settings.atLeast().toNanos());
        }
    }

    private void round(HistoryFile history, long before) throws IOException {
        rounds++;
        Plan plan = Plan.of(settings.seed(), rounds, settings.size(), settings.rates());
        Pulse pulse = new Pulse(settings.patience());
        Round round = new Round(plan, history, pulse, step);
        List<String> stalled = new ArrayList<>();
        try (round) {
            round.play();
        } catch (Pulse.Stalled | IllegalStateException lost) {
            // Nothing came any more; or a failure came where only answers are promised: a chain has stopped.
            stalled.add("P9: round " + rounds + ": " + lost.getMessage()
                    + (lost.getCause() == null ? "" : ": " + lost.getCause()));
        }
        history.flush();
        Verdicts verdicts = new Verdicts(round, roundFile, before);
        List<String> found = verdicts.judge();
        figures.add(verdicts.figures());
        broken.addAll(stalled);
        broken.addAll(found);
    }

    private static long inUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
