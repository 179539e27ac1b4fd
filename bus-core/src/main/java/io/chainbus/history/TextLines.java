package io.chainbus.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file as bytes, numbered. One buffer serves all of them: a line is gone when the next is read. */
final class TextLines implements Closeable {

    /** Longer than any line of a history; a file without line ends is not read into memory as a whole. */
    static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final String file;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int limit;
    private int next;
    private long number;
    private boolean terminated = true;

    TextLines(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** Goes on to the next line; false when there is none. */
    boolean advance() throws IOException {
        start = next;
        int scanned = start;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    return line(scanned, scanned + 1, true);
                }
            }
            int length = limit - start;
            if (!fill()) {
                return length > 0 && line(limit, limit, false);
            }
            scanned = start + length;
        }
    }

    private boolean line(int lineEnd, int nextStart, boolean withNewline) {
        end = lineEnd;
        next = nextStart;
        terminated = withNewline;
        number++;
        return true;
    }

    /** Reads on behind what there is of the current line; false at the end of the file. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit >= LONGEST) {
                number++;
                throw new HistoryFormatException(
                        place(), "expected a line of at most " + (LONGEST >> 20) + " MB, found a longer one");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            next = limit;
            return false;
        }
        limit += read;
        return true;
    }

    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** Whether the line has its newline. */
    boolean terminated() {
        return terminated;
    }

    boolean blank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    Place place() {
        return new Place(file, Math.max(number, 1));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
