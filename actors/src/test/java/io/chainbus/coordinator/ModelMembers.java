package io.chainbus.coordinator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is on the {@link ModelChain}, and in which order; who is let in, and who has to wait for somebody to be gone. */
class ModelMembers {

    /** Who is registered, the earliest first. */
    final List<ModelSubscriber> members = new ArrayList<>();

    /** Those who have asked and are not let in yet. */
    final List<ModelSubscriber> joining = new ArrayList<>();

    long version;

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
        ModelSubscriber same = member(newcomer.id);
        if (same != null && same.isFree()) {
            return same.isLike(newcomer) ? "" : "PlaceKept";
        }
        if (same != null || joining.stream().anyMatch(sub -> sub.id.equals(newcomer.id))) {
            return "DuplicateId";
        }
        List<ModelSubscriber> present = new ArrayList<>(members);
        joining.stream().filter(sub -> sub.predecessor == null).forEach(present::add);
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

    @Nullable
    ModelSubscriber member(String id) {
        return members.stream().filter(sub -> sub.id.equals(id)).findFirst().orElse(null);
    }

    /** P3: whether it comes back, and whoever it comes back for is not gone yet. */
    boolean mustWait(ModelSubscriber newcomer) {
        ModelSubscriber same = member(newcomer.id);
        return same != null && same.isLike(newcomer) && !same.isFree();
    }
}
