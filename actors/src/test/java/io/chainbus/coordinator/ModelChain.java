package io.chainbus.coordinator;

import io.chainbus.coordinator.ModelSubscriber.Up;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The simplest possible chain: who is on it, what is up, who holds it and whose turn it is, in lists, and DESIGN's words
 * one by one each time they are needed. It shares no code with the real one. What happens it is told by {@link
 * ModelWitness}; where DESIGN leaves open when something happens, it takes the real one's word and checks that it could.
 */
final class ModelChain extends ModelMembers {

    private final Holding holding;
    /** For each key: those accepted and not started, in the order of acceptance. */
    private final Map<String, List<ModelWalk>> waiting = new HashMap<>();
    /** For each key: the walk that is under way. */
    private final Map<String, ModelWalk> underWay = new HashMap<>();

    /** What is up, in the order in which it came up, and who holds it. */
    final Map<Up, Set<ModelSubscriber>> up = new LinkedHashMap<>();

    ModelChain(Holding holding) {
        this.holding = holding;
    }

    static void check(boolean holds, String what, Object... of) {
        if (!holds) {
            throw new AssertionError(what + " " + List.of(of));
        }
    }

    // Who comes and goes.

    /** Whether it is not let in at once. */
    boolean asks(ModelSubscriber newcomer) {
        ModelSubscriber same = member(newcomer.id);
        if (same != null) {
            newcomer.predecessor = same;
            same.successor = newcomer;
        } else if (!newcomer.replay) {
            return false;
        }
        joining.add(newcomer);
        if (newcomer.replay) {
            up.forEach((each, holders) -> {
                if (!holders.contains(same)) {
                    newcomer.oldest.add(each);
                }
            });
        }
        return true;
    }

    /** P6: it has been told everything that is up, and holds what it accepted. */
    void joined(ModelSubscriber newcomer) {
        // It may have died: its end is seen later then, unless a replay has passed it by.
        check(!newcomer.leaving && !newcomer.passed, "joins, and leaves", newcomer);
        if (newcomer.replay) {
            check(joining.remove(newcomer), "joins without having asked", newcomer);
            for (Up each : up.keySet()) {
                check(newcomer.told.contains(each), "P6: joins and has not been told", newcomer, each.walk());
            }
            for (ModelWalk told : newcomer.held) {
                up.forEach((each, holders) -> {
                    if (each.key().equals(told.key) && each.phase().equals(told.phase)) {
                        holders.add(newcomer);
                    }
                });
            }
        }
        members.add(newcomer);
        version++;
    }

    /** P3: its place and its holds are kept. */
    void away(ModelSubscriber sub) {
        check(members.contains(sub) && sub.durable && sub.away && !sub.leaving, "P3: goes away", sub);
        sub.seenAway = true;
        sub.unsettled.addAll(underWay.values());
    }

    /** P3: who was away is who stands in its place now; P6: and it has been told what it did not hold. */
    void resumed(ModelSubscriber back) {
        ModelSubscriber before = back.predecessor;
        check(before != null && joining.remove(back) && !back.turnedBack, "P3: comes back without having asked", back);
        if (before == null) {
            return;
        }
        check(!back.vetoed, "P6: comes back and has vetoed", back);
        check(before.unsettled.isEmpty(), "P3: is back too soon", back, before.unsettled);
        up.forEach((each, holders) -> {
            check(
                    !back.replay || back.told.contains(each) || holders.contains(before),
                    "P6: is back and has not been told",
                    back,
                    each.walk());
            if (holders.remove(before)) {
                holders.add(back);
            }
        });
        members.set(members.indexOf(before), back);
        back.isBack = true;
        back.holds = holds(back);
    }

    /** What it holds, and what no release under way is about to take from it; the oldest first. */
    List<String> holds(ModelSubscriber sub) {
        return up.keySet().stream()
                .filter(each -> Objects.requireNonNull(up.get(each)).contains(sub))
                .filter(each -> {
                    ModelWalk walk = underWay.get(each.key());
                    return walk == null || walk.phase.role() != Role.RELEASE;
                })
                .map(each -> each.phase().name() + " " + each.key())
                .toList();
    }

    void left(ModelSubscriber sub) {
        members.remove(sub);
        up.values().forEach(holders -> holders.remove(sub));
        version++;
        ModelSubscriber successor = sub.successor;
        if (successor != null) {
            successor.turnedBack = true;
            successor.turnedBackIn = version;
        }
    }

    // Turns.

    void accepted(ModelWalk walk) {
        waiting.computeIfAbsent(walk.key, key -> new ArrayList<>()).add(walk);
    }

    List<ModelWalk> waiting(String key) {
        return waiting.getOrDefault(key, List.of());
    }

    /** P5: it is first in line, and nobody is under way. */
    void takesTurn(ModelWalk walk) {
        check(waiting(walk.key).indexOf(walk) == 0, "P5: is not the next of its key", walk, waiting(walk.key));
        waiting(walk.key).remove(walk);
    }

    void begins(ModelWalk walk) {
        ModelWalk other = underWay.putIfAbsent(walk.key, walk);
        check(other == null || other == walk, "P5: is under way meanwhile", walk, other == null ? "" : other);
    }

    void over(ModelWalk walk) {
        check(underWay.remove(walk.key, walk), "P5: is not under way", walk);
        members.forEach(sub -> sub.unsettled.remove(walk));
    }

    void started(ModelWalk walk, long routeOf) {
        takesTurn(walk);
        begins(walk);
        check(routeOf == version, "is not of the membership of now", walk, routeOf, version);
        check(!isUp(walk.key, walk.phase), "is up already", walk);
        for (ModelSubscriber newcomer : joining) {
            newcomerCanWait(newcomer, walk);
        }
        walk.ahead = targets(walk);
        walk.started = true;
    }

    /** P6: what came up while somebody joins it is told before the key's next; and no release passes it by. */
    private void newcomerCanWait(ModelSubscriber newcomer, ModelWalk walk) {
        if (newcomer.died || newcomer.away || newcomer.turnedBack) {
            return;
        }
        for (Up each : up.keySet()) {
            boolean holds = Objects.requireNonNull(up.get(each)).contains(newcomer.predecessor);
            boolean since =
                    newcomer.replay && !newcomer.oldest.contains(each) && !newcomer.told.contains(each) && !holds;
            check(
                    newcomer.vetoed || !each.key().equals(walk.key) || !since,
                    "P6: starts before who joins has been told",
                    walk,
                    newcomer,
                    each.walk());
        }
        boolean release = walk.phase.role() == Role.RELEASE;
        boolean holds = newcomer.held.stream().anyMatch(told -> told.key.equals(walk.key));
        check(!release || !holds, "P3: leaves out who joins and holds the key", walk, newcomer);
    }

    private List<ModelSubscriber> targets(ModelWalk walk) {
        List<ModelSubscriber> targets = order();
        if (walk.phase.role() == Role.RELEASE) {
            if (up.keySet().stream().noneMatch(each -> each.key().equals(walk.key))) {
                targets.clear();
            } else if (holding == Holding.ACCEPTED) {
                targets.removeIf(sub -> !sub.observer && !holds(sub, walk.key));
            }
        }
        if (walk.phase.direction() == Direction.ASCENDING) {
            Collections.reverse(targets);
        }
        return targets;
    }

    private boolean holds(ModelSubscriber sub, String key) {
        return up.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().key().equals(key) && each.getValue().contains(sub));
    }

    boolean isUp(String key, Phase phase) {
        return up.keySet().stream()
                .anyMatch(each -> each.key().equals(key) && each.phase().equals(phase));
    }

    /** What its end means for its key. */
    void ended(ModelWalk walk) {
        over(walk);
        if (walk.acquires() && walk.vetoedBy == null) {
            Set<ModelSubscriber> holders = new LinkedHashSet<>();
            walk.accepted.forEach(sub -> holders.add(sub.now()));
            holders.retainAll(members);
            up.put(new Up(walk), holders);
        } else if (walk.phase.role() == Role.RELEASE) {
            up.keySet().removeIf(each -> each.key().equals(walk.key));
            for (ModelSubscriber newcomer : joining) {
                newcomer.oldest.removeIf(each -> each.key().equals(walk.key));
            }
        }
    }

    /** A replay begins: P6, the oldest first. */
    void tells(ModelWalk replay, ModelSubscriber newcomer) {
        check(joining.contains(newcomer) && !newcomer.vetoed, "P6: is told, and does not join", newcomer, replay);
        Up told = up(replay);
        check(newcomer.told.add(told), "P6: is told twice", newcomer, told.walk());
        int index = newcomer.oldest.indexOf(told);
        boolean next = index == 0 || newcomer.oldest.isEmpty();
        check(next, "P6: is told before what is older", newcomer, told.walk(), newcomer.oldest);
        newcomer.oldest.remove(told);
        check(
                newcomer.predecessor == null
                        || !Objects.requireNonNull(up.get(told)).contains(newcomer.predecessor),
                "P6: is told what it holds",
                newcomer,
                told.walk());
    }

    /** What came up by that key and phase. */
    Up up(ModelWalk replay) {
        return up.keySet().stream()
                .filter(each -> each.key().equals(replay.key) && each.phase().equals(replay.phase))
                .findFirst()
                .orElseThrow(() -> new AssertionError("is not up: " + replay));
    }

    /** For each key that is up what came up last: the keys, what came up last first. */
    List<String> keysNewestFirst() {
        List<Up> newest = new ArrayList<>(up.keySet());
        Collections.reverse(newest);
        return newest.stream().map(Up::key).distinct().toList();
    }

    boolean quiet() {
        return open().isEmpty();
    }

    /** What has not ended, and who waits to be let in. */
    List<Object> open() {
        List<Object> open = new ArrayList<>(underWay.values());
        waiting.values().forEach(open::addAll);
        open.addAll(joining);
        return open;
    }
}
