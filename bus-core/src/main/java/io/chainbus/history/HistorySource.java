package io.chainbus.history;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;

/**
 * The lines of a history, one after the other. Can be gone through once; nothing is kept of a line that was handed out.
 *
 * <p>{@code hasNext} and {@code next} throw {@link HistoryFormatException} at the first thing that is not a history, and
 * {@link java.io.UncheckedIOException} when it cannot be read.
 */
public interface HistorySource extends Iterator<PlacedLine>, Closeable {

    /** What was read over, a sentence each; complete only when there are no more lines. */
    List<String> warnings();
}
