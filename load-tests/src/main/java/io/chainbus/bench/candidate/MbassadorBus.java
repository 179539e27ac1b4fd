package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import net.engio.mbassy.bus.SyncMessageBus;
import net.engio.mbassy.bus.error.IPublicationErrorHandler;

/** MBassador's synchronous bus with priorities, and strong references to its listeners. */
final class MbassadorBus {

    private MbassadorBus() {}

    static Bus open(Setup setup) {
        // It swallows what a handler throws; such a delivery is missing when they are counted.
        IPublicationErrorHandler onFailure = failure -> {};
        SyncMessageBus<Event> bus = new SyncMessageBus<>(onFailure);
        setup.receivers().forEach(receiver -> bus.subscribe(Prioritized.of(receiver, setup.subscribers())));
        return LaneBus.posting(setup, bus::publish, () -> {});
    }
}
