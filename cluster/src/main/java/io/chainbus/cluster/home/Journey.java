package io.chainbus.cluster.home;

import io.chainbus.chain.Route;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk under way, and the segment that an agent has been asked to walk. */
final class Journey {

    final Walk<Payload> walk;
    final Route<HomeSeat> route;
    /** The number of its layout; 0 where it visits one subscriber alone. */
    final long layout;

    /** Whether it had begun before this coordinator did: places further on may have been visited. */
    final boolean restored;

    /**
     * Places that could not be asked what they had said, and whose policies would end the walk: whether they had let it
     * pass is what those further on are asked first. In the order of the walk.
     */
    final List<Integer> deferred = new ArrayList<>(0);

    /** What an agent is at; absent while it is nobody's turn. */
    @Nullable
    Segment at;

    /** Known to have been vetoed, by whoever was coordinated before: nobody is visited any more who was not then. */
    @Nullable
    Undoing doomed;

    /** The message that its segment was asked for with; absent while that is held back. */
    Outbox.@Nullable Load load;

    /** Those that know what the walk is about. */
    private final List<AgentId> knowing = new ArrayList<>(3);

    /** When it is to be asked again, by {@link System#nanoTime()}; and how long to wait then. */
    long askAgain;

    long patience;

    /** One that begins now. */
    Journey(Walk<Payload> walk, Route<HomeSeat> route, long layout) {
        this(walk, route, layout, false);
    }

    private Journey(Walk<Payload> walk, Route<HomeSeat> route, long layout, boolean restored) {
        this.walk = walk;
        this.route = route;
        this.layout = layout;
        this.restored = restored;
    }

    /** One that a coordinator before had let leave. */
    static Journey restored(Walk<Payload> walk, Route<HomeSeat> route, long layout) {
        return new Journey(walk, route, layout, true);
    }

    /** Whether nobody is visited any more who has not been: those that it comes to say what they remember. */
    boolean recallOnly() {
        return doomed != null || !deferred.isEmpty();
    }

    /** Whether that agent can be asked without being told what the walk is about. */
    boolean knows(AgentId agent) {
        return knowing.contains(agent);
    }

    /** That agent has answered, and remembers the walk until it has ended. */
    void known(AgentId agent) {
        if (!recallOnly() && !knowing.contains(agent)) {
            knowing.add(agent);
        }
    }

    /** Nobody is trusted to know. */
    void tellAnew() {
        knowing.clear();
    }
}
