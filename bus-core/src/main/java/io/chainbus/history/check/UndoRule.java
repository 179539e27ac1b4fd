package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Promise P4: after a veto, exactly those who accepted earlier in the walk are asked to undo, in the literal reverse,
 * except those that leave; without a veto nobody is, and a veto ends the walk.
 */
final class UndoRule {

    private UndoRule() {}

    static void judge(Account account) {
        Trail trail = account.trail();
        vetoes(account);
        boolean vetoed = account.decidedBy(Recorded.Verdict.VETO) || account.endedAs(Recorded.Outcome.VETOED);
        if (!vetoed) {
            if (!trail.undone.isEmpty()) {
                trail.broken(
                        Promise.P4,
                        "undoes " + trail.undone.get(0).subscriber() + ", and nobody vetoed it",
                        trail.undone.stream().map(Trail.Step::mark).toList());
            }
            return;
        }
        Map<String, Integer> acceptances = acceptances(account);
        asked(account, acceptances);
        if (account.ended()) {
            notAsked(account, acceptances);
        }
    }

    /** What a veto ends has ended, and what cannot be vetoed was not. */
    private static void vetoes(Account account) {
        Trail trail = account.trail();
        Trail.Step decisive = account.decisive();
        for (Trail.Step visit : account.visits().values()) {
            boolean veto = visit.turn().verdict() == Recorded.Verdict.VETO && !visit.observer();
            if (decisive != null
                    && account.decidedBy(Recorded.Verdict.VETO)
                    && decisive.mark().before(visit.mark())
                    && !trail.isLate(visit)) {
                trail.broken(
                        Promise.P4,
                        "visits " + visit.subscriber() + " after the veto of " + decisive.subscriber(),
                        decisive.mark(),
                        visit.mark());
            } else if (veto && !(trail.isAcquire() && trail.rule.vetoable())) {
                trail.broken(
                        Promise.P4,
                        "has a veto of " + visit.subscriber() + ", and " + trail.published.phase()
                                + " cannot be vetoed",
                        visit.mark());
            }
        }
    }

    /** Those who accepted before the veto, and as the how manieth each. */
    private static Map<String, Integer> acceptances(Account account) {
        Map<String, Integer> acceptances = new HashMap<>();
        for (Trail.Step visit : account.visits().values()) {
            if (visit.equals(account.decisive())) {
                break;
            }
            if (account.trail().accepts(visit)) {
                acceptances.put(visit.subscriber(), acceptances.size());
            }
        }
        return acceptances;
    }

    private static void asked(Account account, Map<String, Integer> acceptances) {
        Trail trail = account.trail();
        Map<String, Trail.Step> asked = new HashMap<>();
        List<Mark> misplaced = new ArrayList<>();
        Trail.Step before = null;
        for (Trail.Step undo : trail.undone) {
            Trail.Step earlier = asked.putIfAbsent(undo.subscriber(), undo);
            if (earlier != null) {
                trail.broken(Promise.P4, "undoes " + undo.subscriber() + " twice", earlier.mark(), undo.mark());
                continue;
            }
            place(account, undo);
            if (!acceptances.containsKey(undo.subscriber())) {
                notAccepted(account, undo);
                continue;
            }
            if (before != null
                    && acceptances.getOrDefault(before.subscriber(), 0)
                            < acceptances.getOrDefault(undo.subscriber(), 0)) {
                misplaced.add(before.mark());
                misplaced.add(undo.mark());
            }
            before = undo;
        }
        if (!misplaced.isEmpty()) {
            trail.broken(Promise.P4, "does not undo in the reverse of its visits", misplaced);
        }
    }

    private static void place(Account account, Trail.Step undo) {
        Trail trail = account.trail();
        Trail.Step veto = account.decisive();
        if (veto != null && undo.mark().before(veto.mark())) {
            trail.broken(Promise.P4, "undoes " + undo.subscriber() + " before the veto", undo.mark(), veto.mark());
        }
        String phase = trail.rule.undo();
        if (!phase.isEmpty() && !phase.equals(undo.turn().phase())) {
            trail.broken(
                    Promise.P4,
                    "delivers " + undo.turn().phase() + " to " + undo.subscriber() + " as its undo, which is " + phase,
                    undo.mark());
        }
        Trail.Pass skip = trail.skips.get(undo.subscriber());
        if (skip != null) {
            trail.broken(Promise.P4, "undoes " + undo.subscriber() + " and passes it too", skip.mark(), undo.mark());
        }
    }

    private static void notAccepted(Account account, Trail.Step undo) {
        Trail.Step visit = account.visits().get(undo.subscriber());
        Trail trail = account.trail();
        String message = "undoes " + undo.subscriber() + ", which had not accepted it";
        if (visit == null) {
            trail.broken(Promise.P4, message, account.start().mark(), undo.mark());
        } else {
            trail.broken(Promise.P4, message, visit.mark(), undo.mark());
        }
    }

    private static void notAsked(Account account, Map<String, Integer> acceptances) {
        Trail trail = account.trail();
        Set<String> asked = new HashSet<>(trail.skips.keySet());
        trail.undone.forEach(undo -> asked.add(undo.subscriber()));
        for (Trail.Step visit : account.visits().values()) {
            if (acceptances.containsKey(visit.subscriber()) && !asked.contains(visit.subscriber())) {
                List<Mark> proof = new ArrayList<>(List.of(visit.mark()));
                if (account.decisive() != null) {
                    proof.add(account.decisive().mark());
                }
                if (account.end() != null) {
                    proof.add(account.end().mark());
                }
                trail.broken(Promise.P4, "does not undo " + visit.subscriber() + ", which had accepted it", proof);
            }
        }
    }
}
