package io.chainbus.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.torture.plan.Chaos;
import io.chainbus.torture.plan.Rates;
import io.chainbus.torture.plan.Size;
import io.chainbus.torture.run.Figure;
import io.chainbus.torture.run.Torture;
import io.chainbus.torture.run.TortureReport;
import io.chainbus.torture.run.TortureSettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Torture for long: {@code mvn -Psoak verify}, ten minutes unless {@code -Dsoak.seconds} says otherwise. The heap is
 * looked at after each round, when all of the round has been collected; it must not have grown since the first minute.
 */
class TortureSoak {

    private static final long MEGABYTE = 1_000_000;

    /** What two looks at a heap that does not grow may differ by. */
    private static final long SLACK = 4 * MEGABYTE;

    private static final Rates RATES = Rates.usual().with(Chaos.DURABLE, 500);

    @Test
    @SuppressWarnings("SystemOut") // its figures are what it is for
    void nothing_breaks_and_the_heap_does_not_grow() throws Exception {
        int seconds = Integer.getInteger("soak.seconds", 600);
        long seed = Long.getLong("soak.seed", System.nanoTime());
        Path history = Files.createTempFile("chainbus-soak-", ".jsonl");
        TortureReport report = Torture.run(
                new TortureSettings(seed, Duration.ofSeconds(seconds), Size.USUAL, RATES, TortureSettings.PATIENCE),
                history,
                OutputStream.nullOutputStream(),
                () -> {},
                System.out::println);
        List<Long> heap = report.heap();
        int warm = (int) Math.min(heap.size() / 2, heap.size() * 60L / seconds);
        int window = Math.max(1, (heap.size() - warm) / 10);
        long early = median(heap.subList(warm, warm + window));
        long late = median(heap.subList(heap.size() - window, heap.size()));
        System.out.printf(
                "soak: seed %d, %d rounds in %d s, %d walks; heap %.1f MB after the first minute, %.1f MB at the end%n",
                seed,
                report.rounds(),
                report.took().toSeconds(),
                report.figures().getOrDefault(Figure.WALKS, 0L),
                early / 1e6,
                late / 1e6);
        assertThat(report.broken()).as("history kept in %s", history).isEmpty();
        Files.delete(history);
        assertThat(late).as("heap at the end, in bytes").isLessThanOrEqualTo(early + SLACK);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
