package io.chainbus.cluster.journal.jdbc;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainSnapshot;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import java.util.List;

/**
 * How far the writing of a chain has come, and when it is time for a snapshot: when the events behind the last one take
 * as much room as it does, and no less than the setting says. So a recovery reads about twice what the state takes, and
 * snapshots at the most double what is written.
 *
 * <p>Not thread-safe.
 */
final class Progress {

    /** What a row takes beside its bytes, about. */
    private static final long ROW = 128;

    private final ChainRows rows;
    private final long snapshotAfter;
    /** What all batches add up to, the one that is out included. */
    private final ChainState state;
    /** The last batch that is out or durable. */
    private long batch;

    private long snapshotBytes;
    private long bytesBehind;

    Progress(ChainRows.Found found, long snapshotAfter) {
        this.rows = found.rows();
        this.snapshotAfter = snapshotAfter;
        this.state = found.state();
        this.batch = found.lastBatch();
        this.snapshotBytes = found.snapshotBytes();
        this.bytesBehind = found.replayedBytes();
    }

    /**
     * The next batch. What cannot follow from what was written is never written: no recovery would get beyond it.
     *
     * @throws RuntimeException if it does not follow
     */
    Database.Work<Outcome> next(List<ChainEvent> events) {
        events.forEach(state::apply);
        batch++;
        long number = batch;
        return connection -> rows.append(connection, number, events);
    }

    void appended(long bytes) {
        bytesBehind += bytes + ROW;
    }

    boolean isTimeForASnapshot() {
        return bytesBehind >= Math.max(snapshotAfter, snapshotBytes);
    }

    Database.Work<Outcome> compaction() {
        ChainSnapshot snapshot = state.snapshot();
        long number = batch;
        return connection -> rows.compact(connection, number, snapshot);
    }

    void compacted(long bytes) {
        snapshotBytes = bytes;
        bytesBehind = 0;
    }

    /** The next one is tried when as much has come again. */
    void notCompacted() {
        bytesBehind = 0;
    }
}
