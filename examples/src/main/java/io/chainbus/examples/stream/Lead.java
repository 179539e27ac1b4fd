package io.chainbus.examples.stream;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures how far what goes into a flow gets ahead of what comes out of it. Thread-safe; one for each run. */
final class Lead {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /**
     * The same flow, measured. What a source hands over is counted before the flow sees it, so a source that runs ahead
     * is seen even where the flow lets it wait.
     */
    <I, O> Flow<I, O, NotUsed> of(Class<I> in, Flow<I, O, NotUsed> flow) {
        return Flow.of(in).map(this::goesIn).via(flow).map(this::comesOut);
    }

    private <I> I goesIn(I element) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        return element;
    }

    private <O> O comesOut(O element) {
        now.decrementAndGet();
        return element;
    }

    /** How many elements have gone in that have not led to one that came out. */
    int now() {
        return now.get();
    }

    /** The largest lead so far. */
    int most() {
        return most.get();
    }
}
