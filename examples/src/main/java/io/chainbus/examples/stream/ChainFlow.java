package io.chainbus.examples.stream;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import io.chainbus.Chain;
import io.chainbus.walk.Receipt;

/** A chain as a stage of a stream. */
final class ChainFlow {

    private ChainFlow() {}

    /**
     * Publishes each event that comes in and emits its receipt. A veto is a receipt like any other; the stream fails
     * only when there will be no receipts any more, because the chain has stopped.
     *
     * <p>Back-pressure: no more than {@code parallelism} events are taken whose receipts have not been emitted, so that
     * a slow subscriber, or a slow reader of receipts, slows the source down.
     *
     * <p>Order: receipts come out in the order in which the events went in. Events are published in that order too,
     * one after the other, and a chain takes events of one key in the order of their acceptance (promise P5); so each
     * module's events reach the subscribers in the stream's order, however many are under way at once.
     *
     * @param parallelism how many events may be under way at once
     */
    static Flow<ModuleEvent, Receipt<String>, NotUsed> through(Chain<String> chain, int parallelism) {
        return Flow.of(ModuleEvent.class).mapAsync(parallelism, event -> chain.publish(event.phase(), event.module()));
    }
}
