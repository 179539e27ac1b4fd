package io.chainbus.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    private long registrations;
    private long version;
    private Route<S> latest = new Route<>(0, List.of());

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
        list.insert(newcomer);
        constraints.add(newcomer);
        disorderIfConcernedBy(newcomer);
    }

    /**
     * Keeps a place for {@code candidate}, or refuses it like {@link #admit}. Nothing changes for anybody yet: it is in
     * no route and the version stays. But the place is taken: from now on others are refused who would be in its way.
     *
     * @return the version is the present one
     */
    public Admission<S> reserve(Candidate<S> candidate) {
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
     * Lets in whose place is reserved. It registers now: among equals it is the latest.
     *
     * @return another member than the one with the reservation
     * @throws IllegalArgumentException if it has no reservation (any more)
     */
    public Admission.Admitted<S> confirm(Member<S> reservation) {
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
        if (!reserved.remove(reservation.id(), reservation)) {
            throw new IllegalArgumentException(reservation + " has no place reserved on this chain");
        }
        occupancy.remove(reservation);
    }

    /** A route on which only {@code member} is, of the present version. */
    public Route<S> alone(Member<S> member) {
        return new Route<>(version, List.of(member));
    }

    private Optional<RegistrationRefusal> refusal(Member<S> newcomer) {
        if (find(newcomer.id()).isPresent() || reserved.containsKey(newcomer.id())) {
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
        if (!find(member.id()).equals(Optional.of(member))) {
            throw new IllegalArgumentException(member + " is not a member of this chain");
        }
        version++;
        disorderIfConcernedBy(member);
        occupancy.remove(member);
        constraints.remove(member);
        list.remove(member);
        return version;
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

    /** 0 for a chain that nobody has ever joined; grows by one with each change, and with changes only. */
    public long version() {
        return version;
    }

    /** The members in order, as they are now. The same object for as long as the version is the same. */
    public Route<S> route() {
        if (latest.version() != version) {
            List<Member<S>> members = new ArrayList<>(size());
            descending().forEach(members::add);
            latest = new Route<>(version, members);
        }
        return latest;
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
