package io.chainbus.examples.reboot;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;

/**
 * What the reboot chain announces (Linux {@code include/linux/reboot.h}). Nobody holds anything by it, nobody may veto
 * it, and although the system goes down it walks from the highest priority to the lowest: which way a walk goes is the
 * phase's own business and does not follow from what it is about.
 */
public enum RebootPhase implements Phase {
    /** {@code reboot}: {@code kernel_restart_prepare}. */
    SYS_RESTART,
    /** {@code halt}: {@code kernel_shutdown_prepare}. */
    SYS_HALT,
    /** {@code poweroff}: {@code kernel_shutdown_prepare}. */
    SYS_POWER_OFF;

    @Override
    public Role role() {
        return Role.NOTIFY;
    }

    @Override
    public Direction direction() {
        return Direction.DESCENDING;
    }
}
