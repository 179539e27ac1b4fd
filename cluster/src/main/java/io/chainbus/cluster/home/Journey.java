package io.chainbus.cluster.home;

import io.chainbus.chain.Route;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.walk.Walk;
import org.jspecify.annotations.Nullable;

/** A walk under way, and the segment that an agent has been asked to walk. */
final class Journey {

    final Walk<Payload> walk;
    final Route<HomeSeat> route;
    /** The number of its layout; 0 where it visits one subscriber alone. */
    final long layout;

    /** What an agent is at; absent while it is nobody's turn. */
    @Nullable
    Segment at;

    /** Known to have been vetoed, by whoever was coordinated before: nobody is visited any more who was not then. */
    @Nullable
    Undoing doomed;

    /** When it is to be asked again, by {@link System#nanoTime()}; and how long to wait then. */
    long askAgain;

    long patience;

    Journey(Walk<Payload> walk, Route<HomeSeat> route, long layout) {
        this.walk = walk;
        this.route = route;
        this.layout = layout;
    }
}
