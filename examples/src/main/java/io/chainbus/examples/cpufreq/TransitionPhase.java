package io.chainbus.examples.cpufreq;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;

/**
 * What the transition chain announces (Linux {@code include/linux/cpufreq.h}), and one more. Nobody may veto a change of
 * frequency: what listeners return is not looked at.
 */
enum TransitionPhase implements Phase {
    /** {@code CPUFREQ_PRECHANGE}: the frequency is about to change. Who accepts prepares, and is owed an end. */
    PRECHANGE(Role.ACQUIRE, Direction.DESCENDING),
    /** {@code CPUFREQ_POSTCHANGE}: it has changed. */
    POSTCHANGE(Role.RELEASE, Direction.DESCENDING),
    /** Not in the kernel: it has not changed. To those who prepared, the last of them first. */
    ABORTCHANGE(Role.RELEASE, Direction.ASCENDING);

    private final Role role;
    private final Direction direction;

    TransitionPhase(Role role, Direction direction) {
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
    public boolean vetoable() {
        return false;
    }
}
