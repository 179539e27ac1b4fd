package io.chainbus.chain;

import io.chainbus.chain.RegistrationRefusal.BandTaken;
import io.chainbus.chain.RegistrationRefusal.DuplicateId;
import io.chainbus.chain.RegistrationRefusal.PriorityTaken;
import java.util.ArrayList;
import java.util.List;

/**
 * The simplest possible chain: a list of who is registered, and promise P1's sentence, word by word, each time the
 * order is asked for. It shares no code with the real one, and is only fit for a handful of members.
 */
final class NaiveChain {

    /** Larger than any cycle can be. */
    private static final int NONE = 1000;

    /** Who is registered, the earliest first. */
    private final List<Candidate<String>> registered = new ArrayList<>();

    void add(Candidate<String> candidate) {
        registered.add(candidate);
    }

    void remove(String id) {
        registered.removeIf(member -> member.id().equals(id));
    }

    boolean isRegistered(String id) {
        return registered.stream().anyMatch(member -> member.id().equals(id));
    }

    List<String> ids() {
        return registered.stream().map(Candidate::id).toList();
    }

    Position position(String id) {
        return registered.stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow()
                .position();
    }

    List<String> order() {
        List<Candidate<String>> unplaced = new ArrayList<>(registered);
        List<String> order = new ArrayList<>();
        while (!unplaced.isEmpty()) {
            Candidate<String> next = next(unplaced);
            unplaced.remove(next);
            order.add(next.id());
        }
        return order;
    }

    /** Of those whose predecessors are placed, the highest effective priority; among equals the earliest registered. */
    private Candidate<String> next(List<Candidate<String>> unplaced) {
        List<Candidate<String>> available = unplaced.stream()
                .filter(member -> unplaced.stream().noneMatch(other -> mustPrecede(other, member)))
                .toList();
        Candidate<String> best = available.get(0);
        for (Candidate<String> member : available) {
            if (effectivePriority(member) > effectivePriority(best)) {
                best = member;
            }
        }
        return best;
    }

    /** The highest of one's own and of those that one must precede by one's own {@code before}, transitively. */
    private int effectivePriority(Candidate<String> member) {
        int highest = member.position().priority();
        for (Candidate<String> other : registered) {
            if (member.position().before().contains(other.id())) {
                highest = Math.max(highest, effectivePriority(other));
            }
        }
        return highest;
    }

    private static boolean mustPrecede(Candidate<String> earlier, Candidate<String> later) {
        return earlier.position().before().contains(later.id())
                || later.position().after().contains(earlier.id())
                || earlier.position().anchor().compareTo(later.position().anchor()) < 0;
    }

    /** All refusals that the candidate deserves, cycles left out, in their order. */
    List<RegistrationRefusal> refusals(Candidate<String> candidate) {
        List<RegistrationRefusal> refusals = new ArrayList<>();
        String id = candidate.id();
        Position position = candidate.position();
        if (isRegistered(id)) {
            refusals.add(new DuplicateId(id));
        }
        List<String> unordered = new ArrayList<>();
        for (Candidate<String> member : registered) {
            Position other = member.position();
            if (other.anchor() != position.anchor()) {
                continue;
            }
            if (other.priority() == position.priority() && (other.unique() || position.unique())) {
                refusals.add(new PriorityTaken(id, position.priority(), member.id()));
            }
            if (!mustPrecede(member, candidate) && !mustPrecede(candidate, member)) {
                unordered.add(member.id());
            }
        }
        if (position.anchor() != Anchor.NONE && !unordered.isEmpty()) {
            refusals.add(new BandTaken(id, position.anchor(), unordered));
        }
        return refusals;
    }

    /** The length of the shortest cycle through the candidate, or 0 if there is none: Floyd and Warshall. */
    int shortestCycle(Candidate<String> candidate) {
        List<Candidate<String>> all = new ArrayList<>(registered);
        all.add(candidate);
        int n = all.size();
        int[][] distance = new int[n][n];
        for (int from = 0; from < n; from++) {
            for (int to = 0; to < n; to++) {
                distance[from][to] = mustPrecede(all.get(from), all.get(to)) ? 1 : NONE;
            }
        }
        for (int via = 0; via < n; via++) {
            for (int from = 0; from < n; from++) {
                for (int to = 0; to < n; to++) {
                    distance[from][to] = Math.min(distance[from][to], distance[from][via] + distance[via][to]);
                }
            }
        }
        return distance[n - 1][n - 1] >= NONE ? 0 : distance[n - 1][n - 1];
    }
}
