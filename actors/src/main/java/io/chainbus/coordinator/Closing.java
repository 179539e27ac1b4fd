package io.chainbus.coordinator;

import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.ledger.Acquisition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a chain closes: what was accepted ends, and then, if asked for, what is up is taken down key by key. */
final class Closing<T> {

    private final String chain;
    private final Dispatcher<?, T> dispatcher;
    private final PhaseSet phases;
    private final Traffic<T> traffic;
    private final List<Consumer<ChainProtocol.Closed>> waiting = new ArrayList<>(1);
    private boolean asked;
    private boolean takeDown;
    /** What was up when all that had been accepted had ended, the newest first; made once. */
    private @Nullable Deque<Acquisition<T>> rest;

    private int released;

    Closing(String chain, Dispatcher<?, T> dispatcher, PhaseSet phases, Traffic<T> traffic) {
        this.chain = chain;
        this.dispatcher = dispatcher;
        this.phases = phases;
        this.traffic = traffic;
    }

    /** Somebody wants the chain closed; of several who do, one that wants all taken down prevails. */
    void ask(CloseMode mode, Consumer<ChainProtocol.Closed> replyTo) {
        asked = true;
        takeDown |= mode == CloseMode.TAKE_DOWN;
        waiting.add(replyTo);
    }

    /** Whether the chain is to be closed and nothing is open, so that the next step can be taken. */
    boolean due() {
        return asked && !dispatcher.busy();
    }

    /**
     * Takes the next step, which is {@link #due}.
     *
     * @return whether the chain is closed now; those who waited have been told
     */
    boolean proceed() {
        if (takeDown && releaseNewest()) {
            return false;
        }
        ChainProtocol.Closed closed =
                new ChainProtocol.Closed(chain, released, dispatcher.ledger().size());
        waiting.forEach(replyTo -> replyTo.accept(closed));
        waiting.clear();
        return true;
    }

    private boolean releaseNewest() {
        Deque<Acquisition<T>> left = rest;
        if (left == null) {
            left = new ArrayDeque<>(dispatcher.ledger().newestFirst());
            rest = left;
        }
        while (!left.isEmpty()) {
            Acquisition<T> newest = left.remove();
            Optional<Phase> release = phases.releaseOf(newest.phase());
            if (release.isPresent()) {
                released++;
                traffic.accept(newest.key(), release.get(), newest.payload(), receipt -> {});
                return true;
            }
        }
        return false;
    }
}
