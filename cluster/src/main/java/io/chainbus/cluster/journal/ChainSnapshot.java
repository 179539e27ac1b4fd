package io.chainbus.cluster.journal;

import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.wire.Declaration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ChainState} in the form in which it is kept, so that the events before it need not be.
 *
 * @param closedEpoch of the last coordinator of a chain of this name that has been closed; 0 where none was
 * @param declaration absent before the first epoch
 * @param members the earliest registered first
 * @param away by seat
 * @param ups in the order in which they came up
 * @param open in the order of acceptance
 */
public record ChainSnapshot(
        long epoch,
        long closedEpoch,
        @Nullable Declaration declaration,
        long version,
        long lastWalk,
        long lastSeat,
        long lastLayout,
        List<Registration> members,
        Map<Long, ChainState.Away> away,
        List<ChainState.Up> ups,
        List<ChainState.Open> open,
        List<Layout> layouts,
        List<Publisher> publishers) {

    /**
     * What is known of a publisher; its walks under way are among the chain's.
     *
     * @param below the least number that it has no receipt for, as far as is known
     * @param results by number of the publish
     */
    public record Publisher(String id, long below, Map<Long, PublisherState.Result> results) {
        public Publisher {
            results = Map.copyOf(results);
        }
    }

    public ChainSnapshot {
        members = List.copyOf(members);
        away = Map.copyOf(away);
        ups = List.copyOf(ups);
        open = List.copyOf(open);
        layouts = List.copyOf(layouts);
        publishers = List.copyOf(publishers);
    }
}
