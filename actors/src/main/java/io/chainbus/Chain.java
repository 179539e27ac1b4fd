package io.chainbus;

import akka.actor.typed.ActorRef;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Receipt;
import java.util.concurrent.CompletionStage;

/**
 * A named, ordered set of subscribers, and the way to publish to them.
 *
 * <pre>
 *              DESCENDING: COMING, LIVE                        publish(COMING, ext4)
 *         ─────────────────────────────────►
 *   ┌────────┐   ┌───────────┐   ┌──────────┐                  1 ftrace      ok
 *   │ ftrace │◄─►│ livepatch │◄─►│ auditing │                  2 livepatch   ok
 *   └────────┘   └───────────┘   └──────────┘                  3 auditing    ok
 *     FIRST        after ftrace    priority 0
 *         ◄─────────────────────────────────                   publish(GOING, ext4)
 *              ASCENDING: GOING                                1 auditing, 2 livepatch, 3 ftrace
 * </pre>
 *
 * <p>Visits of one walk never overlap; walks of one key never do either, and take their turns in the order of
 * acceptance; walks of different keys may overlap. Stages returned from here are completed on the actor system's default
 * dispatcher. When the chain stops before it could answer they fail with {@link
 * io.chainbus.coordinator.ChainStoppedException}.
 *
 * <p>Not promised: any order between walks of different keys; that stages of one caller are completed in the order of
 * its calls.
 *
 * <p>Thread-safe.
 *
 * @param <T> the payload
 */
public interface Chain<T> {

    /** Unique among the chains of an actor system, or of a cluster. */
    String name();

    /**
     * Publishes an event. Events of one key that one thread publishes are accepted in that order.
     *
     * @return its one receipt, which says how it ended; refusals and vetoes are receipts too, not exceptions
     * @throws IllegalArgumentException when the phase is not one of the chain's, or the payload has no key
     */
    CompletionStage<Receipt<T>> publish(Phase phase, T payload);

    /**
     * Registers a subscriber; every acquire or notify walk accepted after the acknowledgement has it in its route. One that
     * is durable and was away is back by that, and the acknowledgement says what it holds.
     */
    CompletionStage<ChainProtocol.RegisterReply> register(Subscriber<T> subscriber);

    /**
     * Takes a subscriber off the chain. Visits that have not begun are skipped; the acknowledgement comes when those
     * that have begun are over, or are past their deadline.
     */
    default CompletionStage<ChainProtocol.UnregisterReply> unregister(String id) {
        return unregister(id, LeaveMode.AT_ONCE);
    }

    /**
     * Takes a subscriber off the chain; with {@link LeaveMode#TEARDOWN} it is told first to let go of what it holds. If
     * one of those visits hangs past its deadline, the acknowledgement comes at once, with {@code stillRunning}, and the
     * rest is not told. With {@link LeaveMode#FOR_A_WHILE} one that is durable goes away and keeps its place.
     */
    CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode);

    /**
     * The walk that such an event would take if its turn came now, and why each subscriber stands where it does. Nobody is
     * visited and nothing changes. Walks under way or waiting are not foreseen.
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's, or the payload has no key
     */
    CompletionStage<Explanation> explain(Phase phase, T payload);

    /**
     * The same for who has the key and no payload; and to compare with other settings and other constraints:
     *
     * <pre>{@code
     * chain.dryRun("ext4", GOING).thenApply(going ->
     *         Difference.between(going.explain(), going.under(Holding.CURRENT).explain()).lines());
     * }</pre>
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's
     */
    CompletionStage<DryRun> dryRun(String key, Phase phase);

    /** The chain as it is now: who is on it, in which order and why, what each holds, what is up, and counters. */
    CompletionStage<ChainView<T>> view();

    /**
     * Closes the chain (promise P10): from now on it takes no more events and no more subscribers; what was accepted
     * ends, and with {@link CloseMode#TAKE_DOWN} what is up is released then.
     */
    CompletionStage<ChainProtocol.Closed> close(CloseMode mode);

    /** For actors, which use the coordinator's protocol and are answered by message. */
    ActorRef<ChainProtocol.Command<T>> ref();
}
