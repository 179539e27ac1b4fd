package io.chainbus.examples.clk;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;

/** The same three as a kernel's notifier chain knows them: numbers that everybody on the chain is told, in one direction. */
enum KernelRatePhase implements Phase {
    PRE_RATE_CHANGE,
    POST_RATE_CHANGE,
    ABORT_RATE_CHANGE;

    @Override
    public Role role() {
        return Role.NOTIFY;
    }

    @Override
    public Direction direction() {
        return Direction.DESCENDING;
    }
}
