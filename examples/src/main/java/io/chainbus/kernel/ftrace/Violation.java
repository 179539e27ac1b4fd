package io.chainbus.kernel.ftrace;

/**
 * A breach of the order between ftrace and those who use it, as ftrace itself has seen it. In a kernel each is a use
 * after free or a hook on memory that nobody has checked.
 *
 * @param object the module, or {@code vmlinux}
 */
public record Violation(Kind kind, String object, String function) {

    /** What has happened. */
    public enum Kind {
        /** The record was released while a hook was attached to it. */
        RELEASED_WITH_HOOK,
        /** The record was disabled while a hook was attached to it. */
        DISABLED_WITH_HOOK,
        /** A hook was taken off a record that was no longer there. */
        DETACHED_AFTER_RELEASE
    }

    /** The log line. */
    public String message() {
        String where = "'" + function + "' of '" + object + "'";
        return "ftrace: ORDER VIOLATION: "
                + switch (kind) {
                    case RELEASED_WITH_HOOK -> "record of " + where + " released with a hook on it (use after free)";
                    case DISABLED_WITH_HOOK -> "record of " + where + " disabled with a hook on it";
                    case DETACHED_AFTER_RELEASE ->
                        "hook on " + where + " taken off after its record was released (use after free)";
                };
    }
}
