package io.chainbus.bench.trial;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.candidate.Bus;
import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.candidate.DeliveriesLostException;
import io.chainbus.bench.candidate.Setup;
import io.chainbus.bench.candidate.Until;
import io.chainbus.bench.event.Expectation;
import io.chainbus.bench.event.Panel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Measures one candidate once: sets it up, warms it up, measures, holds what arrived against what was sent, and takes it
 * down.
 */
public final class Trial {

    /** Longer than any delivery takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int DIGITS = 3;
    private static final long HIGHEST_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int BATCH = 64;

    private final Cell cell;
    private final Panel panel;
    private final Setup setup;

    private Trial(Cell cell, Expectation expectation, double unitsPerMicrosecond, Duration patience, Actors actors) {
        this.cell = cell;
        this.panel = new Panel(
                cell.subscribers(),
                cell.publishers(),
                expectation,
                Math.round(cell.handlerMicros() * unitsPerMicrosecond));
        this.setup = new Setup(panel, Setup.USUAL_WINDOW, cell.handlerMicros() == 0 ? BATCH : 1, patience, actors);
    }

    /**
     * Measures the candidate.
     *
     * @param first whether its code has not run at this size before
     * @param unitsPerMicrosecond how much work makes a microsecond
     */
    public static Sample run(
            Candidate candidate, Cell cell, Timing timing, boolean first, double unitsPerMicrosecond, Actors actors) {
        Trial trial = new Trial(cell, candidate.expectation(), unitsPerMicrosecond, PATIENCE, actors);
        return trial.run(candidate::open, timing, first);
    }

    /** Measures whatever it is. */
    static Sample run(
            Function<Setup, Bus> opening,
            Expectation expectation,
            Cell cell,
            Timing timing,
            Duration patience,
            Actors actors) {
        return new Trial(cell, expectation, 1, patience, actors).run(opening, timing, true);
    }

    private Sample run(Function<Setup, Bus> opening, Timing timing, boolean first) {
        try (Bus bus = opening.apply(setup)) {
            Duration warmUp = first ? timing.firstWarmUp() : timing.warmUp();
            bus.flow(Until.nanosFromNow(warmUp.toNanos()));
            Sample measured = cell.isPaced() ? paced(bus, timing, warmUp) : fullSpeed(bus, timing, warmUp);
            return judged(measured);
        } catch (DeliveriesLostException lost) {
            return judged(Sample.failed(List.of(String.valueOf(lost.getMessage()))));
        } catch (CompletionException failed) {
            return judged(Sample.failed(List.of(why(failed))));
        }
    }

    private static String why(CompletionException failed) {
        Throwable cause = failed.getCause();
        return String.valueOf(cause instanceof DeliveriesLostException ? cause.getMessage() : cause);
    }

    private Sample judged(Sample measured) {
        List<String> all = new ArrayList<>(measured.faults());
        all.addAll(panel.faults());
        return new Sample(
                measured.deliveriesPerSecond(), measured.bytesPerDelivery(), measured.latency(), List.copyOf(all));
    }

    private Sample fullSpeed(Bus bus, Timing timing, Duration warmUp) {
        System.gc();
        Interval interval = new Interval();
        bus.flow(Until.nanosFromNow(timing.measurement().toNanos()));
        interval.end();
        lap(bus, warmUp.dividedBy(2));
        return interval.sample(latency(lap(bus, timing.laps())));
    }

    private static Histogram lap(Bus bus, Duration duration) {
        Histogram histogram = new Histogram(HIGHEST_NANOS, DIGITS);
        Until enough = Until.nanosFromNow(duration.toNanos());
        bus.lap(nanos -> {
            histogram.recordValue(Math.min(nanos, HIGHEST_NANOS));
            return !enough.over();
        });
        return histogram;
    }

    private Sample paced(Bus bus, Timing timing, Duration warmUp) {
        bus.pace(new FixedPace(cell.rate(), warmUp.toNanos()), event -> {});
        System.gc();
        Histogram histogram = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
        FixedPace pace = new FixedPace(cell.rate(), timing.measurement().toNanos());
        Interval interval = new Interval();
        bus.pace(
                pace,
                event -> histogram.recordValue(Math.min(Math.max(0, System.nanoTime() - event.due()), HIGHEST_NANOS)));
        interval.end();
        if (histogram.getTotalCount() != pace.count()) {
            return Sample.failed(List.of("%d ends of %d events".formatted(histogram.getTotalCount(), pace.count())));
        }
        return interval.sample(latency(histogram));
    }

    private static Sample.Latency latency(Histogram histogram) {
        return new Sample.Latency(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    /** A time in which deliveries and bytes are counted. */
    private final class Interval {
        private final long published = panel.published();
        private final long bytes = Allocation.bytes();
        private final long start = System.nanoTime();
        private double deliveries;
        private double seconds;
        private double allocated;

        void end() {
            seconds = (System.nanoTime() - start) / 1e9;
            allocated = Allocation.bytes() - bytes;
            deliveries = (double) (panel.published() - published) * cell.subscribers();
        }

        Sample sample(Sample.Latency latency) {
            return new Sample(deliveries / seconds, Math.max(0, allocated) / deliveries, latency, List.of());
        }
    }
}
