package io.chainbus.kernel.task;

/** Where functions are entered: the place at which a call can be led to other code. */
@FunctionalInterface
public interface CallSites {

    /** What a call that enters the function now is to run: the original, or what has been put in its place. */
    Version enter(Site site, Version original);
}
