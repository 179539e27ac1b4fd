package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Panel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Publishes single events from inside an actor: the next when the answer to the one before is there. What is measured is
 * the time between the two, as the actor sees it.
 *
 * @param <R> the answer
 */
final class LapActor<R> {

    private final Laps laps;
    private final Panel.Account account;
    private final Function<ActorRef<R>, Consumer<Event>> publishing;
    private final Predicate<R> asItShould;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Event event = Events.of(0, 1)[0];
    private long start;

    private LapActor(
            Setup setup, Laps laps, Function<ActorRef<R>, Consumer<Event>> publishing, Predicate<R> asItShould) {
        this.laps = laps;
        this.account = setup.panel().account(0);
        this.publishing = publishing;
        this.asItShould = asItShould;
    }

    /**
     * Returns when no more laps are wanted.
     *
     * @param publishing what publishes an event, and has that actor sent one answer
     */
    static <R> void run(
            Setup setup, Laps laps, Function<ActorRef<R>, Consumer<Event>> publishing, Predicate<R> asItShould) {
        LapActor<R> lapping = new LapActor<>(setup, laps, publishing, asItShould);
        ActorRef<R> actor = setup.actors().start(lapping.create());
        try {
            lapping.done
                    .orTimeout(setup.patience().toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } finally {
            Actors.stop(List.of(actor));
        }
    }

    private Behavior<R> create() {
        return Behaviors.setup(context -> {
            Consumer<Event> publish = publishing.apply(context.getSelf());
            begin(publish);
            return Behaviors.receiveMessage(answer -> {
                onAnswer(answer, publish);
                return Behaviors.same();
            });
        });
    }

    private void onAnswer(R answer, Consumer<Event> publish) {
        long took = System.nanoTime() - start;
        if (!asItShould.test(answer)) {
            account.refuse();
        }
        if (laps.took(took)) {
            begin(publish);
        } else {
            done.complete(null);
        }
    }

    private void begin(Consumer<Event> publish) {
        event.begin(account.next());
        start = System.nanoTime();
        publish.accept(event);
    }
}
