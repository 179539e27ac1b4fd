package io.chainbus.coordinator;

import io.chainbus.coordinator.ModelSubscriber.Up;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The simplest possible chain: who is on it, what is up, who holds it and whose turn it is, in lists, and DESIGN's words
 * one by one each time they are needed. It shares no code with the real one. What happens it is told by {@link
 * ModelWitness}; where DESIGN leaves open when something happens, it takes the real one's word and checks that it could.
 */
final class ModelChain {

    private final Holding holding;
    /** Who is registered, the earliest first. */
    final List<ModelSubscriber> members = new ArrayList<>();

    final List<ModelSubscriber> joining = new ArrayList<>();
    /** For each key: those accepted and not started, in the order of acceptance. */
    private final Map<String, List<ModelWalk>> waiting = new HashMap<>();
    /** For each key: the walk that is under way. */
    private final Map<String, ModelWalk> underWay = new HashMap<>();

    /** What is up, in the order in which it came up, and who holds it. */
    final Map<Up, Set<ModelSubscriber>> up = new LinkedHashMap<>();

    long version;

    ModelChain(Holding holding) {
        this.holding = holding;
    }

    static void check(boolean holds, String what, Object... of) {
        if (!holds) {
            throw new AssertionError(what + " " + List.of(of));
        }
    }

    // Membership.

    /** P1: of those whose predecessors are placed the highest priority, among equals the earliest registered. */
    List<ModelSubscriber> order() {
        List<ModelSubscriber> unplaced = new ArrayList<>(members);
        List<ModelSubscriber> order = new ArrayList<>();
        while (!unplaced.isEmpty()) {
            ModelSubscriber best = null;
            for (ModelSubscriber sub : unplaced) {
                boolean waits = unplaced.stream().anyMatch(other -> precedes(other, sub));
                if (!waits && (best == null || sub.priority > best.priority)) {
                    best = sub;
                }
            }
            unplaced.remove(best);
            order.add(best);
        }
        return order;
    }

    private static boolean precedes(ModelSubscriber earlier, ModelSubscriber later) {
        return later.after.contains(earlier.id) || (earlier.first && !later.first);
    }

    private static boolean ordered(ModelSubscriber one, ModelSubscriber other) {
        return precedes(one, other) || precedes(other, one);
    }

    /** P11: the name of the refusal that it deserves, or an empty string. */
    String refusal(ModelSubscriber newcomer) {
        List<ModelSubscriber> present = new ArrayList<>(members);
        present.addAll(joining);
        if (present.stream().anyMatch(sub -> sub.id.equals(newcomer.id))) {
            return "DuplicateId";
        }
        if (newcomer.first && present.stream().anyMatch(sub -> sub.first && !ordered(sub, newcomer))) {
            return "BandTaken";
        }
        Set<ModelSubscriber> before = new LinkedHashSet<>();
        before.add(newcomer);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (ModelSubscriber sub : present) {
                if (!before.contains(sub) && before.stream().anyMatch(other -> precedes(sub, other))) {
                    before.add(sub);
                    grows = true;
                }
            }
        }
        before.remove(newcomer);
        boolean circle =
                newcomer.after.contains(newcomer.id) || before.stream().anyMatch(sub -> precedes(newcomer, sub));
        return circle ? "Cycle" : "";
    }

    void asks(ModelSubscriber newcomer) {
        joining.add(newcomer);
        newcomer.oldest.addAll(up.keySet());
        newcomer.oldest.sort((a, b) -> Long.compare(a.walk().number, b.walk().number));
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

    void left(ModelSubscriber sub) {
        members.remove(sub);
        up.values().forEach(holders -> holders.remove(sub));
        version++;
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
        if (newcomer.died) {
            return;
        }
        for (Up each : up.keySet()) {
            boolean since = !newcomer.oldest.contains(each) && !newcomer.told.contains(each);
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
            Set<ModelSubscriber> holders = new LinkedHashSet<>(walk.accepted);
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
        Up told = up.keySet().stream()
                .filter(each -> each.key().equals(replay.key) && each.phase().equals(replay.phase))
                .findFirst()
                .orElseThrow(() -> new AssertionError("P6: is told what is not up: " + replay));
        check(newcomer.told.add(told), "P6: is told twice", newcomer, told.walk());
        int index = newcomer.oldest.indexOf(told);
        check(index <= 0, "P6: is told before what is older", newcomer, told.walk(), newcomer.oldest);
        newcomer.oldest.remove(told);
    }

    /** For each key that is up what came up last: the keys, the newest first. */
    List<String> keysNewestFirst() {
        return up.keySet().stream()
                .sorted(Comparator.comparingLong((Up each) -> each.walk().number)
                        .reversed())
                .map(Up::key)
                .distinct()
                .toList();
    }

    boolean quiet() {
        return underWay.isEmpty() && waiting.values().stream().allMatch(List::isEmpty) && joining.isEmpty();
    }
}
