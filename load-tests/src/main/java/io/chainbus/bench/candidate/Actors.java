package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.Patterns;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The actor system of all candidates of this JVM that are made of actors; started when the first of them asks. They all
 * run on the dispatcher that Chainbus has for its own actors, so that none has better settings than another.
 */
public final class Actors implements AutoCloseable {

    private static final String DISPATCHER = "chainbus.dispatcher";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong names = new AtomicLong();
    private @Nullable ActorSystem<Void> system;

    /** The system, started when it is not yet. */
    public synchronized ActorSystem<Void> system() {
        ActorSystem<Void> started = system;
        if (started == null) {
            started = ActorSystem.create(
                    Behaviors.empty(),
                    "bench",
                    ConfigFactory.parseString(
                                    "akka { loglevel = WARNING, log-dead-letters = off, logger-startup-timeout = 60s }")
                            .withFallback(ConfigFactory.load()));
            system = started;
        }
        return started;
    }

    <M> ActorRef<M> start(Behavior<M> behavior) {
        return system().systemActorOf(
                        behavior, "bench-" + names.incrementAndGet(), DispatcherSelector.fromConfig(DISPATCHER));
    }

    /** Stops them, and returns when they have. */
    static void stop(Collection<? extends ActorRef<?>> actors) {
        CompletableFuture.allOf(actors.stream()
                        .map(actor -> Patterns.gracefulStop(Adapter.toClassic(actor), PATIENCE))
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    @Override
    public synchronized void close() {
        ActorSystem<Void> started = system;
        if (started != null) {
            started.terminate();
            started.getWhenTerminated().toCompletableFuture().join();
            system = null;
        }
    }
}
