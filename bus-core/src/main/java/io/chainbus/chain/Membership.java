package io.chainbus.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is on a chain, and in which order: lets candidates in or refuses them with the reason (promise P11), takes
 * members out, and hands out the order (promise P1) as immutable routes.
 *
 * <pre>
 *   DESCENDING (COMING) ────────────────────────────▶
 *   ┌─ FIRST ────────────┐   ┌─ NONE ────┐   ┌─ LAST ─┐
 *    ftrace  ⇄  livepatch  ⇄  net ⇄ sched  ⇄    audit
 *   └────────────────────┘   └───────────┘   └────────┘
 *   ◀──────────────────────────── (GOING) ASCENDING
 *
 *   admitted in any order:  audit      last()
 *                           sched      at(3)
 *                           net        at(5)
 *                           ftrace     first()
 *                           livepatch  first().after("ftrace")
 * </pre>
 *
 * <p><b>Order.</b> A pure function of the members, their positions and the sequence of their registrations. So a
 * newcomer may move members that are there already, when it names them or they have named it.
 *
 * <p><b>Cost.</b> Letting in somebody without live constraints takes O(log(number of distinct priorities)), and taking
 * one out by its {@link Member} no search. With live constraints the order is made anew, in O((n + e) log n), when it
 * is next asked for: once for any number of changes in between.
 *
 * <p><b>Threads.</b> For one thread at a time; routes and members may be passed to others.
 */
public final class Membership<S> {

    // The oracle that all tests of this package share looks into these three.
    final ChainList<S> list = new ChainList<>();
    final ConstraintGraph<S> constraints = new ConstraintGraph<>();
    final Occupancy<S> occupancy = new Occupancy<>();
    /** Those whose places are reserved, by id: in no route and no order, but in everybody's way. */
    private final Map<String, Member<S>> reserved = new LinkedHashMap<>();

    private final KeptPlaces<S> kept = new KeptPlaces<>();
    private long registrations;
    private long version;
    /** Made when it is next asked for, where anything has changed since. */
    private @Nullable Route<S> latest;

    /** Nobody has ever joined. */
    public Membership() {}

    /**
     * One that is set up again from what is known of it: nobody is on it yet, and it is at that version, from which on it
     * grows by one with each change as ever.
     */
    public Membership(long version) {
        this.version = version;
    }

    /**
     * Lets {@code candidate} in, or refuses it and changes nothing. The reasons for a refusal are looked at in the
     * order in which {@link RegistrationRefusal} lists them.
     */
    public Admission<S> admit(Candidate<S> candidate) {
        Member<S> newcomer = new Member<>(candidate, registrations + 1);
        Optional<RegistrationRefusal> refusal = refusal(newcomer);
        if (refusal.isPresent()) {
            return new Admission.Refused<>(refusal.get());
        }
        occupancy.add(newcomer);
        enter(newcomer);
        return new Admission.Admitted<>(newcomer, version);
    }

    private void enter(Member<S> newcomer) {
        registrations++;
        version++;
        latest = null;
        list.insert(newcomer);
        constraints.add(newcomer);
        disorderIfConcernedBy(newcomer);
    }

    /**
     * Keeps a place for {@code candidate}, or refuses it like {@link #admit}. Nothing changes for anybody yet: it is in
     * no route and the version stays. But the place is taken: from now on others are refused who would be in its way.
     *
     * <p>If it {@linkplain #resumes resumes} the place of somebody who is away, that is what it gets: the place is there
     * already, and nobody else can have it.
     *
     * @return the version is the present one
     */
    public Admission<S> reserve(Candidate<S> candidate) {
        if (resumes(candidate)) {
            Member<S> away = find(candidate.id()).orElseThrow();
            Member<S> reservation = new Member<>(candidate, away.sequence());
            kept.reserve(away, reservation);
            return new Admission.Admitted<>(reservation, version);
        }
        Member<S> newcomer = new Member<>(candidate, registrations + 1);
        Optional<RegistrationRefusal> refusal = refusal(newcomer);
        if (refusal.isPresent()) {
            return new Admission.Refused<>(refusal.get());
        }
        occupancy.add(newcomer);
        reserved.put(newcomer.id(), newcomer);
        return new Admission.Admitted<>(newcomer, version);
    }

    /**
     * Lets in whose place is reserved. It registers now: among equals it is the latest. But who resumes a place is, from
     * now on, who stands behind the member that was away, in routes that are made from now on; the order and the version
     * stay as they are.
     *
     * @return another member than the one with the reservation
     * @throws IllegalArgumentException if it has no reservation (any more)
     */
    public Admission.Admitted<S> confirm(Member<S> reservation) {
        Optional<Member<S>> resumed = kept.resume(reservation);
        if (resumed.isPresent()) {
            resumed.get().resume(reservation.subscriber());
            latest = null;
            return new Admission.Admitted<>(resumed.get(), version);
        }
        giveUp(reservation);
        Member<S> newcomer = new Member<>(reservation.candidate(), registrations + 1);
        occupancy.add(newcomer);
        enter(newcomer);
        return new Admission.Admitted<>(newcomer, version);
    }

    /**
     * Frees a reserved place.
     *
     * @throws IllegalArgumentException if it has no reservation (any more)
     */
    public void giveUp(Member<S> reservation) {
        if (kept.giveUp(reservation)) {
            return;
        }
        if (!reserved.remove(reservation.id(), reservation)) {
            throw new IllegalArgumentException(reservation + " has no place reserved on this chain");
        }
        occupancy.remove(reservation);
    }

    /** A route on which only {@code member} is, of the present version. */
    public Route<S> alone(Member<S> member) {
        return Route.taken(version, List.of(member));
    }

    /**
     * A durable member is away from now on. It stays where it is, in the order and in everybody's way, until it is
     * {@linkplain #remove removed}; and whoever is like it may {@linkplain #reserve take its place up}.
     *
     * @throws IllegalArgumentException if it is not on this chain, or not durable
     */
    public void goesAway(Member<S> member) {
        if (!isPresent(member) || !member.durable()) {
            throw new IllegalArgumentException(member + " is not a durable member of this chain");
        }
        kept.add(member);
    }

    /** Whether the member is away, and its place is kept. */
    public boolean isAway(Member<?> member) {
        return kept.contains(member);
    }

    /** Whether the candidate is one that is away, come back: durable, in the very same place, and nobody was faster. */
    public boolean resumes(Candidate<S> candidate) {
        return find(candidate.id())
                .filter(member -> member.isResumedBy(candidate) && kept.isFree(member))
                .isPresent();
    }

    /** Whether the candidate is like one who is registered, so that it could take its place up if that one were away. */
    public boolean couldResume(Candidate<S> candidate) {
        return find(candidate.id())
                .filter(member -> member.isResumedBy(candidate))
                .isPresent();
    }

    /** The reservation of who is about to take that one's place up. */
    public Optional<Member<S>> returning(Member<S> away) {
        return kept.returning(away);
    }

    /** Whose place it is that is reserved by that, if it is one that has been kept. */
    public Optional<Member<S>> resumedBy(Member<S> reservation) {
        return kept.resumedBy(reservation);
    }

    private Optional<RegistrationRefusal> refusal(Member<S> newcomer) {
        Optional<Member<S>> present = find(newcomer.id());
        if (present.filter(kept::isFree).isPresent()) {
            Member<S> away = present.get();
            return Optional.of(new RegistrationRefusal.PlaceKept(away.id(), away.position(), away.observer()));
        }
        if (present.isPresent() || reserved.containsKey(newcomer.id()) || kept.anyReturning(newcomer.id())) {
            return Optional.of(new RegistrationRefusal.DuplicateId(newcomer.id()));
        }
        return occupancy.refusal(newcomer).or(() -> {
            List<Constraint> cycle = cycleThrough(newcomer);
            return cycle.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RegistrationRefusal.Cycle(newcomer.id(), cycle));
        });
    }

    /** Among the members and those with reservations, which count in no order but would contradict each other later. */
    private List<Constraint> cycleThrough(Member<S> newcomer) {
        reserved.values().forEach(constraints::add);
        try {
            return CycleSearch.cycleThrough(newcomer, constraints);
        } finally {
            reserved.values().forEach(constraints::remove);
        }
    }

    /**
     * Takes {@code member} out.
     *
     * @return the version from which on it is not there
     * @throws IllegalArgumentException if it is not on this chain (any more)
     */
    public long remove(Member<S> member) {
        if (!isPresent(member)) {
            throw new IllegalArgumentException(member + " is not a member of this chain");
        }
        version++;
        latest = null;
        kept.remove(member);
        disorderIfConcernedBy(member);
        occupancy.remove(member);
        constraints.remove(member);
        list.remove(member);
        return version;
    }

    private boolean isPresent(Member<S> member) {
        return find(member.id()).equals(Optional.of(member));
    }

    private void disorderIfConcernedBy(Member<S> member) {
        if (constraints.concerns(member)) {
            list.disorder();
        }
    }

    /** The member that is registered by this id at present. */
    public Optional<Member<S>> find(String id) {
        return constraints.find(id);
    }

    public int size() {
        return constraints.size();
    }

    /** 0 for a chain that nobody has ever joined, unless it was made with another; grows by one with each change, and with changes only. */
    public long version() {
        return version;
    }

    /**
     * The members in order, as they are now. The same object for as long as the version is the same and nobody comes
     * back.
     */
    public Route<S> route() {
        Route<S> route = latest;
        if (route == null) {
            List<Member<S>> members = new ArrayList<>(size());
            descending().forEach(members::add);
            route = Route.taken(version, members);
            latest = route;
        }
        return route;
    }

    /** The members in order, as in {@link #route}, each with what the order went by. In O((n + e) log n). */
    public List<Standing<S>> standings() {
        Map<Member<S>, Integer> effectivePriorities = new HashMap<>();
        for (Ordering.Placed<S> placed : Ordering.of(list.descending(), constraints)) {
            effectivePriorities.put(placed.member(), placed.effectivePriority());
        }
        List<Standing<S>> standings = new ArrayList<>(size());
        for (Member<S> member : route()) {
            standings.add(new Standing<>(
                    member,
                    Objects.requireNonNull(effectivePriorities.get(member)),
                    constraints.constraintsTo(member),
                    constraints.constraintsFrom(member)));
        }
        return standings;
    }

    /**
     * The members from first to last on the list itself, without the copy that a {@link #route} is. Each iteration
     * begins with the order of that moment. Members may be admitted and removed meanwhile, also the one that the
     * iteration stands on: one that is removed before its turn is passed over; of those admitted some may be seen and
     * some not. It is not promised that an iteration keeps to one order if the order is asked for again meanwhile:
     * walks go by routes for that reason.
     */
    public Iterable<Member<S>> descending() {
        return () -> inOrder().descending().iterator();
    }

    /** The members from last to first, otherwise like {@link #descending}. */
    public Iterable<Member<S>> ascending() {
        return () -> inOrder().ascending().iterator();
    }

    private ChainList<S> inOrder() {
        if (!list.isInOrder()) {
            list.arrange(Ordering.of(list.descending(), constraints));
        }
        return list;
    }
}
