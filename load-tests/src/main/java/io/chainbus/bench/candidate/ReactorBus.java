package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Reactor's multicast sink that passes on directly. With one publisher its unsafe flavor, which does not look for
 * concurrent use; with several the safe one, of which they take turns.
 */
final class ReactorBus {

    private ReactorBus() {}

    static Bus open(Setup setup) {
        boolean alone = setup.publishers() == 1;
        Sinks.Many<Event> sink =
                (alone ? Sinks.unsafe().many() : Sinks.many()).multicast().directBestEffort();
        Flux<Event> events = sink.asFlux();
        Disposable.Composite subscriptions = Disposables.composite();
        for (Receiver receiver : setup.receivers()) {
            subscriptions.add(events.subscribe(receiver::receive));
        }
        Posting posting = alone
                ? event -> sink.tryEmitNext(event).orThrow()
                : event -> sink.emitNext(event, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
        return LaneBus.posting(setup, posting, subscriptions::dispose);
    }
}
