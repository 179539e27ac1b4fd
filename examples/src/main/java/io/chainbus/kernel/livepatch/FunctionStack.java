package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.ftrace.Hook;
import io.chainbus.kernel.task.Version;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The patches of one function, newest first: it is the newest that runs (Linux {@code struct klp_ops}), except that one
 * which is on its way out is passed over by tasks that enter the function now, since all that are outside have switched.
 *
 * <p>Its own monitor guards it, since functions are entered without livepatch's lock; nothing else is locked while it is
 * held.
 */
final class FunctionStack implements Hook {

    private record Entry(PatchInForce patch, Diversion diversion) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void push(PatchInForce patch, Diversion diversion) {
        entries.push(new Entry(patch, diversion));
    }

    /** Takes the patch out, wherever it is, if it is there. */
    synchronized void remove(PatchInForce patch) {
        entries.removeIf(entry -> entry.patch() == patch);
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public synchronized Version enter(Version original) {
        for (Entry entry : entries) {
            if (!entry.patch().onItsWayOut()) {
                return entry.diversion().of(entry.patch().name(), original);
            }
        }
        return original;
    }
}
