package io.chainbus.examples.clk;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.Optional;

/**
 * What a clock's chain announces (Linux {@code include/linux/clk.h}), declared as what it is: who accepts PRE holds
 * something, which POST and ABORT end.
 */
enum RatePhase implements Phase {
    /** The rate is about to change: prepare, or refuse. */
    PRE_RATE_CHANGE(Role.ACQUIRE, Direction.DESCENDING),
    /** It has changed: to those who prepared. */
    POST_RATE_CHANGE(Role.RELEASE, Direction.DESCENDING),
    /** It will not change: to those who prepared, the last of them first. */
    ABORT_RATE_CHANGE(Role.RELEASE, Direction.ASCENDING);

    private final Role role;
    private final Direction direction;

    RatePhase(Role role, Direction direction) {
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
        return this == PRE_RATE_CHANGE ? Optional.of(ABORT_RATE_CHANGE) : Optional.empty();
    }
}
