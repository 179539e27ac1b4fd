package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import java.util.concurrent.CompletionStage;

/** Sees an event off, and answers when all subscribers have had it. */
interface Answering<R> {
    CompletionStage<R> publish(Event event);

    /** Whether that is the end that the event should have come to. */
    boolean asItShould(R answer);
}
