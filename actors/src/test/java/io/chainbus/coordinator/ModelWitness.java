package io.chainbus.coordinator;

import static io.chainbus.coordinator.ModelChain.check;

import io.chainbus.coordinator.ModelSubscriber.Call;
import io.chainbus.coordinator.ModelSubscriber.Given;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call of a handler and every line of the history as it happens, knows from the {@link ModelChain} what may
 * happen now and what must come of it, and says so when it does not.
 */
final class ModelWitness {

    private final String name;
    private final PhaseSet phases;
    final ModelChain chain;
    private final Map<Long, ModelWalk> walks = new HashMap<>();
    final List<ModelSubscriber> ever = new ArrayList<>();
    final ModelPresence presence;
    /** The payload of the event that is accepted in this very step. */
    @Nullable
    String accepting;
    /** Whether the coordinator looks at deadlines in this very step. */
    boolean inspecting;
    /** Whether all that is up is taken down once nothing is open. */
    boolean takingDown;
    /** The keys that are still to be taken down, in this order; known when nothing is open. */
    private @Nullable List<String> rest;

    int takenDown;

    ModelWitness(String name, PhaseSet phases, ModelChain chain) {
        this.name = name;
        this.phases = phases;
        this.chain = chain;
        this.presence = new ModelPresence(chain, ever);
    }

    // Handlers.

    Call called(ModelSubscriber sub, Visit<String> visit) {
        Call amended = owesAmends(sub, visit);
        if (amended != null) {
            check(amended.amends == null, "P9: makes amends twice", sub, visit);
            amended.amends = new Call(amended.walk, visit);
            return amended.amends;
        }
        ModelWalk walk = walk(visit.walk());
        check(!sub.absent(), "P7: is called after its leave was accepted, or its death", sub, visit);
        check(!sub.away, "P3: is called while it is away", sub, visit);
        check(sub.overdue == 0, "P9: is called while it is stuck", sub, visit);
        Visit<String> expected;
        if (walk.ended) {
            check(revocable(walk, sub), "P6: is to undo what is not its latest replay", sub, visit);
            chain.begins(walk);
            expected = new Visit<>(name, walk.number, walk.key, walk.payload, undo(walk), walk.phase, Cause.UNDO);
        } else {
            check(turnOf(walk, sub.id) == sub, "P3: is called, and was away when the walk started", sub, visit);
            Cause cause = walk.undoing() ? Cause.UNDO : walk.cause;
            expected = new Visit<>(name, walk.number, walk.key, walk.payload, walk.delivered(), walk.phase, cause);
        }
        check(visit.equals(expected), "is given", visit, "and not", expected);
        check(ever.stream().allMatch(other -> other.call(walk) == null), "P2: two at a time", walk, sub);
        Call call = new Call(walk, visit);
        sub.calls.add(call);
        return call;
    }

    private static @Nullable Call owesAmends(ModelSubscriber sub, Visit<String> visit) {
        for (Call call : sub.calls) {
            if (visit.cause() == Cause.UNDO && call.walk.number == visit.walk() && mustAmend(sub, call)) {
                return call;
            }
        }
        return null;
    }

    /** P9: a late acceptance of an acquire, that nobody knows of, is undone where there is an undo. */
    private static boolean mustAmend(ModelSubscriber sub, Call call) {
        Given late = call.answer;
        Given standIn = call.standIn;
        return late != null
                && standIn != null
                && call.visit.cause() != Cause.UNDO
                && call.walk.acquires()
                && call.walk.phase.undo().isPresent()
                && !sub.observer
                && accepts(late.verdict())
                && !accepts(standIn.verdict());
    }

    private static boolean accepts(Verdict verdict) {
        return verdict instanceof Verdict.Ok || verdict instanceof Verdict.Stop;
    }

    private static boolean revocable(ModelWalk replay, ModelSubscriber sub) {
        return replay.cause == Cause.REPLAY
                && (sub.vetoed || sub.turnedBack)
                && !sub.held.isEmpty()
                && sub.held.get(sub.held.size() - 1) == replay;
    }

    private Phase undo(ModelWalk replay) {
        return replay.phase
                .undo()
                .or(() -> phases.releaseOf(replay.phase))
                .orElseThrow(() -> new AssertionError("has no undo: " + replay));
    }

    // Lines.

    void line(Entry entry) {
        if (entry instanceof Entry.Published line) {
            published(line);
        } else if (entry instanceof Entry.Started line) {
            started(line);
        } else if (entry instanceof Entry.Visited line) {
            visited(line.turn());
        } else if (entry instanceof Entry.Undone line) {
            undone(line.turn());
        } else if (entry instanceof Entry.Skipped line) {
            skipped(line);
        } else if (entry instanceof Entry.Ended line) {
            ended(line);
        } else if (entry instanceof Entry.TurnRefused line) {
            ModelWalk walk = walk(line.walk());
            chain.takesTurn(walk);
            check(chain.isUp(walk.key, walk.phase), "is refused, and not up already", walk);
            walk.ended = true;
        } else if (entry instanceof Entry.Late line) {
            late(line);
        } else {
            presence.line(entry);
        }
    }

    ModelWalk walk(long number) {
        ModelWalk walk = walks.get(number);
        if (walk == null) {
            throw new AssertionError("walk " + number + " was never accepted");
        }
        return walk;
    }

    private void published(Entry.Published line) {
        Phase phase = phases.phases().stream()
                .filter(each -> each.name().equals(line.phase()))
                .findFirst()
                .orElseThrow();
        check(line.walk() == walks.size() + 1, "P5: the next number", line, walks.size());
        String payload = line.key();
        Cause cause = Cause.FORWARD;
        if (line.cause() == Recorded.Cause.REPLAY) {
            cause = Cause.REPLAY;
            payload = chain.up.keySet().stream()
                    .filter(up -> up.key().equals(line.key()) && up.phase().equals(phase))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("P6: replays what is not up " + line))
                    .walk()
                    .payload;
        } else if (accepting != null) {
            payload = accepting;
            accepting = null;
        } else {
            takenDown(line);
            payload = newest(line.key()).payload;
        }
        ModelWalk walk = new ModelWalk(line.walk(), line.key(), phase, payload, cause);
        walk.since = chain.version;
        walks.put(walk.number, walk);
        if (cause == Cause.FORWARD) {
            chain.accepted(walk);
        }
    }

    /** P10: all that is up, the newest key first, one after the other. */
    private void takenDown(Entry.Published line) {
        check(takingDown && chain.quiet(), "nobody published", line);
        List<String> left = rest;
        if (left == null) {
            left = new ArrayList<>(chain.keysNewestFirst());
            rest = left;
        }
        check(!left.isEmpty() && left.remove(0).equals(line.key()), "P10: is not the newest", line, left);
        takenDown++;
    }

    private ModelWalk newest(String key) {
        ModelWalk newest = null;
        for (ModelSubscriber.Up up : chain.up.keySet()) {
            if (up.key().equals(key) && (newest == null || up.walk().number > newest.number)) {
                newest = up.walk();
            }
        }
        if (newest == null) {
            throw new AssertionError("is not up: " + key);
        }
        return newest;
    }

    private void started(Entry.Started line) {
        ModelWalk walk = walk(line.walk());
        check(!walk.started && !walk.ended, "starts again", walk);
        if (walk.cause == Cause.REPLAY) {
            chain.begins(walk);
            walk.started = true;
        } else {
            chain.started(walk, line.version());
        }
    }

    /** P1, P3, P4, P8: it is that one's turn and nobody else's. For a replay it says whose it is. */
    private ModelSubscriber turnOf(ModelWalk walk, String id) {
        check(walk.started && !walk.ended, "is not under way", walk, id);
        if (walk.cause == Cause.REPLAY && walk.visits.isEmpty() && walk.ahead.isEmpty() && walk.skipped.isEmpty()) {
            ModelSubscriber newcomer = chain.joining.stream()
                    .filter(sub -> sub.id.equals(id) && (!sub.turnedBack || walk.since < sub.turnedBackIn))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("P6: replays to " + id + ", which does not join"));
            chain.tells(walk, newcomer);
            walk.ahead.add(newcomer);
        }
        check(!walk.ahead.isEmpty() && walk.ahead.get(0).id.equals(id), "whose turn", walk, id, walk.ahead);
        return walk.ahead.get(0);
    }

    private void visited(Turn turn) {
        ModelWalk walk = walk(turn.walk());
        ModelSubscriber sub = turnOf(walk, turn.subscriber());
        check(!walk.undoing(), "P4: is visited after a veto", walk, sub);
        same(turn, walk.met(given(walk, sub)));
        if (walk.cause == Cause.REPLAY) {
            sub.vetoed |= walk.vetoedBy == sub;
            if (walk.accepted.contains(sub)) {
                sub.held.add(walk);
                if (sub.predecessor != null) {
                    Objects.requireNonNull(chain.up.get(chain.up(walk))).add(sub.predecessor);
                }
            }
        }
    }

    private void undone(Turn turn) {
        ModelWalk walk = walk(turn.walk());
        if (!walk.ended) {
            ModelSubscriber sub = turnOf(walk, turn.subscriber());
            check(walk.undoing(), "P4: is undone without a veto", walk, sub);
            same(turn, walk.met(given(walk, sub)));
            return;
        }
        ModelSubscriber sub = joining(turn.subscriber(), walk);
        check(revocable(walk, sub), "P6: undoes what is not its latest replay", walk, sub);
        chain.begins(walk);
        same(turn, ModelWalk.unstoppable(given(walk, sub).verdict()));
        sub.held.remove(walk);
        if (sub.predecessor != null) {
            Objects.requireNonNull(chain.up.get(chain.up(walk))).remove(sub.predecessor);
        }
        chain.over(walk);
    }

    private ModelSubscriber joining(String id, ModelWalk told) {
        return chain.joining.stream()
                .filter(sub -> sub.id.equals(id) && sub.held.contains(told))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " does not join"));
    }

    /** What must be that visit's verdict: the handler's if it gave one in time, or its policy's, and why. */
    private Given given(ModelWalk walk, ModelSubscriber sub) {
        Call call = sub.call(walk);
        if (call == null && sub.away && !sub.leaving) {
            return new Given(sub.policy, Source.DEATH);
        }
        if (call == null) {
            check(!sub.absent() && sub.overdue > 0, "P8: is not called", walk, sub);
            return new Given(sub.policy, Source.STUCK);
        }
        Given answer = call.answer;
        if (answer != null) {
            sub.calls.remove(call);
            return answer;
        }
        check(sub.died || sub.dead || (inspecting && sub.hasty), "P9: is not waited for", walk, sub);
        Source why = inspecting ? Source.DEADLINE : Source.DEATH;
        call.standIn = new Given(sub.policy, why);
        sub.overdue += inspecting ? 1 : 0;
        return call.standIn;
    }

    private static void same(Turn turn, Result result) {
        check(turn.verdict().name().equals(result.name()), "verdict", turn, result);
    }

    private void skipped(Entry.Skipped line) {
        ModelWalk walk = walk(line.walk());
        if (walk.ended) {
            ModelSubscriber sub = joining(line.subscriber(), walk);
            check(sub.died && sub.held.remove(walk), "P6: passes", walk, sub);
            chain.begins(walk);
            chain.over(walk);
            return;
        }
        ModelSubscriber sub = turnOf(walk, line.subscriber());
        Skip why = line.why() == Recorded.Absence.DIED ? Skip.DIED : Skip.LEFT;
        boolean either = sub.died == (why == Skip.DIED) || sub.dead;
        check(sub.absent() && either, "P8: is passed", walk, sub, line.why());
        check(sub.call(walk) == null, "P7: is passed while at work", walk, sub);
        walk.ahead.remove(0);
        walk.skipped.put(sub.id, why);
        sub.passed |= walk.cause == Cause.REPLAY;
    }

    private void ended(Entry.Ended line) {
        ModelWalk walk = walk(line.walk());
        check(walk.started && !walk.ended && walk.ahead.isEmpty(), "ends", walk, walk.ahead);
        check(
                walk.cause != Cause.REPLAY || !walk.visits.isEmpty() || !walk.skipped.isEmpty(),
                "P6: replays to nobody",
                walk);
        String outcome = walk.vetoedBy != null ? "VETOED" : walk.stoppedBy != null ? "STOPPED" : "COMPLETED";
        check(line.outcome().name().equals(outcome), "outcome", line, outcome);
        walk.ended = true;
        if (walk.cause == Cause.REPLAY) {
            chain.over(walk);
        } else {
            chain.ended(walk);
        }
    }

    private void late(Entry.Late line) {
        for (ModelSubscriber sub : ever) {
            for (Call call : sub.calls) {
                Given answer = call.answer;
                if (sub.id.equals(line.subscriber()) && call.walk.number == line.walk() && call.standIn != null) {
                    check(answer != null, "is late, and has not answered", line);
                    boolean undid = line.amends() instanceof Entry.Amends.Undid;
                    check(undid == (call.amends != null), "P9: says that it made amends", line, sub);
                    boolean gone = sub.absent() || sub.away;
                    check(undid || gone || !mustAmend(sub, call), "P9: owes amends", line, sub);
                    sub.calls.remove(call);
                    sub.overdue--;
                    return;
                }
            }
        }
        throw new AssertionError("nobody is late: " + line);
    }
}
