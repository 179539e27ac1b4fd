package io.chainbus.examples;

import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.subscriber.Subscriber;
import java.util.concurrent.CompletionStage;

/**
 * Waits for what a chain answers. Examples tell one step after the other, so they wait, on the thread that runs them;
 * inside a handler one must never wait like this (see {@link io.chainbus.walk.Visit#verdictAfter}).
 */
public final class Answer {

    private Answer() {}

    /**
     * The stage's value, when it is there.
     *
     * @throws java.util.concurrent.CompletionException when the stage fails
     */
    public static <V> V of(CompletionStage<V> stage) {
        return stage.toCompletableFuture().join();
    }

    /**
     * Registers a subscriber that the example cannot go on without.
     *
     * @throws IllegalStateException when it is refused
     */
    public static <T> ChainProtocol.Registered toRegister(Chain<T> chain, Subscriber<T> subscriber) {
        return of(chain.register(subscriber)).orThrow();
    }
}
