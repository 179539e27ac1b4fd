package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.event.Role;
import io.chainbus.ledger.Account;
import io.chainbus.ledger.Accounts;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Published;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator decides, without an actor: the number of each walk, whose turn it is, whom each walk visits, and
 * what its end means for the ledger and for its key.
 *
 * <p>Not thread-safe.
 *
 * @param <S> what a member carries
 * @param <T> the payload
 */
public final class Dispatcher<S, T> {

    private final String chain;
    private final Holding holding;
    private final Membership<S> membership;
    private final Ledger<T> ledger;
    private final Schedule<T> schedule;
    private final Solos<S, T> solos;
    private final Absences<S, T> absences;
    private final Joinings<S, T> joinings;
    private final Leavings<S, T> leavings;
    private long accepted;
    private int open;
    private int acquiresUnderWay;

    /** Of the route taken last. */
    private @Nullable Crew crew;

    /** A chain that nobody is on and where nothing is up. */
    public Dispatcher(String chain, Holding holding, PhaseSet phases) {
        this(chain, holding, phases, new Membership<>(), 0);
    }

    /**
     * A chain that goes on from what is known of it; nothing is up yet and no walk under way, see {@link #ledger} and {@link
     * #resume}.
     *
     * @param membership belongs to this from now on
     * @param accepted the highest number of a walk so far
     */
    public Dispatcher(String chain, Holding holding, PhaseSet phases, Membership<S> membership, long accepted) {
        this.membership = membership;
        this.accepted = accepted;
        this.chain = chain;
        this.holding = holding;
        Accounts<Line<T>> accounts = new Accounts<>(Line::new);
        this.ledger = new Ledger<>(accounts);
        this.schedule = new Schedule<>(accounts);
        this.solos = new Solos<>(chain, phases, membership, schedule, () -> ++this.accepted);
        this.absences = new Absences<>(membership, ledger, schedule);
        this.joinings = new Joinings<>(membership, ledger, solos, absences);
        this.leavings = new Leavings<>(ledger, solos, schedule);
    }

    public Membership<S> membership() {
        return membership;
    }

    public Ledger<T> ledger() {
        return ledger;
    }

    /** Durable subscribers that are away. */
    public Absences<S, T> absences() {
        return absences;
    }

    /** Accepts an event: from now on it has its place in the order of its key. Walks are numbered from 1. */
    public Publication<T> accept(String key, T payload, Phase phase, Cause cause, Consumer<Receipt<T>> receiver) {
        Publication<T> publication = new Published<>(key, payload, phase, cause, receiver);
        accept(publication);
        return publication;
    }

    /** Accepts an event for which there is an object already, which hears its number. */
    public void accept(Publication<T> publication) {
        schedule.accept(publication, ++accepted);
        open++;
    }

    /**
     * A walk is under way that had departed before this was set up; to be called before anything is accepted.
     *
     * @throws IllegalStateException if another one of its key is under way
     */
    public void resume(Walk<T> walk) {
        schedule.resume(walk.key());
        open++;
        if (isAcquire(walk.publication())) {
            acquiresUnderWay++;
        }
    }

    /** Whether {@link #depart} would do anything. */
    public boolean anyReady() {
        return schedule.anyReady();
    }

    /** How many publications have been accepted and have not ended or been refused. */
    public int open() {
        return open;
    }

    /** How many of those wait for their turn or for a train. */
    public int waiting() {
        return schedule.waiting();
    }

    /**
     * Lets those whose turn has come leave: of the direction whose first one was accepted first, at most {@code limit}
     * walks. Their route is the membership as it is now (promise P1). Those that end at once have ended when this
     * returns, so that their keys' next ones are ready.
     */
    public Departure<S, T> depart(int limit) {
        Route<S> route = membership.route();
        Direction direction = schedule.nextDirection();
        Deque<Publication<T>> queue = schedule.queue(direction);
        Crew everybody = crew(route);
        boolean anyoneMoves = !joinings.isEmpty() || !leavings.isEmpty();
        int count = Math.min(limit, queue.size());
        List<Walk<T>> started = new ArrayList<>(count);
        List<Walk<T>> atOnce = new ArrayList<>(0);
        List<Departure.Refused<T>> refused = new ArrayList<>(0);
        List<Publication<T>> heldBack = new ArrayList<>(0);
        for (; count > 0; count--) {
            Publication<T> publication = queue.remove();
            Account<T> account = publication.account();
            Phase phase = publication.phase();
            if (isAcquire(publication) && ledger.isUp(account, phase)) {
                PublishRefusal up = new PublishRefusal.AlreadyUp(publication.key(), phase);
                refused.add(new Departure.Refused<>(publication, up));
                close(publication);
                continue;
            }
            if (anyoneMoves && (joinings.holdBack(publication) || leavings.holdBack(publication))) {
                schedule.holdBack(publication);
                heldBack.add(publication);
                continue;
            }
            Places targets = everybody.visitedBy(phase, account, ledger, holding);
            Walk<T> walk = new Walk<>(publication, chain, targets);
            if (isAcquire(publication)) {
                acquiresUnderWay++;
            } else if (!absences.isEmpty() && phase.role() == Role.RELEASE) {
                absences.releases(publication.key());
            }
            started.add(walk);
            if (targets.isEmpty()) {
                walk.exhausted();
                atOnce.add(walk);
                ended(walk);
            }
        }
        Train<T> train = Train.departing(route, direction, travelling(started, atOnce));
        return new Departure<>(route, started, train, atOnce, refused, heldBack);
    }

    private static <T> List<Walk<T>> travelling(List<Walk<T>> started, List<Walk<T>> atOnce) {
        if (atOnce.isEmpty()) {
            return started;
        }
        List<Walk<T>> travelling = new ArrayList<>(started);
        travelling.removeIf(Walk::ended);
        return travelling;
    }

    private static boolean isAcquire(Publication<?> publication) {
        return publication.phase().role() == Role.ACQUIRE;
    }

    private Crew crew(Route<S> route) {
        Crew present = crew;
        if (present == null || present.route() != route) {
            present = Crew.of(route);
            crew = present;
        }
        return present;
    }

    /** A walk has ended, its undo included: notes who holds what by it, and lets its key's next one have its turn. */
    public void ended(Walk<T> walk) {
        if (!walk.ended()) {
            throw new IllegalArgumentException(walk + " has not ended");
        }
        if (!leavings.isEmpty()) {
            leavings.ended(walk.key());
        }
        if (!absences.isEmpty()) {
            absences.ended(walk.key());
        }
        if (solos.ended(walk)) {
            return;
        }
        if (isAcquire(walk.publication())) {
            acquiresUnderWay--;
            if (walk.succeeded()) {
                cameUp(walk);
            }
        } else if (walk.phase().role() == Role.RELEASE) {
            Account<T> account = walk.publication().account();
            if (account == null) {
                ledger.down(walk.key());
            } else {
                ledger.down(account);
            }
            joinings.wentDown(walk.key());
        }
        close(walk.publication());
    }

    private void cameUp(Walk<T> walk) {
        Acquisition<T> acquisition =
                new Acquisition<>(walk.key(), walk.phase(), walk.publication().payload(), walk.id(), walk.holders());
        Account<T> account = walk.publication().account();
        if (account == null) {
            ledger.up(acquisition);
        } else {
            ledger.up(account, acquisition);
        }
        joinings.cameUp(acquisition);
    }

    /**
     * Somebody wants to join and to be told first what is up (promise P6). Its place is reserved when this returns; how
     * it ends {@code receiver} hears during a later {@link #departSolos}.
     *
     * @return the refusal, or the reservation: its member is not the one that will be on the chain
     */
    public Admission<S> join(Candidate<S> candidate, Consumer<JoinReply<S>> receiver) {
        return joinings.join(candidate, true, receiver);
    }

    /**
     * Somebody comes back who {@linkplain Membership#resumes resumes} a kept place (promise P3c); otherwise like {@link
     * #join}.
     *
     * @param told whether it is to be told first what is up and it does not hold
     */
    public Admission<S> comeBack(Candidate<S> candidate, boolean told, Consumer<JoinReply<S>> receiver) {
        return joinings.join(candidate, told, receiver);
    }

    /**
     * Like {@link #join} or {@link #comeBack}, for somebody who has a place reserved already and is not to enter before
     * it is granted: when it has been told all, {@code receiver} hears that it is ready, and acquires are held back until
     * it is granted or withdrawn.
     */
    public void tell(Member<S> reservation, boolean told, Consumer<JoinReply<S>> receiver) {
        joinings.tell(reservation, told, receiver);
    }

    /** Somebody who is being told what is up may enter. */
    public void grant(Member<S> reservation) {
        joinings.grant(reservation);
    }

    /** Somebody who is being told what is up does not enter after all: what it has accepted is undone. */
    public void withdraw(Member<S> reservation, RegistrationRefusal why) {
        joinings.withdraw(reservation, why);
    }

    /** Somebody who is joining is gone: it is told no more, and does not join. */
    public void abandon(Member<S> reservation) {
        joinings.abandon(reservation);
        schedule.reconsider();
    }

    /**
     * Somebody leaves, and is to let go first of what it holds (promise P7). It stays on the chain until it is removed
     * from the membership; how it gets on {@code leaver} hears during a later {@link #departSolos}.
     */
    public void leave(Member<S> member, Leaver leaver) {
        leavings.leave(member, leaver);
    }

    /** Somebody who leaves is gone already: it lets go of nothing more. */
    public void abandonLeave(Member<S> member) {
        leavings.abandon(member);
    }

    /**
     * Lets those walks leave that visit one subscriber alone and whose turn has come, and sees who of those who join is
     * through. To be called whenever something has changed.
     *
     * @param rail takes each at the moment at which it leaves: somebody who is through may change the membership next
     */
    public void departSolos(Consumer<Solo<S, T>> rail) {
        if (!joinings.isEmpty() || !leavings.isEmpty() || schedule.anyErrand()) {
            long over = joinings.over();
            long begun;
            do {
                begun = joinings.begun();
                solos.depart(rail);
                leavings.settle();
                schedule.hold(joinings.settle(acquiresUnderWay > 0));
            } while (schedule.anyErrand() || joinings.begun() > begun);
            if (joinings.over() > over) {
                schedule.reconsider();
            }
        }
    }

    /** Whether {@link #departSolos} has somebody to let leave. */
    public boolean anySolo() {
        return schedule.anyErrand();
    }

    /** Whether anything is under way, waits, joins, or lets go. */
    public boolean busy() {
        return open > 0 || solos.open() > 0 || !joinings.isEmpty() || !leavings.isEmpty();
    }

    /** Whether the key's releases wait for somebody who joins or leaves, and so for all that this one waits for. */
    public boolean holdsBackRelease(String key) {
        return joinings.holdBack(key, true) || leavings.holds(key);
    }

    /**
     * Whom the last release that was accepted for the key, and what is to end before it, may still visit.
     *
     * @return their ids; everybody's where others of the key have still to go round
     */
    public Set<String> neededToRelease(String key) {
        List<Publication<T>> line = schedule.line(key);
        boolean release =
                line.stream().anyMatch(publication -> publication.phase().role() == Role.RELEASE);
        boolean others =
                line.stream().anyMatch(publication -> publication.phase().role() != Role.RELEASE);
        Route<S> route = membership.route();
        // With a release in line, whoever is under way is another.
        boolean all = others || (release && schedule.underWay().contains(key));
        Places needed = all ? crew(route).all() : crew(route).visitedByRelease(ledger.account(key), ledger, holding);
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < route.size(); place++) {
            if (needed.contains(place)) {
                ids.add(route.member(place).id());
            }
        }
        return ids;
    }

    private void close(Publication<T> publication) {
        schedule.ended(publication);
        open--;
    }
}
