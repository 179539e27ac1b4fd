package io.chainbus.load.output;

import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Mix;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of each interval as an HdrHistogram log (version 1.3), for the tools that read such logs. An interval has
 * a line of all its events, without a tag, and one of each step's with the step as its tag. Values are nanoseconds, the
 * maxima that stand in the lines milliseconds. Single-threaded.
 */
public final class IntervalLog implements AutoCloseable {

    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    private final Remembering stream;
    private final HistogramLogWriter writer;

    /**
     * Begins it.
     *
     * @param startMillis when the run began, since 1970
     * @throws IOException if it cannot be written
     */
    public IntervalLog(Path file, String what, long startMillis) throws IOException {
        stream = new Remembering(new BufferedOutputStream(Files.newOutputStream(file)));
        writer = new HistogramLogWriter(stream);
        writer.outputComment("[Chainbus load: " + what + "]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMillis);
        writer.outputLegend();
    }

    /** An interval, between nanoseconds since the start of the run; without a line where nothing ended in it. */
    public void interval(long from, long to, Map<Mix.Step, Histogram> latency) {
        Histogram all = Latency.empty();
        latency.values().forEach(all::add);
        write(all, null, from, to);
        latency.forEach((step, histogram) -> write(histogram.copy(), step.word(), from, to));
    }

    private void write(Histogram histogram, @Nullable String tag, long from, long to) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        if (tag != null) {
            histogram.setTag(tag);
        }
        writer.outputIntervalHistogram(from / SECOND, to / SECOND, histogram, MILLI);
    }

    /**
     * Ends it.
     *
     * @throws IOException if something of it could not be written, now or earlier
     */
    @Override
    public void close() throws IOException {
        writer.close();
        IOException failed = stream.failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** The writer swallows what goes wrong; this does not. */
    private static final class Remembering extends FilterOutputStream {
        private @Nullable IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            remember(() -> out.write(bytes, from, length));
        }

        @Override
        public void write(int one) {
            remember(() -> out.write(one));
        }

        @Override
        public void flush() {
            remember(out::flush);
        }

        @Override
        public void close() {
            remember(out::close);
        }

        private void remember(Writing writing) {
            try {
                writing.run();
            } catch (IOException failed) {
                failure = failure == null ? failed : failure;
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
