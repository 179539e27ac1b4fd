package io.chainbus.kernel.injection;

import io.chainbus.kernel.module.Errno;
import java.util.Optional;

/** With which error one subscriber is to fail in one phase, and how often yet. Thread-safe. */
public final class Fault {

    /** How often, for: always. */
    public static final int ALWAYS = -1;

    /** Linux {@code MAX_ERRNO}. */
    private static final int MOST = 4095;

    private int error;
    private int times = ALWAYS;

    Fault() {}

    /** The error as the kernel writes it, negative; 0 for none. */
    public synchronized int error() {
        return error;
    }

    /** Sets the error; what is none is cut to what is, as the kernel does it. */
    public synchronized void error(int value) {
        error = Math.max(-MOST, Math.min(0, value));
    }

    /** How often it is to fail yet, or {@link #ALWAYS}. */
    public synchronized int times() {
        return times;
    }

    public synchronized void times(int value) {
        if (value < ALWAYS) {
            throw new IllegalArgumentException("expected a number of times or " + ALWAYS + " for always: " + value);
        }
        times = value;
    }

    /** The error of this visit, if it is to fail; it counts then. */
    synchronized Optional<Errno> strike() {
        if (error == 0 || times == 0) {
            return Optional.empty();
        }
        if (times != ALWAYS) {
            times--;
        }
        return Optional.of(Errno.returned(error));
    }
}
