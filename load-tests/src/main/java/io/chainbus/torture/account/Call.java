package io.chainbus.torture.account;

import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler, as the handler itself saw it. The moments are the log's own count, not the clock's. Its
 * answer may come from another thread than its beginning.
 */
public final class Call {

    /** How a call ended, or that it has not. */
    sealed interface Ending {}

    /** @param at the moment, taken before the bus could know of the answer */
    record Answered(long at, Verdict verdict) implements Ending {}

    record Threw(long at) implements Ending {}

    enum Unfinished implements Ending {
        INSTANCE
    }

    private final CallLog log;
    private final Incarnation who;
    private final Visit<?> visit;
    private final long begun;
    private volatile Ending ending = Unfinished.INSTANCE;
    /** The source of the line of history that this call was matched with; the comparison's own. */
    private @Nullable String matched;

    Call(CallLog log, Incarnation who, Visit<?> visit, long begun) {
        this.log = log;
        this.who = who;
        this.visit = visit;
        this.begun = begun;
    }

    /** To be said before the bus is told. */
    public Verdict answered(Verdict verdict) {
        ending = new Answered(log.moment(), verdict);
        return verdict;
    }

    /** To be said before the bus is told. */
    public void threw() {
        ending = new Threw(log.moment());
    }

    Incarnation who() {
        return who;
    }

    Visit<?> visit() {
        return visit;
    }

    boolean undo() {
        return visit.cause() == Cause.UNDO;
    }

    long begun() {
        return begun;
    }

    Ending ending() {
        return ending;
    }

    void match(String source) {
        matched = source;
    }

    @Nullable
    String matched() {
        return matched;
    }

    @Override
    public String toString() {
        return who.id() + " called at " + begun + " for " + visit.phase().name() + " of " + visit.key() + " in walk "
                + visit.walk() + " (" + visit.cause() + "), " + ending;
    }
}
