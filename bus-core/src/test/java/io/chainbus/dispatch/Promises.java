package io.chainbus.dispatch;

import static io.chainbus.dispatch.Agreement.same;

import io.chainbus.chain.Member;
import io.chainbus.event.Direction;
import io.chainbus.event.Role;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the promises P1 to P5 and P8 hold, by nothing but what it sees happen: no prediction, and no knowledge of how
 * whose turn it is comes about. So a mistake that bus and model had in common would still be seen.
 */
final class Promises {

    private final Set<Member<String>> gone = new HashSet<>();
    private final Map<String, Long> underWay = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, Set<Member<String>>> holders = new HashMap<>();
    private final Map<Long, Passage> passages = new HashMap<>();

    /** What has been seen of one walk. */
    private static final class Passage {
        final Set<Member<String>> holdersAtDeparture = new HashSet<>();
        final List<Member<String>> forward = new ArrayList<>();
        final List<Member<String>> undo = new ArrayList<>();
        boolean atWork;
    }

    void left(Member<String> member) {
        gone.add(member);
        holders.values().forEach(holding -> holding.remove(member));
    }

    void started(Walk<String> walk) {
        same("P5: under way at the start", walk, underWay.getOrDefault(walk.key(), 0L), 0L);
        underWay.put(walk.key(), walk.id());
        same("P5: comes later", walk, latest.getOrDefault(walk.key(), 0L) < walk.id(), true);
        latest.put(walk.key(), walk.id());
        Passage passage = new Passage();
        passage.holdersAtDeparture.addAll(holders.getOrDefault(walk.key(), Set.of()));
        passages.put(walk.id(), passage);
    }

    void begun(Walk<String> walk, Member<String> member) {
        same("P7: has left before it is visited", member, gone.contains(member), false);
        Passage passage = passage(walk);
        same("P2: overlap", walk, passage.atWork, false);
        same("P5: under way", walk, underWay.getOrDefault(walk.key(), 0L), walk.id());
        passage.atWork = true;
        met(walk, member);
    }

    void answered(Walk<String> walk) {
        passage(walk).atWork = false;
    }

    void passedBy(Walk<String> walk, Member<String> member) {
        same("P8: has left, since it is passed by", member, gone.contains(member), true);
        met(walk, member);
    }

    private void met(Walk<String> walk, Member<String> member) {
        List<Member<String>> met = walk.undoing() ? passage(walk).undo : passage(walk).forward;
        same("P8: met twice", member, met.contains(member), false);
        met.add(member);
    }

    private Passage passage(Walk<String> walk) {
        Passage passage = passages.get(walk.id());
        if (passage == null) {
            throw new AssertionError(walk + " never started");
        }
        return passage;
    }

    void ended(Walk<String> walk, Holding holding) {
        same("P5: under way at the end", walk, underWay.getOrDefault(walk.key(), 0L), walk.id());
        underWay.remove(walk.key());
        Passage passage = passage(walk);
        Receipt<String> receipt = walk.receipt();
        inOrder(walk, passage.forward);
        gotAsFarAsItHad(walk, passage, receipt);
        if (walk.phase().role() == Role.RELEASE) {
            if (holding == Holding.ACCEPTED) {
                mirror(walk, passage);
            }
            holders.remove(walk.key());
        } else if (walk.phase().role() == Role.ACQUIRE) {
            acquired(walk, passage, receipt);
        }
    }

    /** P1: as the route says, either way. */
    private static void inOrder(Walk<String> walk, List<Member<String>> met) {
        List<Member<String>> expected = new ArrayList<>();
        walk.route().forEach(member -> {
            if (met.contains(member)) {
                expected.add(met.get(met.indexOf(member)));
            }
        });
        if (walk.phase().direction() == Direction.ASCENDING) {
            Collections.reverse(expected);
        }
        same("P1: order", walk, met, expected);
    }

    /** P8: exactly once, unless it ended before. */
    private static void gotAsFarAsItHad(Walk<String> walk, Passage passage, Receipt<String> receipt) {
        if (receipt.outcome() instanceof Outcome.Completed && walk.phase().role() != Role.RELEASE) {
            same("P8: visits", walk, passage.forward.size(), walk.route().size());
        }
    }

    /** P3: all who held the key when the walk departed, and observers, but nobody else. */
    private static void mirror(Walk<String> walk, Passage passage) {
        List<Member<String>> visited = new ArrayList<>(passage.forward);
        same("P3: visits all holders", walk, visited.containsAll(passage.holdersAtDeparture), true);
        visited.removeAll(passage.holdersAtDeparture);
        visited.removeIf(Member::observer);
        same("P3: visits others too", walk, visited, List.of());
    }

    private void acquired(Walk<String> walk, Passage passage, Receipt<String> receipt) {
        List<Member<String>> accepted = new ArrayList<>();
        for (VisitRecord visit : receipt.visits()) {
            for (Member<String> member : passage.forward) {
                if (visit.result().accepts() && visit.subscriber().equals(member.id())) {
                    accepted.add(member);
                }
            }
        }
        if (receipt.outcome() instanceof Outcome.Vetoed) {
            Collections.reverse(accepted);
            same("P4: undo", walk, passage.undo, accepted);
        } else {
            same("P4: undo", walk, passage.undo, List.of());
            accepted.removeAll(gone);
            holders.computeIfAbsent(walk.key(), key -> new HashSet<>()).addAll(accepted);
        }
    }
}
