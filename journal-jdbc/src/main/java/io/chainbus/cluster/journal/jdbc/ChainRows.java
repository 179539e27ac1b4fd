package io.chainbus.cluster.journal.jdbc;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainSnapshot;
import io.chainbus.cluster.journal.ChainState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A chain's rows, as whoever has claimed them reads and writes them.
 *
 * <p>The fence: a claim is a number in the chain's row, and each writer takes the next one before it reads anything. Every
 * batch and every snapshot is written together with a look at that number, and with the row locked, in one transaction.
 * So once a claim is in, nothing of an older one can be written any more, and what the new one then reads is all that
 * there is. The row has the last batch's number, too, which tells one whose commit had no answer whether it was done.
 *
 * <p>Immutable; the connection is used by one thread at a time.
 */
final class ChainRows {

    private static final String ADD = "INSERT INTO chainbus_chain (name, claimed_by) SELECT ?, ''"
            + " WHERE NOT EXISTS (SELECT 1 FROM chainbus_chain WHERE name = ?)";
    private static final String LOOK = "SELECT claim, last_batch, claimed_by FROM chainbus_chain WHERE name = ?";
    private static final String SNAPSHOT = "SELECT batch, format, state FROM chainbus_snapshot WHERE chain = ?";
    private static final String BATCHES =
            "SELECT batch, format, events FROM chainbus_batch WHERE chain = ? AND batch > ? ORDER BY batch";
    private static final String LOCK = "SELECT claim FROM chainbus_chain WHERE name = ? AND claim = ? FOR UPDATE";
    private static final String REPLACE =
            "UPDATE chainbus_snapshot SET batch = ?, format = ?, state = ? WHERE chain = ?";
    private static final String KEEP =
            "INSERT INTO chainbus_snapshot (batch, format, state, chain) VALUES (?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM chainbus_batch WHERE chain = ? AND batch <= ?";

    private final Dialect dialect;
    private final String chain;
    private final long claim;

    /** What came of it. */
    sealed interface Outcome {}

    /** The batch is durable, in that many bytes. */
    record Appended(long bytes) implements Outcome {}

    /** A snapshot of that many bytes stands for all batches before it. */
    record Compacted(long bytes) implements Outcome {}

    /** Another one has claimed the chain. */
    record Fenced(String by) implements Outcome {}

    /**
     * What the new owner of a chain finds.
     *
     * @param snapshotBytes of the snapshot, 0 where there is none
     * @param replayedBytes of the events behind it
     */
    record Found(ChainRows rows, ChainState state, long lastBatch, long snapshotBytes, long replayedBytes)
            implements Outcome {}

    private ChainRows(Dialect dialect, String chain, long claim) {
        this.dialect = dialect;
        this.chain = chain;
        this.claim = claim;
    }

    /** Has a row for that chain. */
    static void add(Connection connection, String chain) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, chain);
            add.setString(2, chain);
            add.executeUpdate();
        } catch (SQLException e) {
            // Somebody else has added it at the same moment.
            if (!Trouble.isDuplicate(e)) {
                throw e;
            }
        }
    }

    /**
     * Claims the chain and reads what there is.
     *
     * @param by who claims it, for people
     * @throws IllegalStateException if what is there cannot be all that was written, or cannot be read
     */
    static Outcome claim(Connection connection, Dialect dialect, String chain, String by) throws SQLException {
        add(connection, chain);
        long claim;
        long last;
        try (PreparedStatement update = connection.prepareStatement(dialect.claim())) {
            update.setString(1, by);
            update.setString(2, chain);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the row of chain " + chain + " has gone");
                }
                claim = row.getLong(1);
                last = row.getLong(2);
            }
        }
        return new ChainRows(dialect, chain, claim).read(connection, last);
    }

    private Outcome read(Connection connection, long last) throws SQLException {
        ChainState state = new ChainState();
        long at = 0;
        long snapshotBytes = 0;
        try (PreparedStatement select = connection.prepareStatement(SNAPSHOT)) {
            select.setString(1, chain);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    at = row.getLong(1);
                    byte[] bytes = row.getBytes(3);
                    snapshotBytes = bytes.length;
                    state = new ChainState(read(row.getInt(2), bytes));
                }
            }
        }
        long replayedBytes = 0;
        try (PreparedStatement select = connection.prepareStatement(BATCHES)) {
            select.setString(1, chain);
            select.setLong(2, at);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && row.getLong(1) == at + 1) {
                    at++;
                    byte[] bytes = row.getBytes(3);
                    replayedBytes += bytes.length;
                    events(at, row.getInt(2), bytes).forEach(state::apply);
                }
            }
        }
        if (at == last) {
            return new Found(this, state, last, snapshotBytes, replayedBytes);
        }
        // Whoever has claimed it meanwhile may have put batches into a snapshot.
        Seen now = look(connection);
        if (now.claim != claim) {
            return new Fenced(now.by);
        }
        throw new IllegalStateException(
                "batch " + (at + 1) + " of chain " + chain + " is missing; the last is " + last);
    }

    private ChainSnapshot read(int format, byte[] bytes) {
        try {
            return Codec.snapshot(format, bytes);
        } catch (Codec.UnreadableException e) {
            throw new IllegalStateException("the snapshot of chain " + chain + " " + e.getMessage());
        }
    }

    private List<ChainEvent> events(long batch, int format, byte[] bytes) {
        try {
            return Codec.events(format, bytes);
        } catch (Codec.UnreadableException e) {
            throw new IllegalStateException("batch " + batch + " of chain " + chain + " " + e.getMessage());
        }
    }

    /**
     * Writes the batch unless it is there already: it may be asked again.
     *
     * @param batch one more than the last
     * @throws IllegalStateException if the database has lost what it had acknowledged
     */
    Outcome append(Connection connection, long batch, List<ChainEvent> events) throws SQLException {
        byte[] bytes = Codec.bytes(events);
        int rows;
        try (PreparedStatement append = connection.prepareStatement(dialect.append())) {
            append.setLong(1, batch);
            append.setString(2, chain);
            append.setLong(3, claim);
            append.setLong(4, batch - 1);
            append.setInt(5, Codec.FORMAT);
            append.setBytes(6, bytes);
            rows = append.executeUpdate();
        }
        if (rows == 1) {
            return new Appended(bytes.length);
        }
        Seen now = look(connection);
        if (now.claim != claim) {
            return new Fenced(now.by);
        }
        if (now.last == batch) {
            return new Appended(bytes.length);
        }
        throw new IllegalStateException("the last batch of chain " + chain + " is " + now.last + ", and " + (batch - 1)
                + " had been acknowledged: the database has lost what it had");
    }

    /** Puts a snapshot in the place of all batches up to that one; may be asked again. */
    Outcome compact(Connection connection, long batch, ChainSnapshot snapshot) throws SQLException {
        byte[] bytes = Codec.bytes(snapshot);
        connection.setAutoCommit(false);
        try {
            if (!lock(connection)) {
                connection.rollback();
                return new Fenced(look(connection).by);
            }
            if (keep(connection, REPLACE, batch, bytes) == 0) {
                keep(connection, KEEP, batch, bytes);
            }
            try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                forget.setString(1, chain);
                forget.setLong(2, batch);
                forget.executeUpdate();
            }
            connection.commit();
            return new Compacted(bytes.length);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, chain);
            lock.setLong(2, claim);
            try (ResultSet row = lock.executeQuery()) {
                return row.next();
            }
        }
    }

    private int keep(Connection connection, String how, long batch, byte[] bytes) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(how)) {
            keep.setLong(1, batch);
            keep.setInt(2, Codec.FORMAT);
            keep.setBytes(3, bytes);
            keep.setString(4, chain);
            return keep.executeUpdate();
        }
    }

    private Seen look(Connection connection) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setString(1, chain);
            try (ResultSet row = look.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the row of chain " + chain + " has gone");
                }
                long holder = row.getLong(1);
                return new Seen(holder, row.getLong(2), "claim " + holder + " of " + row.getString(3));
            }
        }
    }

    private record Seen(long claim, long last, String by) {}
}
