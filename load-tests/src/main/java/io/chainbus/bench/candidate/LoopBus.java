package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Receiver;

/** The limit of what one core can do: the publisher calls each subscriber in a loop. */
final class LoopBus {

    private LoopBus() {}

    static Bus open(Setup setup) {
        Receiver[] receivers = setup.receivers().toArray(Receiver[]::new);
        return LaneBus.posting(
                setup,
                event -> {
                    for (Receiver receiver : receivers) {
                        receiver.receive(event);
                    }
                },
                () -> {});
    }
}
