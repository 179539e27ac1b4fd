package io.chainbus.walk;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event's visit of one chain, as a state machine: whoever visits says what came of it, and the walk says what is
 * next. It follows its own route, taken when it departed, whatever happens to the chain meanwhile (promise P3), and
 * after a veto it goes the same route backwards over those who had accepted (promise P4).
 *
 * <pre>
 *    depart ──► FORWARD ── no place left ──────────► ENDED (completed)
 *                  │  └──── stop ──────────────────► ENDED (stopped)
 *                  └─ veto ─► UNDO ── no place left ► ENDED (vetoed)
 * </pre>
 *
 * <p>Not thread-safe: a walk has one owner at a time, and handing it on hands everything in it on.
 *
 * @param <T> the payload
 */
public final class Walk<T> {

    /** What a walk does after a visit. */
    public enum Next {
        /** It goes on as it was heading. */
        ON,
        /** It was vetoed and turns around: it now heads the other way, over those who had accepted. */
        TURN,
        /** It has ended; its {@linkplain #outcome() outcome} is there. */
        END
    }

    private enum Stage {
        FORWARD,
        UNDO,
        ENDED
    }

    private static final Outcome COMPLETED = new Outcome.Completed();

    private final Publication<T> publication;
    private final String chain;
    private final Places targets;
    /** Made when something sets a visit apart; until then {@link #throughout} says all there is to say. */
    private @Nullable Visits forward;
    /** What each of the targets gave, when all of them have been visited and {@link #forward} is absent. */
    private @Nullable Verdict throughout;

    private @Nullable Visits undo;
    /**
     * What handlers are given on the way out, made when the first is. A subscriber that is losing its claim may still look:
     * then two make it, and it does not matter which is kept.
     */
    private @Nullable Visit<T> outward;
    /** What handlers are given on the way back; absent while it goes out. */
    private @Nullable Visit<T> back;

    private @Nullable Outcome outcome;
    /** What undoes it: its phase's undo, unless {@link #revoke} says otherwise. */
    private @Nullable Phase undoneBy;

    private Stage stage = Stage.FORWARD;
    private Direction heading;
    /** Visits on the way out, and of the undo, that took place elsewhere before. */
    private final int stepsBefore;

    private final int undoneBefore;

    /**
     * @param chain the chain's name, for {@link Visit#chain()}
     * @param targets whom it visits, on the route that it follows
     */
    public Walk(Publication<T> publication, String chain, Places targets) {
        this(publication, chain, targets, 0, 0);
    }

    /**
     * A part of a walk that is under way: these places of it.
     *
     * @param stepsBefore how many visits took place on the way out before this part
     * @param undoneBefore how many of the undo did
     */
    public Walk(Publication<T> publication, String chain, Places targets, int stepsBefore, int undoneBefore) {
        this.stepsBefore = stepsBefore;
        this.undoneBefore = undoneBefore;
        this.publication = publication;
        this.chain = chain;
        this.targets = targets;
        this.heading = publication.phase().direction();
    }

    public long id() {
        return publication.walk();
    }

    public String key() {
        return publication.key();
    }

    public Publication<T> publication() {
        return publication;
    }

    /** The phase that was published, also while it is being undone. */
    public Phase phase() {
        return publication.phase();
    }

    public Route<?> route() {
        return targets.route();
    }

    /** Whom it visits unless it ends before, or they leave. */
    public Places targets() {
        return targets;
    }

    public boolean undoing() {
        return stage == Stage.UNDO;
    }

    public boolean ended() {
        return stage == Stage.ENDED;
    }

    /** The way it is going now: its phase's direction, or while undoing the opposite. */
    public Direction heading() {
        return heading;
    }

    /** What a handler is given now. */
    public Visit<T> visit() {
        Visit<T> now = back;
        return now == null ? visitOutward() : now;
    }

    private Visit<T> visitOutward() {
        Visit<T> made = outward;
        if (made == null) {
            made = publication.visit(chain);
            outward = made;
        }
        return made;
    }

    /** What a handler is given, or was given, while the walk heads that way; the same at any time. */
    public Visit<T> visitWhen(Direction heading) {
        Visit<T> out = visitOutward();
        Phase by = undoneBy;
        if (heading == phase().direction()) {
            return out;
        }
        return by == null ? out.asUndo() : out.asUndo(by);
    }

    /** Whether the walk, as it is going now, visits that place of its route. */
    public boolean visits(int place) {
        return switch (stage) {
            case FORWARD -> targets.contains(place);
            case UNDO -> accepted(place);
            case ENDED -> false;
        };
    }

    /** The first place that it visits, or {@link Places#NOWHERE}. */
    public int first() {
        return targets.first(phase().direction());
    }

    /** The first place that it visits beyond {@code place}, as it is going now, or {@link Places#NOWHERE}. */
    public int next(int place) {
        int next = targets.next(place, heading);
        while (stage == Stage.UNDO && next != Places.NOWHERE && !accepted(next)) {
            next = targets.next(next, heading);
        }
        return next;
    }

    /** Whether the forward visit of that place accepted, and so made a hold. */
    public boolean accepted(int place) {
        Visits visits = forward;
        Verdict verdict = visits != null ? visits.verdict(place) : targets.contains(place) ? throughout : null;
        return verdict != null
                && phase().role() == Role.ACQUIRE
                && !member(place).observer()
                && Result.ofVisit(phase(), verdict).accepts();
    }

    /** Notes the verdict of the visit of that place and decides what is next. */
    public Next visited(int place, Verdict verdict, Source source) {
        Visits outward = forward;
        if (stage == Stage.FORWARD
                && source == Source.HANDLER
                && outward != null
                && outward.visitedAlike(place, verdict)) {
            return Next.ON;
        }
        meeting(place).visited(place, verdict, source);
        if (stage == Stage.UNDO) {
            return Next.ON;
        }
        return switch (forwardResult(place, verdict)) {
            case STOP -> {
                end(new Outcome.Stopped(member(place).id()));
                yield Next.END;
            }
            case VETO -> turn(place, (Verdict.Veto) verdict, source);
            case OK, DONE, FAILED -> Next.ON;
        };
    }

    /** Notes that verdict for the places from {@code first} to {@code last}, {@code count} of its targets: no others. */
    void visitedAlike(int first, int last, int count, Verdict verdict) {
        if (forward == null && throughout == null && first == first() && next(last) == Places.NOWHERE) {
            throughout = verdict;
        } else {
            outward().visitedAlike(first, last, count, verdict);
        }
    }

    /** It has been at all its targets, no place of which has been noted yet, and got that verdict at each: it ends. */
    void completedAlike(Verdict verdict) {
        throughout = verdict;
        outcome = COMPLETED;
        stage = Stage.ENDED;
    }

    private Next turn(int place, Verdict.Veto veto, Source source) {
        Outcome vetoed = new Outcome.Vetoed(member(place).id(), veto, source);
        if (!anyAccepted()) {
            end(vetoed);
            return Next.END;
        }
        outcome = vetoed;
        back = visitOutward().asUndo();
        turnAround();
        return Next.TURN;
    }

    private void turnAround() {
        heading = heading.opposite();
        undo = new Visits(targets, heading);
        stage = Stage.UNDO;
    }

    private boolean anyAccepted() {
        for (int place = targets.first(heading); place != Places.NOWHERE; place = targets.next(place, heading)) {
            if (accepted(place)) {
                return true;
            }
        }
        return false;
    }

    /** Notes when the visit of that place took place: before {@link #visited}, and only where timing is on. */
    public void timed(int place, long from, long to) {
        current().timed(place, from, to);
    }

    /** Notes that the walk passed that place by. */
    public void skipped(int place, Skip why) {
        meeting(place).skipped(place, why);
    }

    /** There is no place left to visit: the walk ends as completed, or, when it was being undone, as vetoed. */
    public void exhausted() {
        end(outcome == null ? COMPLETED : outcome);
    }

    private void end(Outcome how) {
        if (stage == Stage.ENDED) {
            throw new IllegalStateException("walk " + id() + " has ended already");
        }
        outcome = how;
        stage = Stage.ENDED;
    }

    /**
     * Undoes an acquire that had succeeded: the walk is under way again, backwards over those who had accepted, and its
     * outcome stays. For somebody who joins and vetoes a later one of what it is told (promise P6).
     *
     * @param by what is delivered; an acquire that nobody may veto has no undo phase of its own
     */
    public void revoke(Phase by) {
        if (stage != Stage.ENDED || undo != null || !anyAccepted()) {
            throw new IllegalStateException("walk " + id() + " has nothing to revoke");
        }
        undoneBy = by;
        back = visitOutward().asUndo(by);
        turnAround();
    }

    /** The veto that turned it around; absent where it has not turned, or was {@linkplain #revoke revoked}. */
    public Optional<Outcome.Vetoed> turnedBy() {
        return outcome instanceof Outcome.Vetoed vetoed ? Optional.of(vetoed) : Optional.empty();
    }

    /** Whether it has turned around, and has been undone or is being. */
    public boolean turned() {
        return undo != null;
    }

    /** Whether it succeeded first and was undone later, see {@link #revoke}. */
    public boolean revoked() {
        return undo != null && !(outcome instanceof Outcome.Vetoed);
    }

    /** Visits so far in the pass that is under way (forward, or undo), so the step of the next visit. */
    public int steps() {
        return undo == null ? stepsBefore + forwardVisits().steps() : undoneBefore + undo.steps();
    }

    /** Whether it has ended, and the event got through. */
    public boolean succeeded() {
        return ended() && ending().success();
    }

    /** How the walk ended; to be asked for only when it has. */
    public Outcome ending() {
        Outcome how = outcome;
        if (stage != Stage.ENDED || how == null) {
            throw new IllegalStateException("walk " + id() + " is still under way");
        }
        return how;
    }

    /** How the walk ended; absent until then. */
    public Optional<Outcome> outcome() {
        return stage == Stage.ENDED ? Optional.ofNullable(outcome) : Optional.empty();
    }

    /**
     * What every one of its targets gave, all by their handlers, where nothing sets one apart and nothing was undone;
     * absent otherwise, and sometimes then too.
     */
    public Optional<Verdict> alike() {
        Visits visits = forward;
        return undo != null ? Optional.empty() : Optional.ofNullable(visits == null ? throughout : visits.throughout());
    }

    /**
     * The verdict of that place.
     *
     * @param undone whether that of its undo
     */
    public Optional<Verdict> verdict(int place, boolean undone) {
        return pass(undone).map(visits -> visits.verdict(place));
    }

    /** Where the verdict of that place came from, if there is one. */
    public Source source(int place, boolean undone) {
        return pass(undone).map(visits -> visits.source(place)).orElse(Source.HANDLER);
    }

    /** Why that place was passed by, if it was. */
    public Optional<Skip> skip(int place, boolean undone) {
        return pass(undone).map(visits -> visits.skip(place));
    }

    private Optional<Visits> pass(boolean undone) {
        return undone ? undoVisits() : Optional.of(forwardVisits());
    }

    /** Who holds the key by this walk: those who accepted it, unless it was vetoed. */
    public Places holders() {
        if (outcome instanceof Outcome.Vetoed || phase().role() != Role.ACQUIRE) {
            return Places.none(route());
        }
        if (throughout == Verdict.ok() && !route().anyObserver()) {
            return targets;
        }
        Places.Builder holders = Places.on(route());
        for (int place = 0; place < route().size(); place++) {
            if (accepted(place)) {
                holders.add(place);
            }
        }
        Places built = holders.build();
        return built.equals(targets) ? targets : built;
    }

    /** The receipt of the ended walk, which shares what the walk has noted: the walk is not touched again. */
    public Receipt<T> receipt() {
        return Receipt.ofWalk(this, ending());
    }

    /** What {@code verdict} would come to in a visit of that place, as the walk is going now. */
    public Result result(int place, Verdict verdict) {
        return stage == Stage.UNDO ? Result.ofUndo(verdict) : forwardResult(place, verdict);
    }

    Result forwardResult(int place, Verdict verdict) {
        return member(place).observer() ? Result.ofObserver(verdict) : Result.ofVisit(phase(), verdict);
    }

    /** What happened on the way out; for whoever only reads. */
    Visits forwardVisits() {
        Visits visits = forward;
        return visits != null ? visits : Visits.throughout(targets, phase().direction(), throughout);
    }

    /** What happened on the way out; for whoever adds to it. */
    private Visits outward() {
        Visits visits = forwardVisits();
        forward = visits;
        throughout = null;
        return visits;
    }

    Optional<Visits> undoVisits() {
        return Optional.ofNullable(undo);
    }

    /** The pass that is under way, which meets each of its places once (promise P8), and no others. */
    private Visits meeting(int place) {
        Visits pass = current();
        if (!visits(place) || pass.met(place)) {
            throw new IllegalStateException(
                    this + " does not visit " + member(place).id() + " now");
        }
        return pass;
    }

    private Visits current() {
        if (stage == Stage.ENDED) {
            throw new IllegalStateException("walk " + id() + " has ended already");
        }
        return undo == null ? outward() : undo;
    }

    private Member<?> member(int place) {
        return route().member(place);
    }

    @Override
    public String toString() {
        return "walk " + id() + " of " + key() + " " + phase().name() + " " + stage;
    }
}
