package io.chainbus.cluster.journal.jdbc;

import io.chainbus.cluster.journal.Journal;

/** What a {@link JdbcWriter} hears. */
sealed interface WriterCommand {

    /** Its coordinator's. */
    record Append(Journal.Write write) implements WriterCommand {}

    /** What was asked of the database is done, or is not to be done by this writer any more. */
    record Answered(ChainRows.Outcome outcome) implements WriterCommand {}

    /** What was asked of the database cannot be done. */
    record Refused(Throwable why) implements WriterCommand {}

    /** What was asked of the database has not been answered for a while. */
    record Late() implements WriterCommand {}
}
