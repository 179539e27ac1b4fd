package io.chainbus.load.drive;

import io.chainbus.load.plan.Mix;

/**
 * What is published. It carries along what its receipt is measured by, so that a receipt needs no look-up, and nothing is
 * allocated for it but this.
 *
 * @param vetoer the number of the subscriber that is to veto it, or {@link #NOBODY}
 * @param intended when it was meant to start, as {@link System#nanoTime} tells the time
 */
record Event(String key, Mix.Step step, int vetoer, long intended) {

    static final int NOBODY = -1;
}
