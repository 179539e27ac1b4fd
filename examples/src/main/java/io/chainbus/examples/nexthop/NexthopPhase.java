package io.chainbus.examples.nexthop;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.Optional;

/** What a namespace's chain announces of plain nexthops (Linux {@code enum nexthop_event_type} in {@code include/net/nexthop.h}). */
enum NexthopPhase implements Phase {
    /** There is a new nexthop. A device may refuse it, with an error that the user gets. */
    NEXTHOP_EVENT_REPLACE(Role.ACQUIRE, Direction.DESCENDING),
    /** It is about to go. */
    NEXTHOP_EVENT_DEL(Role.RELEASE, Direction.ASCENDING);

    private final Role role;
    private final Direction direction;

    NexthopPhase(Role role, Direction direction) {
        this.role = role;
        this.direction = direction;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public Optional<Phase> undo() {
        return this == NEXTHOP_EVENT_REPLACE ? Optional.of(NEXTHOP_EVENT_DEL) : Optional.empty();
    }
}
