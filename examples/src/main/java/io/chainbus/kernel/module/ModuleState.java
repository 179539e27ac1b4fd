package io.chainbus.kernel.module;

import io.chainbus.event.Phase;

/** A module's states (Linux {@code enum module_state}). */
public enum ModuleState {
    UNFORMED("Still setting it up"),
    COMING("Full formed, running module_init"),
    LIVE("Normal state"),
    GOING("Going away");

    private final String description;

    ModuleState(String description) {
        this.description = description;
    }

    /**
     * The state that a phase of a module chain announces: the one of its name, whichever way the phase's walks go.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ModuleState announcedBy(Phase phase) {
        return valueOf(phase.name());
    }

    /** The kernel's constant: {@code MODULE_STATE_LIVE}. */
    public String constant() {
        return "MODULE_STATE_" + name();
    }

    /** As the kernel's livepatch samples print it: {@code [MODULE_STATE_LIVE] Normal state}. */
    public String description() {
        return "[" + constant() + "] " + description;
    }
}
