package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublishId;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.ledger.Acquisition;
import io.chainbus.recording.Recorder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a chain closes: what was accepted ends, and then, if asked for, what is up is taken down key by key. */
final class ClosingDown {

    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final PhaseSet phases;
    private final Departures departures;
    private final Scribe scribe;
    private final Recorder recorder;
    /** Who waits, and by what number each knows its question. */
    private final Map<ActorRef<ToAgent>, Long> waiting = new LinkedHashMap<>();

    private boolean asked;
    private boolean takeDown;
    private boolean over;
    /** What was up when all that had been accepted had ended, the newest first; made once. */
    private @Nullable Deque<Acquisition<Payload>> rest;

    private int released;

    ClosingDown(
            Dispatcher<HomeSeat, Payload> dispatcher,
            PhaseSet phases,
            Departures departures,
            Scribe scribe,
            Recorder recorder) {
        this.dispatcher = dispatcher;
        this.phases = phases;
        this.departures = departures;
        this.scribe = scribe;
        this.recorder = recorder;
    }

    boolean asked() {
        return asked;
    }

    /** Somebody wants the chain closed; of several who do, one that wants all taken down prevails. */
    void ask(CloseMode mode, ActorRef<ToAgent> replyTo, long ask) {
        asked = true;
        takeDown |= mode == CloseMode.TAKE_DOWN;
        waiting.put(replyTo, ask);
    }

    /**
     * Takes the next step, if it is time.
     *
     * @param closed what is to be done when the chain is closed and that is written
     * @return whether there is anything to let depart by that
     */
    boolean proceed(Runnable closed) {
        if (!asked || over || dispatcher.busy()) {
            return false;
        }
        if (takeDown && releaseNewest()) {
            return true;
        }
        over = true;
        int up = dispatcher.ledger().size();
        scribe.write(new ChainEvent.ChainClosed(), () -> {
            recorder.flush();
            waiting.forEach((replyTo, ask) -> replyTo.tell(new ToAgent.Closed(ask, released, up, recorder.clock())));
            closed.run();
        });
        return false;
    }

    private boolean releaseNewest() {
        Deque<Acquisition<Payload>> left = rest;
        if (left == null) {
            left = new ArrayDeque<>(dispatcher.ledger().newestFirst());
            rest = left;
        }
        while (!left.isEmpty()) {
            Acquisition<Payload> newest = left.remove();
            Optional<Phase> release = phases.releaseOf(newest.phase());
            if (release.isPresent()) {
                released++;
                departures.accept(PublishId.byChain(), newest.key(), release.get(), newest.payload());
                return true;
            }
        }
        return false;
    }
}
