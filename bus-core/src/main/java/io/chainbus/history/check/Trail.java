package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a walk that has not ended has left in the history so far. */
final class Trail {

    final Entry.Published published;
    final PhaseRule rule;
    final Mark publishedAt;

    /** Whoever had registered when it was accepted is in memberships from this version on. */
    final long earliestVersion;

    @Nullable
    Start start;

    /** In the order of the lines. */
    final List<Step> visits = new ArrayList<>();

    /** In the order of the lines. */
    final List<Step> undone = new ArrayList<>();

    /** Where each subscriber was passed first. */
    final Map<String, Mark> skips = new LinkedHashMap<>();

    /** Whom a release visits on this chain. */
    final Recorded.Holding holding;

    private final Set<Promise> broken = EnumSet.noneOf(Promise.class);
    private final Reporter reporter;

    Trail(
            Entry.Published published,
            PhaseRule rule,
            Recorded.Holding holding,
            Mark publishedAt,
            long earliestVersion,
            Reporter reporter) {
        this.published = published;
        this.rule = rule;
        this.holding = holding;
        this.publishedAt = publishedAt;
        this.earliestVersion = earliestVersion;
        this.reporter = reporter;
    }

    /**
     * The walk's turn.
     *
     * @param up whether the key was up: in any phase, and for a replay in its phase
     * @param holders for a release: who held the key, and where each accepted it
     * @param newestHolds for a teardown: the line with which the latest came up by which each held it
     */
    record Start(Mark mark, Route route, boolean up, Map<Member, Mark> holders, Map<Member, Long> newestHolds) {}

    /**
     * A visit.
     *
     * @param member who it was, as far as the walk can know it
     */
    record Step(Mark mark, Turn turn, @Nullable Member member) {

        String subscriber() {
            return turn.subscriber();
        }

        boolean observer() {
            return member != null && member.observer();
        }
    }

    /**
     * A policy's verdict that another node gave, since a node was gone: what that one had done of the walk from there on
     * nobody has heard of, and the walk has gone on without it.
     *
     * @param pass of the walk that the verdict belongs to
     */
    void standsFor(Step verdict, List<Step> pass) {
        if (verdict.turn().source() != Recorded.Source.DEATH) {
            return;
        }
        int since = 0;
        while (since < pass.size() && !unheard(pass.get(since), verdict)) {
            since++;
        }
        if (since == pass.size()) {
            return;
        }
        String gone = pass.get(since).mark().stamp().node();
        pass.subList(since, pass.size()).removeIf(step -> {
            boolean lost = step.mark().stamp().node().equals(gone);
            if (lost && step.member() != null) {
                step.member().unheard(step.mark(), verdict.mark());
            }
            return lost;
        });
    }

    /** Of the same subscriber, which can only be if nobody had heard of the visit. */
    private static boolean unheard(Step visit, Step verdict) {
        return visit.member() != null
                && visit.member() == verdict.member()
                && !visit.mark().sameNode(verdict.mark());
    }

    long id() {
        return published.walk();
    }

    Recorded.Direction direction() {
        return rule.direction();
    }

    boolean isRelease() {
        return rule.role() == Recorded.Role.RELEASE;
    }

    boolean isAcquire() {
        return rule.role() == Recorded.Role.ACQUIRE;
    }

    /** Whether it visits one subscriber only, that joins or leaves. */
    boolean isPrivate() {
        return published.cause() != Recorded.Cause.PUBLISH;
    }

    /** Whether the visit made a hold. */
    boolean accepts(Step visit) {
        return isAcquire() && !visit.observer() && visit.turn().verdict().accepts();
    }

    void broken(Promise promise, String what, Mark... proof) {
        broken(promise, what, Arrays.asList(proof));
    }

    void broken(Promise promise, String what, Collection<Mark> proof) {
        broken.add(promise);
        reporter.broken(promise, this + " " + what, proof);
    }

    /** Whether it has broken one of these. */
    boolean hasBroken(Promise... any) {
        return Arrays.stream(any).anyMatch(broken::contains);
    }

    boolean hasBrokenAny() {
        return !broken.isEmpty();
    }

    @Override
    public String toString() {
        String cause = isPrivate() ? ", " + published.cause().text() : "";
        return "walk " + id() + " (" + published.phase() + " of " + published.key() + cause + ")";
    }
}
