package io.chainbus.torture.account;

import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a round's history says, to be held against what its publishers got. Not thread-safe. */
public final class History {

    private final Map<Comparison.WalkKey, WalkTrace> walks;
    private final Map<String, Integer> refusedAtOnce;
    private final List<Disagreement> found;
    private final Set<Comparison.WalkKey> answered = new HashSet<>();
    private final Map<String, Integer> refusals = new HashMap<>();

    History(Map<Comparison.WalkKey, WalkTrace> walks, Map<String, Integer> refusedAtOnce, List<Disagreement> found) {
        this.walks = walks;
        this.refusedAtOnce = refusedAtOnce;
        this.found = new ArrayList<>(found);
    }

    /** A publisher's receipt. */
    public void accept(String chain, Receipt<?> receipt) {
        if (receipt.walk() == 0) {
            refusals.merge(chain, 1, Integer::sum);
            return;
        }
        Comparison.WalkKey key = new Comparison.WalkKey(chain, receipt.walk());
        WalkTrace walk = walks.get(key);
        if (walk == null) {
            say("P9", "a receipt of a walk that was never accepted: " + receipt, 0);
            return;
        }
        int line = walk.lines.isEmpty() ? 0 : walk.lines.get(walk.lines.size() - 1);
        if (!answered.add(key)) {
            say("P9", "two receipts of walk " + receipt.walk() + ": " + receipt, line);
        }
        compare("its end", end(receipt.outcome()), walk.end, receipt, line);
        compare("its visits", words(receipt.visits()), walk.visits, receipt, line);
        compare("its undo", words(receipt.undone()), walk.undone, receipt, line);
    }

    private void compare(String what, Object inReceipt, Object inHistory, Receipt<?> receipt, int line) {
        if (!inReceipt.equals(inHistory)) {
            say(
                    "P9",
                    what + " in the receipt of walk " + receipt.walk() + " (" + receipt + ") is " + inReceipt
                            + ", in the history " + inHistory,
                    line);
        }
    }

    private static List<String> words(List<VisitRecord> visits) {
        return visits.stream()
                .map(visit -> (visit.subscriber() + " " + visit.result().name() + " "
                        + visit.source().name()))
                .map(words -> words.substring(0, words.indexOf(' '))
                        + words.substring(words.indexOf(' ')).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String end(Outcome outcome) {
        if (outcome instanceof Outcome.Stopped stopped) {
            return "stopped " + stopped.by();
        }
        if (outcome instanceof Outcome.Vetoed vetoed) {
            return "vetoed " + vetoed.by();
        }
        return outcome instanceof Outcome.Refused ? "refused " : "completed ";
    }

    /**
     * Says that there are no more receipts.
     *
     * @param byClosing how many walks each chain published itself, to take down what was up; nobody gets their receipts
     */
    public List<Disagreement> finish(Map<String, Integer> byClosing) {
        Map<String, Integer> unanswered = new HashMap<>();
        walks.forEach((key, walk) -> {
            if (walk.cause.equals("publish") && !answered.contains(key)) {
                unanswered.merge(key.chain(), 1, Integer::sum);
            }
        });
        if (!unanswered.equals(byClosing)) {
            say(
                    "P9",
                    "walks without a receipt: " + unanswered + ", where only closing chains' own were expected: "
                            + byClosing,
                    0);
        }
        if (!refusals.equals(refusedAtOnce)) {
            say("P10", "refused at once by receipt: " + refusals + ", by history: " + refusedAtOnce, 0);
        }
        return List.copyOf(found);
    }

    private void say(String promise, String what, int line) {
        found.add(new Disagreement(promise, what, line));
    }
}
