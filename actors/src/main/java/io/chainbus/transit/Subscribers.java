package io.chainbus.transit;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import io.chainbus.subscriber.Subscriber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes the actors of a chain's subscribers. The coordinator's, and single-threaded. */
public final class Subscribers<T> {

    private final Object chain;
    private final Rail<T> rail;
    private final Duration defaultDeadline;
    private final Consumer<Farewell<T>> coordinator;
    private long started;

    /**
     * Starts with none.
     *
     * @param chain whatever the chain is known by
     * @param coordinator hears when a subscriber's actor is gone; called on that actor's thread
     */
    public Subscribers(Object chain, Rail<T> rail, Duration defaultDeadline, Consumer<Farewell<T>> coordinator) {
        this.chain = chain;
        this.rail = rail;
        this.defaultDeadline = defaultDeadline;
        this.coordinator = coordinator;
    }

    /** What a chain will know of the subscriber; it has no actor yet. */
    public SubscriberHandle<T> handle(Subscriber<T> subscriber) {
        return new SubscriberHandle<>(
                subscriber, chain, nanos(subscriber.deadline().orElse(defaultDeadline)));
    }

    /** What is longer than can be counted (292 years) is for ever. */
    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Gives it its actor, a child of the coordinator's. */
    public ActorRef<?> start(ActorContext<?> context, SubscriberHandle<T> handle) {
        String name = ++started + "-"
                + URLEncoder.encode(handle.id(), StandardCharsets.UTF_8).replace("*", "%2A");
        DispatcherSelector dispatcher = handle.subscriber().blocking()
                ? DispatcherSelector.fromConfig("chainbus.blocking-dispatcher")
                : DispatcherSelector.sameAsParent();
        Behavior<ShellMessage<T>> behavior = SubscriberShell.create(handle, rail, coordinator);
        ActorRef<ShellMessage<T>> shell = context.spawn(behavior, name, dispatcher);
        handle.shell(shell);
        return shell;
    }

    /** Visits that have not begun are skipped from now on, apart from those by which it lets go of what it holds. */
    public void part(SubscriberHandle<T> handle) {
        handle.parts();
    }

    /** Its policy answers visits that have not begun; its actor says when those that have are over. */
    public void goAway(SubscriberHandle<T> handle) {
        if (handle.goesAway()) {
            handle.shell().tell(new SubscriberShell.Signal.Leave<>());
        }
    }

    /** Visits that have not begun are skipped from now on; its actor says when those that have begun are over. */
    public void leave(SubscriberHandle<T> handle) {
        handle.leaves();
        handle.shell().tell(new SubscriberShell.Signal.Leave<>());
    }
}
