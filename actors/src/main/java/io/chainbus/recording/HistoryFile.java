package io.chainbus.recording;

import io.chainbus.history.Entry;
import io.chainbus.history.HistoryWriter;
import io.chainbus.history.Line;
import io.chainbus.history.Stamp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One node's history: all lines of all its chains in one file, in the order of its Lamport clock. Thread-safe; each line
 * is stamped and written in one piece. Lines are buffered: {@link #close} writes the last ones, and a process that is
 * killed loses what was in the buffer and may tear its last line, which readers take as a warning. It is to be closed when
 * its chains are, or when the actor system has ended: until then somebody who has just died may still be to be written of.
 */
public final class HistoryFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** So many lines may be written within a millisecond before the clock goes ahead of the time of day. */
    private static final int COUNT_BITS = 16;

    private final String node;
    private final HistoryWriter writer;
    private final OutputStream out;
    private final long origin = System.nanoTime();
    private long clock;
    private long lines;
    private boolean buffered;
    private boolean physical;
    private boolean closed;
    private @Nullable Exception failure;

    private HistoryFile(OutputStream out, String node) throws IOException {
        this.out = out;
        this.writer = new HistoryWriter(out);
        this.node = node;
    }

    /**
     * Starts an empty history in that file.
     *
     * @param node this node's name, in every line
     */
    public static HistoryFile create(Path file, String node) throws IOException {
        return new HistoryFile(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), node);
    }

    /** Starts an empty history on that stream, which is buffered here and closed with it. */
    public static HistoryFile to(OutputStream out, String node) throws IOException {
        return new HistoryFile(new BufferedOutputStream(out, BUFFER), node);
    }

    /** What a chain of that name records with. */
    public Recorder recorder(String chain) {
        return new ChainRecorder(chain);
    }

    private synchronized void write(String chain, Entry entry) {
        if (closed || failure != null) {
            return;
        }
        try {
            writer.write(new Line(new Stamp(System.nanoTime() - origin, node, tick(), chain), entry));
            lines++;
            buffered = true;
        } catch (IOException | RuntimeException e) {
            // The chain goes on without its history; whoever asked for it hears of it when it is closed.
            failure = e;
        }
    }

    private long tick() {
        clock = Math.max(clock + 1, physical ? System.currentTimeMillis() << COUNT_BITS : 0);
        return clock;
    }

    /**
     * Has the clock follow the time of day from now on, as a hybrid logical clock does (Kulkarni and others, 2014): for one
     * of several nodes, so that what a node did before it died stands before what others did when they found it dead,
     * although no message of it says so. Between nodes whose clocks differ by more than that takes, it need not.
     */
    public synchronized void followTimeOfDay() {
        physical = true;
    }

    /** How many lines have been written. */
    public synchronized long lines() {
        return lines;
    }

    private synchronized long clock() {
        return clock;
    }

    private synchronized void witness(long other) {
        clock = Math.max(clock, other);
    }

    private synchronized void flushQuietly() {
        if (!buffered || closed || failure != null) {
            return;
        }
        try {
            flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Writes what is buffered, so that the lines so far can be read while others follow.
     *
     * @throws IOException when a line could not be written, now or earlier
     */
    public synchronized void flush() throws IOException {
        Exception earlier = failure;
        if (earlier != null) {
            throw incomplete(earlier);
        }
        buffered = false;
        writer.flush();
        out.flush();
    }

    /**
     * Writes what is buffered and ends the history: what happens after this is not recorded.
     *
     * @throws IOException when a line could not be written, now or earlier: the history is not complete then
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (OutputStream stream = out) {
            writer.flush();
            stream.flush();
        } catch (RuntimeException e) {
            failure = e;
        }
        Exception earlier = failure;
        if (earlier != null) {
            throw earlier instanceof IOException io ? io : incomplete(earlier);
        }
    }

    /** Another one each time: the first is often still on its way up when the next is thrown. */
    private static IOException incomplete(Exception earlier) {
        return new IOException("a line could not be written: " + earlier.getMessage(), earlier);
    }

    private final class ChainRecorder extends Recorder {

        private final String chain;

        ChainRecorder(String chain) {
            this.chain = chain;
        }

        @Override
        public boolean on() {
            return true;
        }

        @Override
        public long clock() {
            return HistoryFile.this.clock();
        }

        @Override
        public void witness(long clock) {
            HistoryFile.this.witness(clock);
        }

        @Override
        public void flush() {
            flushQuietly();
        }

        @Override
        void write(Entry entry) {
            HistoryFile.this.write(chain, entry);
        }

        @Override
        long since(long nanoTime) {
            return nanoTime - origin;
        }
    }
}
