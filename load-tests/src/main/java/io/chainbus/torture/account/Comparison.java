package io.chainbus.torture.account;

import io.chainbus.event.Role;
import io.chainbus.history.Entry;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the recorded history of a round against what its handlers saw: each visit by a handler is one call with the
 * same verdict and the other way round, a walk's calls begin in the order of its lines, and nobody is called who has
 * left. Not thread-safe.
 */
public final class Comparison {

    private record Key(String chain, long walk, String subscriber, boolean undo) {}

    record WalkKey(String chain, long walk) {}

    private final Map<Key, List<Call>> calls = new HashMap<>();
    private final Map<WalkKey, WalkTrace> walks = new HashMap<>();
    private final Map<String, Integer> refusedAtOnce = new HashMap<>();
    private final List<Disagreement> found = new ArrayList<>();
    private final List<Call> afterLeave = new ArrayList<>();
    private final Map<Incarnation, Call> last = new HashMap<>();
    /** Visits, of walks not in undo, whose verdict was given in place of the handler's, which had been called. */
    private final Set<Key> answeredFor = new HashSet<>();

    private int line;

    public Comparison(CallLog log) {
        for (Call call : log.calls()) {
            Key key =
                    new Key(call.who().chain(), call.visit().walk(), call.who().id(), call.undo());
            calls.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(call);
            last.merge(call.who(), call, (one, other) -> one.begun() > other.begun() ? one : other);
            if (call.begun() > call.who().left()) {
                afterLeave.add(call);
            }
        }
    }

    /** Takes the next line of the history. */
    public void accept(PlacedLine placed) {
        line = Math.toIntExact(placed.place().line());
        String chain = placed.line().stamp().chain();
        Entry entry = placed.line().entry();
        if (entry instanceof Entry.Published published) {
            walks.put(
                    new WalkKey(chain, published.walk()),
                    new WalkTrace(published.cause().text()));
        } else if (entry instanceof Entry.Visited visited) {
            turn(chain, visited.turn(), false);
        } else if (entry instanceof Entry.Undone undone) {
            turn(chain, undone.turn(), true);
        } else if (entry instanceof Entry.Late late) {
            late(chain, late);
        } else if (entry instanceof Entry.Ended ended) {
            walk(chain, ended.walk()).end = ended.outcome().text() + " " + ended.by();
        } else if (entry instanceof Entry.TurnRefused refused) {
            walk(chain, refused.walk()).end = "refused ";
        } else if (entry instanceof Entry.PublishRefused) {
            refusedAtOnce.merge(chain, 1, Integer::sum);
        }
    }

    private void turn(String chain, Turn turn, boolean undo) {
        WalkTrace walk = walk(chain, turn.walk());
        walk.lines.add(line);
        String source = turn.source().text();
        (undo ? walk.undone : walk.visits)
                .add(turn.subscriber() + " " + turn.verdict().text() + " " + source);
        Key key = new Key(chain, turn.walk(), turn.subscriber(), undo);
        List<Call> open = calls.getOrDefault(key, List.of());
        boolean byHandler = turn.source().byHandler();
        if (turn.source() == Recorded.Source.STUCK || open.isEmpty()) {
            if (byHandler) {
                say("P8", "recorded as answered by its handler, which was not called: " + turn);
            }
            return;
        }
        Call call = open.remove(0);
        call.match(source);
        if (!call.visit().phase().name().equals(turn.phase())) {
            say("P8", "recorded as " + turn + ", but " + call);
        }
        if (byHandler) {
            ended(turn, undo, call);
            inOrder(walk, turn, call);
        } else if (!undo) {
            answeredFor.add(key);
        }
    }

    private void ended(Turn turn, boolean undo, Call call) {
        boolean agrees;
        if (turn.source() == Recorded.Source.THROW) {
            agrees = call.ending() instanceof Call.Threw;
        } else {
            agrees = call.ending() instanceof Call.Answered answered
                    && turn.verdict() == expected(call, answered.verdict(), undo);
        }
        if (!agrees) {
            say("P8", "recorded as " + turn + ", but " + call);
        }
    }

    private static Recorded.Verdict expected(Call call, Verdict given, boolean undo) {
        boolean refuses = given instanceof Verdict.Veto;
        if (call.who().observer()) {
            return refuses ? Recorded.Verdict.FAILED : Recorded.Verdict.DONE;
        }
        if (refuses) {
            return !undo && call.visit().phase().vetoable() ? Recorded.Verdict.VETO : Recorded.Verdict.FAILED;
        }
        if (given instanceof Verdict.Done) {
            return Recorded.Verdict.DONE;
        }
        boolean stops =
                given instanceof Verdict.Stop && !undo && call.visit().phase().role() != Role.RELEASE;
        return stops ? Recorded.Verdict.STOP : Recorded.Verdict.OK;
    }

    /** Lines stand in the order of the visits, and a visit begins when the one before it has its verdict. */
    private void inOrder(WalkTrace walk, Turn turn, Call call) {
        if (call.begun() < walk.settled) {
            say("P2", "began before the visit before it had its verdict: " + turn + ", " + call);
        }
        walk.settled = Math.max(walk.settled, call.begun());
        if (call.ending() instanceof Call.Answered answered) {
            walk.settled = Math.max(walk.settled, answered.at());
        } else if (call.ending() instanceof Call.Threw threw) {
            walk.settled = Math.max(walk.settled, threw.at());
        }
    }

    private void late(String chain, Entry.Late late) {
        if (late.amends() instanceof Entry.Amends.Undid undid) {
            List<Call> undos = calls.getOrDefault(new Key(chain, late.walk(), late.subscriber(), true), List.of());
            if (undos.isEmpty()) {
                say("P9", "recorded as undone since it came late, but nobody was asked to: " + late);
                return;
            }
            Call undo = undos.remove(0);
            undo.match("late");
            if (!undo.visit().phase().name().equals(undid.phase())) {
                say("P9", "recorded as " + late + ", but " + undo);
            }
        }
    }

    private WalkTrace walk(String chain, long number) {
        return walks.computeIfAbsent(new WalkKey(chain, number), unused -> new WalkTrace("unknown"));
    }

    /** Says that there are no more lines: whatever was called and stands nowhere is a disagreement. */
    public History finish() {
        line = 0;
        for (Call call : afterLeave) {
            if (!hadBegun(call)) {
                say("P7", "a handler was called after its leave had been acknowledged: " + call);
            }
        }
        for (List<Call> unmatched : calls.values()) {
            for (Call call : unmatched) {
                if (!excused(call)) {
                    say("P8", "called, but not in the history: " + call);
                }
            }
        }
        for (Map.Entry<WalkKey, WalkTrace> walk : walks.entrySet()) {
            if (walk.getValue().end.isEmpty()) {
                say(
                        "P10",
                        "accepted, and never ended: walk " + walk.getKey().walk() + " of "
                                + walk.getKey().chain());
            }
        }
        return new History(walks, refusedAtOnce, found);
    }

    /**
     * Between the beginning of a visit and the first line of its handler the thread may lose the processor, for longer
     * than a deadline on a busy machine. Such a visit is one that the acknowledgement says is still running.
     */
    private static boolean hadBegun(Call call) {
        return call.who().leftRunning() && Recorded.Source.DEADLINE.text().equals(call.matched());
    }

    /**
     * Amends for an answer that came late are recorded when they are made, and until then whoever makes them is called for
     * nothing else: if he leaves, or his chain ends, in between, they are the last that is heard of him.
     */
    private boolean excused(Call call) {
        Key visit = new Key(call.who().chain(), call.visit().walk(), call.who().id(), false);
        return call.undo() && answeredFor.contains(visit) && last.get(call.who()) == call;
    }

    private void say(String promise, String what) {
        found.add(new Disagreement(promise, what, line));
    }
}
