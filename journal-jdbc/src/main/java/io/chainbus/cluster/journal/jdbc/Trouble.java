package io.chainbus.cluster.journal.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** What databases throw: whether it passes, and how it is told. */
final class Trouble {

    /**
     * Classes of SQL states that a second attempt does not mend, of the SQL standard: what is not supported, wrong data,
     * broken constraints, no such schema, wrong statements and missing rights.
     *
     * <p>All others are waited for, those that nobody knows too: while a batch waits nothing is lost, only late.
     */
    private static final Set<String> LASTING = Set.of("0A", "22", "23", "3F", "42");

    private Trouble() {}

    /** Whether the same may well work later. */
    static boolean passes(Throwable trouble) {
        if (!(trouble instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return state == null || state.length() < 2 || !LASTING.contains(state.substring(0, 2));
    }

    /** Whether a row of that key was there already. */
    static boolean isDuplicate(SQLException trouble) {
        return "23505".equals(trouble.getSQLState());
    }

    /** What happened, and the innermost reason where it says more, in one line. */
    static String line(Throwable trouble) {
        Throwable innermost = trouble;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String what = message(trouble);
        String why = message(innermost);
        return what.contains(why) ? what : what + ": " + why;
    }

    private static String message(Throwable trouble) {
        String message = trouble.getMessage();
        String text = message == null || message.isBlank() ? trouble.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
