package io.chainbus.examples.md;

import java.util.concurrent.Semaphore;

/** A RAID array, as far as a shutdown cares; Linux {@code struct mddev}. Thread-safe. */
final class MdArray {

    private final String name;
    private volatile boolean writing;

    /** The kernel's {@code reconfig_mutex}: whoever changes the array has it. */
    private final Semaphore reconfigMutex = new Semaphore(1);

    private MdArray(String name, boolean running) {
        this.name = name;
        this.writing = running;
    }

    /** An array that runs, and is written to. */
    static MdArray running(String name) {
        return new MdArray(name, true);
    }

    /** An array that was found and not started: it has no personality, so there are no writes to stop. */
    static MdArray inactive(String name) {
        return new MdArray(name, false);
    }

    String name() {
        return name;
    }

    boolean writing() {
        return writing;
    }

    /** Begins a change of the array, {@code mdadm --grow} for one: until {@link #endChange} nobody else gets hold of it. */
    void beginChange() {
        if (!reconfigMutex.tryAcquire()) {
            throw new IllegalStateException(name + " is being changed already");
        }
    }

    void endChange() {
        reconfigMutex.release();
    }

    /**
     * Stops its writes and marks it clean, unless it is being changed: whoever does that may never let go any more, so
     * it is not waited for.
     *
     * @return whether it was free
     */
    boolean tryToQuiesce() {
        if (!reconfigMutex.tryAcquire()) {
            return false;
        }
        writing = false;
        reconfigMutex.release();
        return true;
    }
}
