package io.chainbus.cli;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;

/** The actor system that a command runs on, for as long as the command runs. */
public final class OwnSystem implements AutoCloseable {

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "chainbus");

    /** Starts it. */
    public OwnSystem() {}

    public ActorSystem<Void> system() {
        return system;
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
