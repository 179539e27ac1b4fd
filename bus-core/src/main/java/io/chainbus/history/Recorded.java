package io.chainbus.history;

import java.util.Locale;

/**
 * The words of the format. They are the format's own: what the engine calls its values may change, what stands in
 * recorded histories may not. Readers take them in either case.
 */
public final class Recorded {

    private Recorded() {}

    /** A word of the format, as it is written. */
    public interface Word {

        String name();

        /** The word as it stands in a history. */
        default String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whom a release visits. */
    public enum Holding implements Word {
        /** The key's holders that are still registered. */
        ACCEPTED,
        /** Whoever is registered when the walk starts, if the key is up. */
        CURRENT
    }

    /** What accepting a phase means. */
    public enum Role implements Word {
        ACQUIRE,
        RELEASE,
        NOTIFY
    }

    /** Which way a walk goes. */
    public enum Direction implements Word {
        DESCENDING,
        ASCENDING;

        @Override
        public String text() {
            return name();
        }
    }

    /** The band that a subscriber stands in. */
    public enum Anchor implements Word {
        /** Not in a band; not written. */
        NONE,
        FIRST,
        LAST;

        @Override
        public String text() {
            return name();
        }
    }

    /** What else a subscriber was registered with. */
    public enum Trait implements Word {
        /** It was told first what was up. */
        REPLAY,
        /** It keeps its place and its holds while it is away. */
        DURABLE,
        /** It is visited whatever it holds, and its verdict is ignored. */
        OBSERVER
    }

    /** Why a subscriber is on the chain no more. */
    public enum Absence implements Word {
        LEFT,
        DIED
    }

    /** Why there is a walk. */
    public enum Cause implements Word {
        /** The event was published. */
        PUBLISH,
        /** A subscriber that joins is told what is up; it alone is visited. */
        REPLAY,
        /** A subscriber that leaves lets go of what it holds; it alone is visited. */
        TEARDOWN
    }

    /** What came of a visit. */
    public enum Verdict implements Word {
        DONE,
        OK,
        STOP,
        VETO,
        /** A veto where nothing can be vetoed, or a failure that its policy lets pass. */
        FAILED;

        /** Whether it accepts: in an acquire it makes a hold, then. */
        public boolean accepts() {
            return this == OK || this == STOP;
        }
    }

    /** Where a verdict came from. */
    public enum Source implements Word {
        HANDLER,
        THROW,
        DEADLINE,
        DEATH,
        /** The handler was not called, since an earlier call had still not returned. */
        STUCK;

        /** Whether the handler ran and gave the verdict itself, by an answer or by throwing. */
        public boolean byHandler() {
            return this == HANDLER || this == THROW;
        }
    }

    /** How a walk ended. */
    public enum Outcome implements Word {
        COMPLETED,
        STOPPED,
        VETOED
    }
}
