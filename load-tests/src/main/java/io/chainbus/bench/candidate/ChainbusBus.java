package io.chainbus.bench.candidate;

import akka.actor.typed.ActorRef;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chainbus, with all that it promises: each key comes up and goes down again, everybody accepts and so holds it in
 * between, and each event's receipt is awaited and looked at.
 */
final class ChainbusBus implements Answering<Receipt<Event>> {

    private static final AtomicLong CHAINS = new AtomicLong();

    private final Chain<Event> chain;

    private ChainbusBus(Chain<Event> chain) {
        this.chain = chain;
    }

    static Bus open(Setup setup) {
        Chain<Event> chain = Chainbus.get(setup.actors().system())
                .chain(ChainSpec.named("bench-" + CHAINS.incrementAndGet(), Event.class)
                        .keyedBy(Event::key));
        List<CompletableFuture<ChainProtocol.RegisterReply>> registered = setup.receivers().stream()
                .map(receiver -> chain.register(subscriber(receiver, setup.subscribers()))
                        .toCompletableFuture())
                .toList();
        registered.forEach(reply -> reply.join().orThrow());
        ChainbusBus bus = new ChainbusBus(chain);
        return LaneBus.answering(
                setup,
                bus,
                laps -> LapActor.<Receipt<Event>>run(
                        setup, laps, actor -> event -> bus.publish(event, actor), Receipt::success),
                bus::close);
    }

    private static Subscriber<Event> subscriber(Receiver receiver, int subscribers) {
        return Subscriber.<Event>named("subscriber-" + receiver.index())
                .priority(subscribers - receiver.index())
                .handler(visit -> {
                    receiver.receive(visit.payload());
                    return Verdict.ok();
                });
    }

    private static ModulePhase nextPhase(Event event) {
        return event.alternate() ? ModulePhase.GOING : ModulePhase.COMING;
    }

    @Override
    public CompletionStage<Receipt<Event>> publish(Event event) {
        return chain.publish(nextPhase(event), event);
    }

    @Override
    public boolean asItShould(Receipt<Event> receipt) {
        return receipt.success();
    }

    private void publish(Event event, ActorRef<Receipt<Event>> publisher) {
        chain.ref().tell(new ChainProtocol.Publish<>(nextPhase(event), event, publisher));
    }

    private void close() {
        chain.close(CloseMode.DRAIN).toCompletableFuture().join();
    }
}
