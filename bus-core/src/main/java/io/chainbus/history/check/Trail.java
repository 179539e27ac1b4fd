package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
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

    /** When a coordinator went on with it that had not begun it, if one has. */
    @Nullable
    Mark recovered;

    /** In the order of the lines. */
    final List<Step> visits = new ArrayList<>();

    /** In the order of the lines. */
    final List<Step> undone = new ArrayList<>();

    /** How many visits, and how many of the undo, nobody has heard of in the end. */
    int unheardVisits;

    int unheardUndone;

    /** Where each subscriber was passed first, and why. */
    final Map<String, Pass> skips = new LinkedHashMap<>();

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

    /** That somebody was passed by. */
    record Pass(Mark mark, Recorded.Absence cause) {}

    /**
     * A policy's verdict that another node gave, since a node was gone: what that one had done of the walk from there on
     * nobody has heard of, and the walk has gone on without it.
     *
     * @param pass of the walk that the verdict belongs to
     */
    void standsFor(Step verdict, List<Step> pass) {
        Member member = verdict.member();
        if (verdict.turn().source() == Recorded.Source.DEATH && member != null) {
            forgetUnheard(member, verdict.mark(), pass);
        }
    }

    /** Adds a visit where it belongs: what has been found out late of somebody who let the walk pass, before who came next. */
    void visited(Step visit) {
        standsFor(visit, visits);
        int at = visits.size();
        if (isLate(visit) && !Account.decides(this, visit)) {
            while (at > 0 && isBeyond(visits.get(at - 1), visit)) {
                at--;
            }
        }
        visits.add(at, visit);
    }

    /** Whether it is a policy's verdict that a coordinator asked for which had not begun the walk. */
    boolean isLate(Step visit) {
        Mark since = recovered;
        return since != null && visit.turn().source() == Recorded.Source.DEATH && since.before(visit.mark());
    }

    private boolean isBeyond(Step visit, Step other) {
        Start began = start;
        return began != null
                && began.route().member(visit.subscriber()) != null
                && began.route().member(other.subscriber()) != null
                && began.route().place(visit.subscriber(), direction())
                        > began.route().place(other.subscriber(), direction());
    }

    /**
     * Where such a verdict has ended the walk: whoever had been visited beyond, and is not undone, is as unheard of as the
     * visit that the verdict stands for.
     */
    void endsUnheard() {
        Step verdict = visits.stream()
                .filter(visit -> isLate(visit) && Account.decides(this, visit))
                .findFirst()
                .orElse(null);
        if (verdict == null) {
            return;
        }
        Set<String> heard = new HashSet<>(skips.keySet());
        undone.stream().filter(undo -> !isOld(undo)).forEach(undo -> heard.add(undo.subscriber()));
        Set<String> unheard = new HashSet<>();
        visits.removeIf(visit -> {
            boolean lost = isOld(visit) && isBeyond(visit, verdict) && !heard.contains(visit.subscriber());
            if (lost && visit.member() != null) {
                visit.member().unheard(visit.mark(), verdict.mark());
                unheard.add(visit.subscriber());
                unheardVisits++;
            }
            return lost;
        });
        int before = undone.size();
        undone.removeIf(undo -> isOld(undo) && unheard.contains(undo.subscriber()));
        unheardUndone += before - undone.size();
    }

    private boolean isOld(Step step) {
        Mark since = recovered;
        return since != null && step.mark().before(since);
    }

    /**
     * The same where nobody knew of the visit, or of the undo, and the walk has passed by who had died. In the undo of a walk
     * that was vetoed, which is behind the veto, it may have been visited before, and that was heard of.
     */
    void passesUnheard(Entry.Ended end) {
        Step veto = end.outcome() == Recorded.Outcome.VETOED ? of(end.by(), visits) : null;
        skips.forEach((subscriber, skip) -> {
            boolean died = skip.cause() == Recorded.Absence.DIED;
            Step undo = died ? of(subscriber, undone) : null;
            if (undo != null && undo.member() != null && undo.mark().before(skip.mark())) {
                forgetUnheard(undo.member(), skip.mark(), undone);
            }
            Step visit = died ? of(subscriber, visits) : null;
            if (visit == null || visit.member() == null) {
                return;
            }
            boolean inUndo = end.outcome() == Recorded.Outcome.VETOED
                    && (visit.turn().verdict() != Recorded.Verdict.VETO
                            || end.by().equals(subscriber))
                    && (veto == null || veto.mark().before(skip.mark()));
            if (!inUndo) {
                forgetUnheard(visit.member(), skip.mark(), visits);
            }
        });
    }

    private static @Nullable Step of(String subscriber, List<Step> pass) {
        for (Step step : pass) {
            if (step.subscriber().equals(subscriber)) {
                return step;
            }
        }
        return null;
    }

    /** Forgets what the node of that subscriber did of the walk, from its visit on, if another has gone on without that. */
    private void forgetUnheard(Member member, Mark without, List<Step> pass) {
        int since = 0;
        while (since < pass.size()
                && (pass.get(since).member() != member || pass.get(since).mark().sameNode(without))) {
            since++;
        }
        if (since == pass.size()) {
            return;
        }
        int before = pass.size();
        Mark lost = pass.get(since).mark();
        pass.subList(since, pass.size()).removeIf(step -> {
            boolean unheard = step.mark().sameNode(lost);
            if (unheard && step.member() != null) {
                step.member().unheard(step.mark(), without);
            }
            return unheard;
        });
        if (pass == visits) {
            unheardVisits += before - pass.size();
        } else {
            unheardUndone += before - pass.size();
        }
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
