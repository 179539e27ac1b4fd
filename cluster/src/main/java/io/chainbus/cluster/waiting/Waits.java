package io.chainbus.cluster.waiting;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.chainbus.cluster.wire.ToArbiter;
import io.chainbus.cluster.wire.WaiterCommand;
import io.chainbus.cluster.wire.Waiting;
import io.chainbus.coordinator.Promised;
import io.chainbus.transit.HandlerThread;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one node that wait through their visit for something of a chain of the cluster (promise P12). A wait begins
 * at once; should it close a circle, it fails as soon as the {@link Arbiter} has found that out. Thread-safe.
 */
public final class Waits {

    private final ActorRef<WaiterCommand> waiter;
    private final AtomicLong last = new AtomicLong();

    /** A chain as it is open on one node: what subscribers' handles know theirs by. */
    public interface Party {

        /** Where the waits of its handlers are known. */
        Waits waits();
    }

    private Waits(ActorRef<WaiterCommand> waiter) {
        this.waiter = waiter;
    }

    /**
     * Those of a node; nobody waits yet.
     *
     * @param node its uid
     * @param again how often the arbiter is told again who waits
     */
    public static Waits of(ActorSystem<?> system, long node, ActorRef<ToArbiter> arbiter, Duration again) {
        return new Waits(system.systemActorOf(
                Waiter.create(node, arbiter, again),
                "chainbus-waiter",
                DispatcherSelector.fromConfig("chainbus.dispatcher")));
    }

    /**
     * A handler waits.
     *
     * @param awaits what it waits for; {@code stage} is that, or comes of it
     * @return a stage that goes as {@code stage} does, or fails with {@link io.chainbus.waiting.CircularWaitException}
     */
    public <V> CompletionStage<V> await(
            Visit<?> visit, String subscriber, Awaited awaited, CompletableFuture<?> awaits, CompletionStage<V> stage) {
        CompletableFuture<V> given = given(stage);
        begin(visit, subscriber, awaited, awaits, given, null);
        return given;
    }

    /**
     * Like {@link #await}, for what has to be found out first: its coordinator says what has to end before.
     *
     * @param needs asks; it is asked again while the handler waits, since it may come to be more
     */
    public <V> CompletionStage<V> awaitFound(
            Visit<?> visit,
            String subscriber,
            Supplier<CompletionStage<Awaited>> needs,
            CompletableFuture<?> awaits,
            CompletionStage<V> stage) {
        CompletableFuture<V> given = given(stage);
        // Where that is never answered nothing is refused.
        CompletionStage<?> unused =
                needs.get().thenAccept(awaited -> begin(visit, subscriber, awaited, awaits, given, needs));
        return given;
    }

    private static <V> CompletableFuture<V> given(CompletionStage<V> stage) {
        CompletableFuture<V> given = new CompletableFuture<>();
        CompletionStage<?> unused = stage.whenComplete((value, failure) -> Promised.end(given, value, failure));
        return given;
    }

    private void begin(
            Visit<?> visit,
            String subscriber,
            Awaited awaited,
            CompletableFuture<?> awaits,
            CompletableFuture<?> given,
            @Nullable Supplier<CompletionStage<Awaited>> needs) {
        if (awaits.isDone()) {
            return;
        }
        long number = last.incrementAndGet();
        waiter.tell(new Waiter.Begin(Waiting.of(number, visit, subscriber, awaited), awaits, given, needs));
        CompletionStage<?> unused = awaits.whenComplete((value, failure) -> waiter.tell(new Waiter.End(number)));
    }

    /** The handlers of that subscriber, which was on this node, will not answer any more. */
    public void gone(String chain, String subscriber) {
        waiter.tell(new Waiter.Gone(chain, subscriber));
    }

    /** The subscriber of a chain of the cluster, and of this node, whose handler the present thread is inside of. */
    public @Nullable SubscriberHandle<?> inside() {
        SubscriberHandle<?> handle = HandlerThread.current();
        return handle != null && handle.chain() instanceof Party party && party.waits() == this ? handle : null;
    }
}
