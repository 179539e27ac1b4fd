package io.chainbus.transit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose handler the present thread is inside of, if any. Set for a whole stop of a train, not for each visit. What a
 * handler has others do, and what it does after it has returned a stage, is outside.
 */
public final class HandlerThread {

    private static final ThreadLocal<@Nullable SubscriberShell<?>> INSIDE = new ThreadLocal<>();

    private HandlerThread() {}

    /** The present thread calls handlers of that one from now on; gives what is to be {@linkplain #leave restored}. */
    static @Nullable SubscriberShell<?> enter(SubscriberShell<?> shell) {
        SubscriberShell<?> outer = INSIDE.get();
        INSIDE.set(shell);
        return outer;
    }

    static void leave(@Nullable SubscriberShell<?> outer) {
        if (outer == null) {
            INSIDE.remove();
        } else {
            INSIDE.set(outer);
        }
    }

    /** The subscriber whose handler the present thread is inside of. */
    public static @Nullable SubscriberHandle<?> current() {
        SubscriberShell<?> shell = INSIDE.get();
        return shell == null ? null : shell.handle();
    }

    /**
     * The present thread is inside a handler that takes its own subscriber off its chain (promise P7): no visit of it
     * begins any more from this moment on.
     *
     * @return that subscriber, if nothing of it is at work but this very visit, so that its leave waits for nobody
     */
    public static Optional<SubscriberHandle<?>> resign() {
        SubscriberShell<?> shell = INSIDE.get();
        return shell != null && shell.resign() ? Optional.of(shell.handle()) : Optional.empty();
    }
}
