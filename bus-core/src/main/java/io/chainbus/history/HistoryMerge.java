package io.chainbus.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The histories of several nodes as one, by their Lamport clocks: what caused something stands before it. Lines with
 * the same clock, of which neither caused the other, come by node, then by the order of the sources. The order within
 * a source is never changed. Keeps one line of each source in memory. Not thread-safe.
 */
public final class HistoryMerge implements HistorySource {

    private final List<HistorySource> sources;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparingLong((Head head) -> head.line().line().stamp().clock())
                    .thenComparing(head -> head.line().line().stamp().node())
                    .thenComparing(Head::source));
    private boolean opened;

    /** The next line of a source. */
    private record Head(int source, PlacedLine line) {}

    /** Merges, and closes in the end, the {@code sources}. */
    public HistoryMerge(List<? extends HistorySource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public boolean hasNext() {
        if (!opened) {
            for (int source = 0; source < sources.size(); source++) {
                advance(source);
            }
            opened = true;
        }
        return !heads.isEmpty();
    }

    @Override
    public PlacedLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Head head = heads.remove();
        advance(head.source());
        return head.line();
    }

    private void advance(int source) {
        if (sources.get(source).hasNext()) {
            heads.add(new Head(source, sources.get(source).next()));
        }
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        sources.forEach(source -> warnings.addAll(source.warnings()));
        return warnings;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (HistorySource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
