package io.chainbus.bench.candidate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;

/** Guava's {@code EventBus}; its subscribers allow concurrent events, which spares them a lock. */
final class GuavaBus {

    private GuavaBus() {}

    static Bus open(Setup setup) {
        EventBus bus = new EventBus();
        setup.receivers().stream().map(Subscriber::new).forEach(bus::register);
        return LaneBus.posting(setup, bus::post, () -> {});
    }

    /** Public, since it is called by reflection. */
    public static final class Subscriber {
        private final Receiver receiver;

        Subscriber(Receiver receiver) {
            this.receiver = receiver;
        }

        @Subscribe
        @AllowConcurrentEvents
        public void on(Event event) {
            receiver.receive(event);
        }
    }
}
