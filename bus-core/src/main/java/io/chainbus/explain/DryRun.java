package io.chainbus.explain;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Standing;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.PublishRefusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event's walk of a chain, worked out instead of taken: whom it would visit, in which order, and why, if its turn
 * came now; and the same under other settings, to compare with.
 *
 * <pre>{@code
 * DryRun going = DryRun.of(membership, ledger, Holding.ACCEPTED, "ext4", ModulePhase.GOING);
 * Explanation explanation = going.explain();
 * Difference difference = Difference.between(explanation, going.under(Holding.CURRENT).explain());
 * }</pre>
 *
 * <p>Nobody is visited, and nothing changes. The order and the visited are the engine's own; the reasons are read out of
 * that order. Making a dry run takes O((n + e) log n) on a chain of n members and e constraints, and keeps all that it
 * needs, so that the rest can be done elsewhere: it is immutable, and any thread may use it.
 */
public final class DryRun {

    private final String key;
    private final Phase phase;
    private final Holding holding;
    private final Ways ways;
    private final long version;
    private final Turn turn;
    private final List<Standing<?>> order;
    /** For each way of choosing whom a release visits. */
    private final Map<Holding, Roster> rosters;

    private DryRun(
            String key,
            Phase phase,
            Holding holding,
            Ways ways,
            long version,
            Turn turn,
            List<Standing<?>> order,
            Map<Holding, Roster> rosters) {
        this.key = key;
        this.phase = phase;
        this.holding = holding;
        this.ways = ways;
        this.version = version;
        this.turn = turn;
        this.order = order;
        this.rosters = rosters;
    }

    /**
     * Of that event on that chain as it is now.
     *
     * @param ledger who holds what on that chain
     * @param holding whom a release visits there
     */
    public static DryRun of(Membership<?> membership, Ledger<?> ledger, Holding holding, String key, Phase phase) {
        return new DryRun(
                key,
                phase,
                holding,
                Ways.BOTH,
                membership.version(),
                turn(ledger, key, phase),
                List.copyOf(membership.standings()),
                rosters(membership, ledger, key, phase));
    }

    private static Map<Holding, Roster> rosters(Membership<?> membership, Ledger<?> ledger, String key, Phase phase) {
        Map<Holding, Roster> rosters = new EnumMap<>(Holding.class);
        for (Holding holding : Holding.values()) {
            rosters.put(holding, Roster.of(membership, ledger, holding, key, phase));
        }
        return Collections.unmodifiableMap(rosters);
    }

    private static Turn turn(Ledger<?> ledger, String key, Phase phase) {
        if (ledger.isUp(key, phase)) {
            return new Turn.Refused(new PublishRefusal.AlreadyUp(key, phase));
        }
        return phase.role() == Role.RELEASE && !ledger.isUp(key) ? new Turn.NothingUp() : new Turn.Starts();
    }

    /** The same on a chain whose walks all go the same way. */
    public DryRun forwardOnly() {
        return new DryRun(key, phase, holding, Ways.FORWARD_ONLY, version, turn, order, rosters);
    }

    /** The same on a chain that is set to let a release visit those. */
    public DryRun under(Holding other) {
        return new DryRun(key, phase, other, ways, version, turn, order, rosters);
    }

    /**
     * The same if some constraints had not been declared, and some others had. Whom it visits does not depend on
     * constraints; where they stand does.
     *
     * @param without each declared by its earlier end ({@link Constraint.Reason#BEFORE}) or by its later end ({@link
     *     Constraint.Reason#AFTER}); if both ends declared it, two constraints
     * @param with likewise; ids at the other end need not be registered
     * @throws IllegalArgumentException if a constraint is one that a band imposes
     */
    public Supposition supposing(List<Constraint> without, List<Constraint> with) {
        Declarations declarations = new Declarations(order);
        for (Constraint constraint : without) {
            Supposition objection = declarations.remove(constraint);
            if (objection != null) {
                return objection;
            }
        }
        for (Constraint constraint : with) {
            Supposition objection = declarations.add(constraint);
            if (objection != null) {
                return objection;
            }
        }
        return reordered(declarations.candidates());
    }

    private Supposition reordered(List<Candidate<String>> candidates) {
        Membership<String> supposed = new Membership<>();
        for (Candidate<String> candidate : candidates) {
            if (supposed.admit(candidate) instanceof Admission.Refused<String> refused) {
                return new Supposition.Refused(refused.refusal());
            }
        }
        return new Supposition.Possible(
                new DryRun(key, phase, holding, ways, version, turn, List.copyOf(supposed.standings()), rosters));
    }

    /** The walk and the reasons. */
    public Explanation explain() {
        Roster roster = Objects.requireNonNull(rosters.get(holding));
        List<List<Reason>> reasons = Reasons.of(order);
        List<Integer> visits = new ArrayList<>(roster.visited().size());
        List<Absence> absent = new ArrayList<>(roster.absent().size());
        for (int place = 0; place < order.size(); place++) {
            String id = order.get(place).id();
            Absence.Why why = roster.absent().get(id);
            if (why == null) {
                visits.add(place);
            } else {
                absent.add(new Absence(id, place + 1, why));
            }
        }
        if (ways.heading(phase) == Direction.ASCENDING) {
            Collections.reverse(visits);
        }
        List<Place> visited = new ArrayList<>(visits.size());
        for (int place : visits) {
            String id = order.get(place).id();
            Attendance attendance = Objects.requireNonNull(roster.visited().get(id));
            visited.add(new Place(visited.size() + 1, place + 1, id, attendance, reasons.get(place)));
        }
        return new Explanation(key, phase, holding, ways, version, turn, visited, absent, roster.departed());
    }
}
