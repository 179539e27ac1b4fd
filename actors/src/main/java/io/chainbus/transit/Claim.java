package io.chainbus.transit;

import io.chainbus.chain.Places;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who may do the visits of a train's stop: its subscriber, or the coordinator that takes over when the subscriber has
 * died or hangs. Whoever claims first has them, and the other's results are void (promises P8 and P9).
 *
 * <pre>
 *             arrive                board                 settle
 *   (owner) ─────────► EN_ROUTE ───────────► BOARDED ───────────────► SETTLING (owner)
 *                         │ takeWaiting        │ takeBoarded            │ arrive, resume
 *                         ▼                    ▼                        ▼
 *                       TAKEN                TAKEN, with the cut
 * </pre>
 *
 * <p>A subscriber that has boarded does the visits in turn and tells after each how many are done. The coordinator that
 * takes a boarded train over fixes the <em>cut</em>: the visits before it stand as the subscriber did them, all others
 * are the coordinator's. The cut is what the subscriber had told by then, so a verdict given in that very moment may
 * come too late; it is void like one that comes an hour late. That costs one compare-and-set when a stop begins and one
 * when it ends, and none for a visit.
 *
 * <p>Invariant: between {@code board} and {@code settle} only the subscriber touches the train's visits; after {@code
 * takeWaiting} or {@code takeBoarded} only the coordinator does, and a taken claim stays taken.
 */
final class Claim {

    private static final VarHandle STATE;
    private static final VarHandle DONE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Claim.class, "state", long.class);
            DONE = lookup.findVarHandle(Claim.class, "done", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What {@link #takeBoarded} answers when the train was not to be had. */
    static final int LOST = -1;

    private static final int EN_ROUTE = 0;
    private static final int BOARDED = 1;
    private static final int SETTLING = 2;
    private static final int TAKEN = 3;

    /**
     * The place in the upper half, then a count, and in the lowest two bits what the state is. While boarded the count is
     * of the visits that were settled when the subscriber boarded or resumed, so that a state does not come back: who
     * takes over compares with what it looked at. While taken it is the cut.
     */
    private volatile long state = pack(0, 0, SETTLING);

    /**
     * How many visits of this stop are done: written by the subscriber that has boarded, read when it is taken. It only
     * grows during a stop, also when the stop is settled piece by piece, so that standing still can be told from it.
     */
    @SuppressWarnings("UnusedVariable") // by its handle
    private int done;

    private static long pack(int place, int count, int tag) {
        return ((long) place << 32) | ((long) count << 2) | tag;
    }

    private static int tag(long state) {
        return (int) state & 3;
    }

    private static int count(long state) {
        return (int) (state & 0xFFFF_FFFCL) >>> 2;
    }

    private static int place(long state) {
        return (int) (state >>> 32);
    }

    /** The owner lets go: whoever stands at that place may board. */
    void arrive(int place) {
        done = 0;
        state = pack(place, 0, EN_ROUTE);
    }

    /** Where the train waits for its subscriber, or {@link Places#NOWHERE} when it does not. */
    int awaits() {
        long now = state;
        return tag(now) == EN_ROUTE ? place(now) : Places.NOWHERE;
    }

    /** The place whose subscriber has boarded, or {@link Places#NOWHERE}. */
    int boardedAt() {
        long now = state;
        return tag(now) == BOARDED ? place(now) : Places.NOWHERE;
    }

    /** The place whose subscriber has boarded, or is settling what it did there; or {@link Places#NOWHERE}. */
    int occupiedAt() {
        long now = state;
        return tag(now) == BOARDED || tag(now) == SETTLING ? place(now) : Places.NOWHERE;
    }

    /** The subscriber at that place begins its visits, unless the train was taken or is elsewhere. */
    boolean board(int place) {
        return STATE.compareAndSet(this, pack(place, 0, EN_ROUTE), pack(place, 0, BOARDED));
    }

    /** The subscriber tells how many of its visits are done: all that it did for them is visible to who takes over. */
    void done(int visits) {
        DONE.setRelease(this, visits);
    }

    /** How many visits are done, as far as can be seen. */
    int done() {
        return (int) DONE.getAcquire(this);
    }

    /** Whether the train is the subscriber's still. What it read of the train's walks before is good if so. */
    boolean aboard() {
        VarHandle.acquireFence();
        return tag(state) == BOARDED;
    }

    /**
     * The subscriber that has boarded takes its visits as final; false when the train has been taken from it.
     *
     * @param settled how many visits of this stop it had settled when it boarded or resumed
     */
    boolean settle(int place, int settled) {
        return STATE.compareAndSet(this, pack(place, settled, BOARDED), pack(place, settled, SETTLING));
    }

    /**
     * After {@link #settle}: the subscriber goes on with walks that it has not visited yet.
     *
     * @param settled how many visits of this stop it has settled by now
     */
    void resume(int place, int settled) {
        state = pack(place, settled, BOARDED);
    }

    /** The coordinator takes a train that no subscriber has boarded at that place. */
    boolean takeWaiting(int place) {
        return STATE.compareAndSet(this, pack(place, 0, EN_ROUTE), pack(place, 0, TAKEN));
    }

    /**
     * The coordinator takes a train from the subscriber that has boarded at that place.
     *
     * @param seen how many visits were done when it was found to hang: one that has gone on since then does not
     * @return the cut: how many visits stand as the subscriber did them; or {@link #LOST}
     */
    int takeBoarded(int place, int seen) {
        long now = state;
        if (tag(now) != BOARDED || place(now) != place) {
            return LOST;
        }
        // Read between two looks at the state: it is a count of this very go.
        int cut = done();
        if (cut != seen) {
            return LOST;
        }
        return STATE.compareAndSet(this, now, pack(place, cut, TAKEN)) ? cut : LOST;
    }

    /** For the subscriber whose train was taken: how many of its visits stand. */
    int cut() {
        long now = state;
        if (tag(now) != TAKEN) {
            throw new IllegalStateException("the train was not taken: " + this);
        }
        return count(now);
    }

    @Override
    public String toString() {
        long now = state;
        String name = new String[] {"en route to ", "boarded at ", "settling at ", "taken at "}[tag(now)];
        return name + place(now);
    }
}
