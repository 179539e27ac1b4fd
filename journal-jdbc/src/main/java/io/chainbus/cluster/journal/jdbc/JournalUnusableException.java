package io.chainbus.cluster.journal.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The journal cannot be used as it is set up: a wrong setting, a database that cannot be reached, a schema of another
 * version. The message is a single line for whoever has to mend it.
 */
public final class JournalUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JournalUnusableException(String message) {
        this(message, null);
    }

    JournalUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What failed, and why in the words of what did, in one line. */
    static JournalUnusableException of(String what, Throwable why) {
        return new JournalUnusableException(what + ": " + Trouble.line(why), why);
    }
}
