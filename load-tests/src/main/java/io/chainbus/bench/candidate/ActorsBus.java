package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.event.EventStream;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Akka's own ways to publish to many actors, which answer nothing. */
final class ActorsBus {

    private ActorsBus() {}

    /** The event stream of the actor system, by its classic interface, which saves the typed one's actor in between. */
    static Bus eventStream(Setup setup) {
        EventStream stream = Adapter.toClassic(setup.actors().system()).eventStream();
        List<ActorRef<Event>> subscribers = subscribers(setup);
        for (ActorRef<Event> subscriber : subscribers) {
            stream.subscribe(Adapter.toClassic(subscriber), Event.class);
        }
        return bus(setup, stream::publish, subscribers);
    }

    /** A local topic: an actor that passes on what it is sent. */
    static Bus topic(Setup setup) {
        List<ActorRef<Event>> subscribers = subscribers(setup);
        ActorRef<Topic.Command<Event>> topic = setup.actors().start(Topic.create(Event.class, "events"));
        for (ActorRef<Event> subscriber : subscribers) {
            topic.tell(Topic.subscribe(subscriber));
        }
        List<ActorRef<?>> all = new ArrayList<>(subscribers);
        all.add(topic);
        return bus(setup, event -> topic.tell(Topic.publish(event)), all);
    }

    private static List<ActorRef<Event>> subscribers(Setup setup) {
        return setup.receivers().stream()
                .map(receiver -> setup.actors().start(subscriber(receiver)))
                .toList();
    }

    private static Behavior<Event> subscriber(Receiver receiver) {
        return Behaviors.receiveMessage(event -> {
            receiver.receive(event);
            return Behaviors.same();
        });
    }

    /** Lapped by an actor that hears from whoever is the last that has the event. */
    private static Bus bus(Setup setup, Sending sending, List<? extends ActorRef<?>> actors) {
        return LaneBus.sending(
                setup,
                sending,
                laps -> LapActor.<Event>run(
                        setup,
                        laps,
                        self -> event -> {
                            event.await(setup.subscribers(), self::tell);
                            sending.send(event);
                        },
                        event -> true),
                () -> Actors.stop(actors));
    }
}
