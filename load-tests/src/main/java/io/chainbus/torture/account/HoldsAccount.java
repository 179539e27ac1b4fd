package io.chainbus.torture.account;

import io.chainbus.history.Entry;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what durable subscribers were told that they hold when they came back against what the history says that they
 * accepted and have not let go of; and nobody who is away is taken to have died before its window has passed. Not
 * thread-safe.
 */
public final class HoldsAccount {

    private final CallLog log;
    private final Duration window;
    private final Map<String, ChainHolds> chains = new HashMap<>();
    /** For each that came back, by chain and id: what it held by the history. */
    private final Map<String, List<String>> expected = new HashMap<>();
    /** By chain and id: when it went away. */
    private final Map<String, Long> away = new HashMap<>();

    private final List<Disagreement> found = new ArrayList<>();

    public HoldsAccount(CallLog log, Duration window) {
        this.log = log;
        this.window = window;
    }

    /** Takes the next line of the history. */
    public void accept(PlacedLine placed) {
        String chain = placed.line().stamp().chain();
        long at = placed.line().stamp().at();
        Entry entry = placed.line().entry();
        ChainHolds holds = chains.computeIfAbsent(chain, name -> new ChainHolds());
        holds.accept(entry);
        if (entry instanceof Entry.Away gone) {
            away.put(chain + " " + gone.subscriber(), at);
        } else if (entry instanceof Entry.Resumed back) {
            away.remove(chain + " " + back.subscriber());
            expected.computeIfAbsent(chain + " " + back.subscriber(), id -> new ArrayList<>())
                    .add(holds.of(back.subscriber()).toString());
        } else if (entry instanceof Entry.Unregistered left) {
            Long since = away.remove(chain + " " + left.subscriber());
            boolean early = since != null && at - since < window.toNanos();
            if (early && left.cause() == Recorded.Absence.DIED) {
                found.add(new Disagreement(
                        "P3",
                        left.subscriber() + " on " + chain + " has died of its absence before its window had passed",
                        Math.toIntExact(placed.place().line())));
            }
        }
    }

    /** Says that there are no more lines. */
    public List<Disagreement> finish() {
        Map<String, List<String>> told = new HashMap<>();
        for (CallLog.Resumption one : log.resumptions()) {
            told.computeIfAbsent(one.who().chain() + " " + one.who().id(), id -> new ArrayList<>())
                    .add(one.holds().toString());
        }
        // One may hear of its return after the next one has.
        told.values().forEach(holds -> holds.sort(null));
        expected.values().forEach(holds -> holds.sort(null));
        if (!told.equals(expected)) {
            for (Map.Entry<String, List<String>> one : expected.entrySet()) {
                List<String> said = told.getOrDefault(one.getKey(), List.of());
                if (!said.equals(one.getValue())) {
                    found.add(new Disagreement(
                            "P3",
                            "told when it came back that it holds " + said + ", by the history " + one.getValue() + ": "
                                    + one.getKey(),
                            0));
                }
            }
            told.keySet().removeAll(expected.keySet());
            told.keySet()
                    .forEach(who -> found.add(
                            new Disagreement("P3", "told that it came back, and not in the history: " + who, 0)));
        }
        return List.copyOf(found);
    }
}
