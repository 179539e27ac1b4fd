package io.chainbus.cluster.journal.jdbc;

/** The databases that a journal can be in, and the statements that each wants in its own words. */
enum Dialect {
    POSTGRESQL("org.postgresql.Driver", "org.postgresql:postgresql") {
        @Override
        String claim() {
            return CLAIM + " RETURNING claim, last_batch";
        }

        @Override
        String append() {
            return "WITH moved AS (" + MOVE + " RETURNING name, last_batch) " + INSERT
                    + " SELECT name, last_batch, ?, ? FROM moved";
        }
    },
    H2("org.h2.Driver", "com.h2database:h2") {
        @Override
        String claim() {
            return "SELECT claim, last_batch FROM FINAL TABLE (" + CLAIM + ")";
        }

        @Override
        String append() {
            return INSERT + " SELECT moved.name, moved.last_batch, made.format, made.events FROM FINAL TABLE (" + MOVE
                    + ") moved, (VALUES (CAST(? AS SMALLINT), CAST(? AS BLOB))) made (format, events)";
        }
    };

    private static final String CLAIM = "UPDATE chainbus_chain SET claim = claim + 1, claimed_by = ?,"
            + " claimed_at = CURRENT_TIMESTAMP WHERE name = ?";
    private static final String MOVE =
            "UPDATE chainbus_chain SET last_batch = ? WHERE name = ? AND claim = ? AND last_batch = ?";
    private static final String INSERT = "INSERT INTO chainbus_batch (chain, batch, format, events)";

    final String driver;
    /** Where the driver is to be had. */
    final String artifact;

    Dialect(String driver, String artifact) {
        this.driver = driver;
        this.artifact = artifact;
    }

    /**
     * Takes a chain over: answers its new claim and its last batch. Parameters: by whom, chain.
     *
     * <p>The row stays locked until whatever is being written for the chain is in or given up, so that nothing of an older
     * claim can come after it.
     */
    abstract String claim();

    /**
     * Appends a batch if the claim still holds, in one statement that is a transaction of its own: no lock is ever left
     * behind by a client that stops in the middle. No row where it does not hold, or where the batch is there already.
     * Parameters: batch, chain, claim, the batch before, format, events.
     */
    abstract String append();

    /** The folder of the schema's migrations on the class path. */
    String migrations() {
        return "classpath:io/chainbus/cluster/journal/jdbc/" + (this == H2 ? "h2" : "postgresql");
    }
}
