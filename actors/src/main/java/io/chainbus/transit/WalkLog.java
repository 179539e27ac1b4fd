package io.chainbus.transit;

import io.chainbus.walk.Visit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The log of a chain's walks, with {@code chain} and {@code walk} in the MDC of each line. Thread-safe. */
final class WalkLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.chainbus.walk");

    private final boolean alsoInHandlers;

    WalkLog(boolean alsoInHandlers) {
        this.alsoInHandlers = alsoInHandlers;
    }

    /** Whether a call of a handler needs no {@link Scope}. */
    boolean quiet() {
        return !alsoInHandlers;
    }

    /** To be closed after a call of a handler: until then its own log lines carry the MDC, where that is asked for. */
    Scope handler(Visit<?> visit) {
        return alsoInHandlers ? new Scope(visit) : Scope.NONE;
    }

    void threw(Visit<?> visit, String subscriber, Throwable failure) {
        try (Scope scope = new Scope(visit)) {
            LOG.warn(
                    "Handler of {} threw in {} of '{}'",
                    subscriber,
                    visit.phase().name(),
                    visit.key(),
                    failure);
        } catch (RuntimeException e) {
            // Users' exceptions can be such that they cannot be printed.
            LOG.warn("A handler of {} threw {}, which cannot be printed", subscriber, failure.getClass(), e);
        }
    }

    void overdue(Visit<?> visit, String subscriber) {
        try (Scope scope = new Scope(visit)) {
            LOG.warn(
                    "Handler of {} exceeded its deadline in {} of '{}'; until it returns its policy answers for it",
                    subscriber,
                    visit.phase().name(),
                    visit.key());
        }
    }

    void late(Visit<?> visit, String subscriber) {
        try (Scope scope = new Scope(visit)) {
            LOG.info(
                    "Handler of {} answered after its deadline in {} of '{}'",
                    subscriber,
                    visit.phase().name(),
                    visit.key());
        }
    }

    /** While open, the thread's MDC says which chain and walk it is at. */
    static final class Scope implements AutoCloseable {

        static final Scope NONE = new Scope();

        private final boolean set;

        private Scope() {
            set = false;
        }

        private Scope(Visit<?> visit) {
            MDC.put("chain", visit.chain());
            MDC.put("walk", Long.toString(visit.walk()));
            set = true;
        }

        @Override
        public void close() {
            if (set) {
                MDC.remove("walk");
                MDC.remove("chain");
            }
        }
    }
}
