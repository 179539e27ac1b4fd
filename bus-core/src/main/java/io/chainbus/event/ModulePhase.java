package io.chainbus.event;

import java.util.Optional;

/**
 * The states that a kernel's module loader announces (Linux 6.x, {@code enum module_state} in
 * {@code include/linux/module.h}), as phases.
 */
public enum ModulePhase implements Phase {
    /** The module's memory is laid out. Only set-up of tracing cares; nobody may veto. */
    UNFORMED(Role.ACQUIRE, Direction.DESCENDING, false),
    /** The module is complete and about to be initialised. May be vetoed, and is then undone by {@link #GOING}. */
    COMING(Role.ACQUIRE, Direction.DESCENDING, true),
    /** The module's init has run. */
    LIVE(Role.NOTIFY, Direction.DESCENDING, false),
    /** The module goes away: its holders let go, in the mirror order. */
    GOING(Role.RELEASE, Direction.ASCENDING, false);

    private final Role role;
    private final Direction direction;
    private final boolean vetoable;

    ModulePhase(Role role, Direction direction, boolean vetoable) {
        this.role = role;
        this.direction = direction;
        this.vetoable = vetoable;
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
        return vetoable;
    }

    @Override
    public Optional<Phase> undo() {
        return this == COMING ? Optional.of(GOING) : Optional.empty();
    }
}
