package io.chainbus.torture.account;

import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds what on one chain, line by line, in the simplest way: a hold is of a registration, made when the walk in
 * which it was accepted ends, and of somebody who is told what is up when it accepts. Not thread-safe.
 */
final class ChainHolds {

    /** A registration: an id, and how many there have been of it. */
    private record Stay(String id, int number) {}

    private record Hold(String key, String phase) {}

    /** A walk that has not ended. */
    private static final class Open {
        final Entry.Published entry;
        boolean started;
        final Set<Stay> accepted = new HashSet<>();

        Open(Entry.Published entry) {
            this.entry = entry;
        }
    }

    private Map<String, PhaseRule> phases = Map.of();
    private final Map<String, Integer> stays = new HashMap<>();
    private final Set<String> registered = new HashSet<>();
    private final Set<String> observers = new HashSet<>();
    private final Map<Long, Open> open = new HashMap<>();
    /** What is up, in the order in which it came up, and who holds it. */
    private final Map<Hold, Set<Stay>> up = new LinkedHashMap<>();

    /** What replays were of, for their undo may come after their end. */
    private final Map<Long, Hold> replays = new HashMap<>();

    void accept(Entry entry) {
        if (entry instanceof Entry.ChainDeclared declared) {
            phases = declared.phases();
        } else if (entry instanceof Entry.Registered joined) {
            registered.add(joined.subscriber());
            if (joined.traits().contains(Recorded.Trait.OBSERVER)) {
                observers.add(joined.subscriber());
            } else {
                observers.remove(joined.subscriber());
            }
        } else if (entry instanceof Entry.Unregistered left) {
            registered.remove(left.subscriber());
            ends(left.subscriber());
        } else if (entry instanceof Entry.SubscriberRefused refused) {
            if (!registered.contains(refused.subscriber())) {
                ends(refused.subscriber());
            }
        } else if (entry instanceof Entry.Published published) {
            open.put(published.walk(), new Open(published));
        } else if (entry instanceof Entry.Started started) {
            of(started.walk()).started = true;
        } else if (entry instanceof Entry.Visited visited) {
            visited(visited.turn());
        } else if (entry instanceof Entry.Undone undone) {
            undone(undone.turn());
        } else if (entry instanceof Entry.TurnRefused refused) {
            open.remove(refused.walk());
        } else if (entry instanceof Entry.Ended ended) {
            ended(ended);
        }
    }

    private Open of(long walk) {
        Open one = open.get(walk);
        if (one == null) {
            throw new IllegalStateException("no walk " + walk + " is open");
        }
        return one;
    }

    /** Whoever has that id now, or is about to. */
    private Stay stay(String id) {
        return new Stay(id, stays.getOrDefault(id, 0));
    }

    /** Whoever had that id is gone: the next one is another. */
    private void ends(String id) {
        Stay gone = stay(id);
        up.values().forEach(holders -> holders.remove(gone));
        stays.merge(id, 1, Integer::sum);
    }

    private void visited(Turn turn) {
        Open walk = of(turn.walk());
        PhaseRule rule = phases.get(turn.phase());
        boolean acquires = rule != null && rule.role() == Recorded.Role.ACQUIRE;
        if (walk.entry.cause() == Recorded.Cause.TEARDOWN) {
            Stay leaver = stay(turn.subscriber());
            up.forEach((hold, holders) -> {
                if (hold.key().equals(walk.entry.key())) {
                    holders.remove(leaver);
                }
            });
        } else if (acquires && turn.verdict().accepts()) {
            walk.accepted.add(stay(turn.subscriber()));
            if (walk.entry.cause() == Recorded.Cause.REPLAY) {
                Hold hold = new Hold(walk.entry.key(), walk.entry.phase());
                replays.put(turn.walk(), hold);
                up.getOrDefault(hold, new HashSet<>()).add(stay(turn.subscriber()));
            }
        }
    }

    private void undone(Turn turn) {
        Hold replayed = replays.get(turn.walk());
        if (replayed != null) {
            up.getOrDefault(replayed, new HashSet<>()).remove(stay(turn.subscriber()));
        }
    }

    private void ended(Entry.Ended entry) {
        Open walk = of(entry.walk());
        open.remove(entry.walk());
        PhaseRule rule = phases.get(walk.entry.phase());
        if (rule == null || walk.entry.cause() != Recorded.Cause.PUBLISH) {
            return;
        }
        if (rule.role() == Recorded.Role.RELEASE) {
            up.keySet().removeIf(hold -> hold.key().equals(walk.entry.key()));
        } else if (rule.role() == Recorded.Role.ACQUIRE && entry.outcome() != Recorded.Outcome.VETOED) {
            Hold hold = new Hold(walk.entry.key(), walk.entry.phase());
            walk.accepted.removeIf(holder -> !holder.equals(stay(holder.id())) || !registered.contains(holder.id()));
            up.put(hold, walk.accepted);
        }
    }

    /** What that one holds, and no release under way is about to take from it; what came up first is first. */
    List<String> of(String id) {
        List<Hold> held = new ArrayList<>();
        if (!observers.contains(id)) {
            up.forEach((hold, holders) -> {
                if (holders.contains(stay(id)) && !beingReleased(hold.key())) {
                    held.add(hold);
                }
            });
        }
        return held.stream().map(hold -> hold.phase() + " of " + hold.key()).toList();
    }

    private boolean beingReleased(String key) {
        return open.values().stream().anyMatch(walk -> {
            PhaseRule rule = phases.get(walk.entry.phase());
            return walk.started
                    && walk.entry.cause() == Recorded.Cause.PUBLISH
                    && walk.entry.key().equals(key)
                    && rule != null
                    && rule.role() == Recorded.Role.RELEASE;
        });
    }
}
