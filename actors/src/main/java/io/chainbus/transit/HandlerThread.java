package io.chainbus.transit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose handler the present thread is inside of, if any. Set for a whole stop of a train, not for each visit. What a
 * handler has others do, and what it does after it has returned a stage, is outside.
 */
public final class HandlerThread {

    private static final ThreadLocal<Inside> INSIDE = ThreadLocal.withInitial(Inside::new);

    /** A thread's own, for as long as the thread lives: to set and remove the value itself each time costs far more. */
    private static final class Inside {
        private @Nullable SubscriberShell<?> shell;
    }

    private HandlerThread() {}

    /** The present thread calls handlers of that one from now on; gives what is to be {@linkplain #leave restored}. */
    static @Nullable SubscriberShell<?> enter(SubscriberShell<?> shell) {
        Inside inside = INSIDE.get();
        SubscriberShell<?> outer = inside.shell;
        inside.shell = shell;
        return outer;
    }

    static void leave(@Nullable SubscriberShell<?> outer) {
        INSIDE.get().shell = outer;
    }

    /** The subscriber whose handler the present thread is inside of. */
    public static @Nullable SubscriberHandle<?> current() {
        SubscriberShell<?> shell = INSIDE.get().shell;
        return shell == null ? null : shell.handle();
    }

    /**
     * The present thread is inside a handler that takes its own subscriber off its chain (promise P7): no visit of it
     * begins any more from this moment on.
     *
     * @return that subscriber, if nothing of it is at work but this very visit, so that its leave waits for nobody
     */
    public static Optional<SubscriberHandle<?>> resign() {
        SubscriberShell<?> shell = INSIDE.get().shell;
        return shell != null && shell.resign() ? Optional.of(shell.handle()) : Optional.empty();
    }
}
