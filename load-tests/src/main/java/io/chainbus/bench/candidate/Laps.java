package io.chainbus.bench.candidate;

/** Takes down how long single events took. */
@FunctionalInterface
public interface Laps {

    /** One took so long; whether another is wanted. */
    boolean took(long nanos);
}
