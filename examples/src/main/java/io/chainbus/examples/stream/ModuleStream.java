package io.chainbus.examples.stream;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.chainbus.Chain;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The application: events in, receipts out, and what was measured on the way. */
final class ModuleStream {

    /**
     * What a run came to.
     *
     * @param mostAhead how many events the source was ahead of the receipts, at the most
     */
    record Result(Tally tally, int mostAhead, Duration took) {

        long eventsPerSecond() {
            return Math.round(tally.receipts() * 1e9 / Math.max(1, took.toNanos()));
        }
    }

    private ModuleStream() {}

    /** Runs all events through the chain. */
    static CompletionStage<Result> run(
            ActorSystem<?> system, Source<ModuleEvent, NotUsed> events, Chain<String> chain, int parallelism) {
        Lead lead = new Lead();
        long started = System.nanoTime();
        return events.via(lead.of(ModuleEvent.class, ChainFlow.through(chain, parallelism)))
                .runWith(Sink.fold(Tally.NONE, Tally::plus), system)
                .thenApply(tally -> new Result(tally, lead.most(), Duration.ofNanos(System.nanoTime() - started)));
    }
}
