package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What one would write without a bus: the publisher asks each subscriber in turn, and goes on with the next when the
 * answer is there; many events at once.
 *
 * <p>The answers' continuations run where the answer comes in. Without that {@code AskPattern} takes the common pool,
 * which has no threads on two cores: a new thread for each answer would make asking look a thousand times slower than it
 * is.
 */
final class AskBus implements Answering<Event> {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<ActorRef<Ask>> actors;
    private final Scheduler scheduler;

    /** @param replyTo is told the event when it has been dealt with */
    private record Ask(Event event, ActorRef<Event> replyTo) {}

    private AskBus(Setup setup) {
        this.actors = setup.receivers().stream()
                .map(receiver -> setup.actors().start(subscriber(receiver)))
                .toList();
        this.scheduler = setup.actors().system().scheduler();
    }

    static Bus open(Setup setup) {
        AskBus bus = new AskBus(setup);
        return LaneBus.answering(
                setup,
                bus,
                laps -> LapActor.<Event>run(setup, laps, bus::fromActor, event -> true),
                () -> Actors.stop(bus.actors));
    }

    private static Behavior<Ask> subscriber(Receiver receiver) {
        return Behaviors.receiveMessage(ask -> {
            receiver.receive(ask.event());
            ask.replyTo().tell(ask.event());
            return Behaviors.same();
        });
    }

    @Override
    public CompletionStage<Event> publish(Event event) {
        CompletableFuture<Event> done = new CompletableFuture<>();
        askNext(0, event, done);
        return done;
    }

    private void askNext(int place, Event event, CompletableFuture<Event> done) {
        if (place == actors.size()) {
            done.complete(event);
            return;
        }
        AskPattern.<Ask, Event>ask(actors.get(place), replyTo -> new Ask(event, replyTo), TIMEOUT, scheduler)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure == null) {
                                askNext(place + 1, event, done);
                            } else {
                                done.completeExceptionally(failure);
                            }
                        },
                        Runnable::run);
    }

    @Override
    public boolean asItShould(Event answer) {
        return true;
    }

    private Consumer<Event> fromActor(ActorRef<Event> self) {
        return event -> {
            var unused = publish(event).whenComplete((answer, failure) -> self.tell(event));
        };
    }
}
