package io.chainbus.recording;

import io.chainbus.chain.Member;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Entry;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.Set;

/**
 * Writes down what happens on one chain, or nothing. Whoever does a thing records it, at that moment and on its own
 * thread, so that the lines stand in an order in which things happened: a visit's line is there before the next
 * subscriber is visited, and before the acknowledgement of a leave that waited for it. Thread-safe.
 */
public abstract class Recorder {

    Recorder() {}

    /** Records nothing. */
    public static Recorder off() {
        return Off.INSTANCE;
    }

    /** Whether it records; times of visits are taken then. */
    public abstract boolean on();

    abstract void write(Entry entry);

    /** From {@link System#nanoTime()} to nanoseconds since the start of the run. */
    abstract long since(long nanoTime);

    /** The clock of the line written last, which goes along with messages to other nodes; 0 where nothing is recorded. */
    public long clock() {
        return 0;
    }

    /** A message has come from another node whose clock was that: lines from now on stand behind its lines. */
    public void witness(long clock) {}

    /**
     * Hands what has been written to the operating system, so that it outlives this process: to be called before another
     * node hears of it. Whether it could be written is told by the history's own {@code close}.
     */
    public void flush() {}

    public void declared(Holding holding, PhaseSet phases) {
        if (on()) {
            write(Wording.declared(holding, phases));
        }
    }

    /**
     * To be called when another coordinator goes on with the chain.
     *
     * @param open the numbers of the walks under way
     * @param ended those of walks that may have ended without a line that says so
     */
    public void recovered(long epoch, Set<Long> open, Set<Long> ended) {
        if (on()) {
            write(new Entry.Recovered(epoch, open, ended));
        }
    }

    /** Says again, or for the first time, that a walk has ended which this node knows only that of. */
    public void ended(long walk, Outcome outcome) {
        if (on()) {
            write(Wording.ended(walk, outcome));
        }
    }

    /**
     * To be called when the registration is acknowledged.
     *
     * @param replay whether it was told first what was up
     */
    public void registered(Member<?> member, long version, boolean replay) {
        if (on()) {
            write(Wording.registered(member, version, replay));
        }
    }

    /** To be called when a death is seen, or the leave for a while is acknowledged, of somebody whose place is kept. */
    public void away(String subscriber, Skip cause) {
        if (on()) {
            write(new Entry.Away(subscriber, Wording.absence(cause)));
        }
    }

    /**
     * To be called when the registration of one that comes back is acknowledged.
     *
     * @param replay whether it was told first what it had missed
     */
    public void resumed(String subscriber, long version, boolean replay) {
        if (on()) {
            write(new Entry.Resumed(subscriber, version, replay));
        }
    }

    /** To be called when the leave is acknowledged, or the death is seen. */
    public void unregistered(String subscriber, long version, Skip cause) {
        if (on()) {
            write(new Entry.Unregistered(subscriber, version, Wording.absence(cause)));
        }
    }

    public void registrationRefused(String subscriber, String why) {
        if (on()) {
            write(new Entry.SubscriberRefused(subscriber, why));
        }
    }

    public void published(Publication<?> publication) {
        if (on()) {
            write(new Entry.Published(
                    publication.walk(),
                    publication.key(),
                    publication.phase().name(),
                    Wording.direction(publication.phase().direction()),
                    Wording.cause(publication.cause())));
        }
    }

    /** To be called where it was refused: it never had a number. */
    public void refusedAtOnce(String key, PublishRefusal refusal) {
        if (on()) {
            write(new Entry.PublishRefused(key, refusal.message()));
        }
    }

    public void refusedAtTurn(Publication<?> publication, PublishRefusal refusal) {
        if (on()) {
            write(new Entry.TurnRefused(publication.walk(), publication.key(), refusal.message()));
        }
    }

    public void started(Walk<?> walk) {
        if (on()) {
            write(new Entry.Started(walk.id(), walk.route().version()));
        }
    }

    /** To be called before the verdict becomes the walk's: until then the walk knows which step of which pass it is. */
    public void visited(Walk<?> walk, int place, Verdict verdict, Source source, long from, long to) {
        if (on()) {
            write(Wording.visited(walk, place, verdict, source, since(from), since(to)));
        }
    }

    public void skipped(Walk<?> walk, String subscriber, Skip why) {
        if (on()) {
            write(new Entry.Skipped(walk.id(), subscriber, Wording.absence(why)));
        }
    }

    public void ended(Walk<?> walk) {
        if (on()) {
            write(Wording.ended(walk));
        }
    }

    /** A handler answered after another verdict had been given in its place, and there was nothing to undo. */
    public void late(Visit<?> visit, String subscriber, Verdict verdict, long from, long to) {
        if (on()) {
            write(Wording.late(visit, subscriber, verdict, since(from), since(to), new Entry.Amends.None()));
        }
    }

    /** A handler accepted after another verdict had been given in its place, and was made to undo it. */
    public void lateUndone(Visit<?> visit, String subscriber, Verdict verdict, long from, long to, Verdict undo) {
        if (on()) {
            Entry.Amends amends = new Entry.Amends.Undid(
                    visit.asUndo().phase().name(), Wording.verdict(io.chainbus.verdict.Result.ofUndo(undo)));
            write(Wording.late(visit, subscriber, verdict, since(from), since(to), amends));
        }
    }

    private static final class Off extends Recorder {
        static final Off INSTANCE = new Off();

        @Override
        public boolean on() {
            return false;
        }

        @Override
        void write(Entry entry) {
            throw new IllegalStateException("nothing is recorded");
        }

        @Override
        long since(long nanoTime) {
            return 0;
        }
    }
}
