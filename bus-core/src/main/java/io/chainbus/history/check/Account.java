package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A walk that started, all of it that there will be: what the rules judge.
 *
 * @param visits the first visit of each subscriber, in the order of the lines
 * @param decisive the visit that ended the walk by its verdict, as far as the visits tell
 * @param end absent when the history ended first
 */
record Account(
        Trail trail,
        Trail.Start start,
        Map<String, Trail.Step> visits,
        Trail.@Nullable Step decisive,
        @Nullable End end) {

    /** The walk's last line. */
    record End(Mark mark, Entry.Ended entry) {}

    static Account of(Trail trail, Trail.Start start, @Nullable End end) {
        Map<String, Trail.Step> visits = new LinkedHashMap<>();
        for (Trail.Step visit : trail.visits) {
            visits.putIfAbsent(visit.subscriber(), visit);
        }
        Trail.Step decisive = visits.values().stream()
                .filter(visit -> decides(trail, visit))
                .findFirst()
                .orElse(null);
        return new Account(trail, start, visits, decisive, end);
    }

    /** Whether that visit ends the walk by its verdict. */
    static boolean decides(Trail trail, Trail.Step visit) {
        if (visit.observer()) {
            return false;
        }
        return switch (visit.turn().verdict()) {
            case VETO -> trail.isAcquire() && trail.rule.vetoable();
            case STOP -> !trail.isRelease();
            default -> false;
        };
    }

    boolean ended() {
        return end != null;
    }

    boolean decidedBy(Recorded.Verdict verdict) {
        return decisive != null && decisive.turn().verdict() == verdict;
    }

    boolean endedAs(Recorded.Outcome outcome) {
        return end != null && end.entry().outcome() == outcome;
    }

    /** How its visits say that it ended. */
    Recorded.Outcome outcomeByVisits() {
        if (decisive == null) {
            return Recorded.Outcome.COMPLETED;
        }
        return decidedBy(Recorded.Verdict.VETO) ? Recorded.Outcome.VETOED : Recorded.Outcome.STOPPED;
    }

    /**
     * Whether it counts as vetoed for what comes after. A single wrong line is not to make every later walk of the key
     * look wrong too, so two of three signs have to agree: a veto, an end that says so, and a walk that was undone or
     * ended early with nobody stopping it.
     */
    boolean countsAsVetoed() {
        int signs = 0;
        signs += decidedBy(Recorded.Verdict.VETO) ? 1 : 0;
        signs += endedAs(Recorded.Outcome.VETOED) ? 1 : 0;
        signs += !trail.undone.isEmpty() || endedEarly() ? 1 : 0;
        return signs >= 2;
    }

    private boolean endedEarly() {
        return !decidedBy(Recorded.Verdict.STOP)
                && visits.size() + trail.skips.size() < expected().size();
    }

    /** Whom the walk visits unless it ends before or they leave, in the order in which it comes to them. */
    List<Member> expected() {
        List<Member> all = start.route().towards(trail.direction());
        if (!trail.isRelease()) {
            return all;
        }
        return all.stream().filter(this::expects).toList();
    }

    /** Whether the walk visits {@code member}, given that it is registered, unless it ends before. */
    boolean expects(Member member) {
        return !trail.isRelease()
                || (start.up()
                        && (trail.holding == Recorded.Holding.CURRENT
                                || member.observer()
                                || start.holders().containsKey(member)));
    }

    /** Whether that visit's subscriber has a place on the route. */
    boolean onRoute(Trail.Step visit) {
        return visit.member() != null && start.route().member(visit.subscriber()) == visit.member();
    }

    /** How many of those on the route a walk comes to before that visit's subscriber, which is on it. */
    int place(Trail.Step visit) {
        return start.route().place(visit.subscriber(), trail.direction());
    }
}
