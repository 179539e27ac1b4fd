package io.chainbus.kernel.module;

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

    /** As the kernel's livepatch samples print it: {@code [MODULE_STATE_LIVE] Normal state}. */
    public String description() {
        return "[MODULE_STATE_" + name() + "] " + description;
    }
}
