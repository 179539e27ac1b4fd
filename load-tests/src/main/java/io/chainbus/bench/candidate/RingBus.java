package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Panel;
import io.chainbus.bench.event.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The limit of what actors can do one by one: N of them pass an event on to each other, and one more starts it again when
 * it comes back. No queue, no promise, no answer; the events go round on their own, without a publisher's thread.
 *
 * <pre>
 *   ┌──────► 1 ──► 2 ──► ... ──► N ──┐
 *   └───────────── head ◄────────────┘
 * </pre>
 */
final class RingBus implements Bus {

    private final Setup setup;
    private final List<ActorRef<Event>> actors = new ArrayList<>();

    private RingBus(Setup setup) {
        this.setup = setup;
    }

    static Bus open(Setup setup) {
        return new RingBus(setup);
    }

    /** Starts N actors, of which the last passes on to {@code end}, and says which is the first. */
    private ActorRef<Event> ring(ActorRef<Event> end) {
        ActorRef<Event> next = end;
        List<Receiver> receivers = setup.receivers();
        for (int i = receivers.size() - 1; i >= 0; i--) {
            next = start(link(receivers.get(i), next));
        }
        return next;
    }

    private ActorRef<Event> start(Behavior<Event> behavior) {
        ActorRef<Event> actor = setup.actors().start(behavior);
        actors.add(actor);
        return actor;
    }

    private static Behavior<Event> link(Receiver receiver, ActorRef<Event> next) {
        return Behaviors.receiveMessage(event -> {
            receiver.receive(event);
            next.tell(event);
            return Behaviors.same();
        });
    }

    @Override
    public void flow(Until until) {
        Flow flow = new Flow(setup, until);
        ActorRef<Event> head = start(flow.create());
        flow.first = ring(head);
        head.tell(flow.start);
        flow.done.join();
        stop();
    }

    /** Starts each event again when it comes back, as long as more is wanted. */
    private static final class Flow {
        private final Event[] events;
        private final Panel.Account account;
        private final Until until;
        private final int batch;
        private final Event start = new Event("start", 0);
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private ActorRef<Event> first;
        private int underWay;
        private int beforeLook;
        private boolean over;

        Flow(Setup setup, Until until) {
            this.events = Events.of(0, setup.window());
            this.account = setup.panel().account(0);
            this.batch = setup.batch();
            this.until = until;
            this.first = setup.actors().system().ignoreRef();
        }

        Behavior<Event> create() {
            return Behaviors.receiveMessage(event -> {
                if (event == start) {
                    for (Event each : events) {
                        send(each);
                    }
                    underWay = events.length;
                } else if (more()) {
                    send(event);
                } else if (--underWay == 0) {
                    done.complete(null);
                }
                return Behaviors.same();
            });
        }

        private void send(Event event) {
            event.begin(account.next());
            first.tell(event);
        }

        private boolean more() {
            if (beforeLook == 0) {
                beforeLook = batch;
                over = over || until.over();
            }
            beforeLook--;
            return !over;
        }
    }

    @Override
    public void lap(Laps laps) {
        LapActor.<Event>run(setup, laps, self -> ring(self)::tell, event -> true);
        stop();
    }

    @Override
    public void pace(Pace pace, Completion completion) {
        ActorRef<Event> first = ring(setup.actors().system().ignoreRef());
        try (Bus paced = LaneBus.sending(setup, first::tell, () -> {})) {
            paced.pace(pace, completion);
        }
        stop();
    }

    private void stop() {
        Actors.stop(actors);
        actors.clear();
    }

    @Override
    public void close() {
        stop();
    }
}
