package io.chainbus.examples.cpufreq;

/** What listeners are told when the hardware has not done what they were told it would. */
enum OnFailure {
    /** That it has, and then that it changes back: {@code cpufreq_notify_post_transition}. */
    OPPOSITE_TRANSITION,
    /** That it has not. */
    ABORT
}
