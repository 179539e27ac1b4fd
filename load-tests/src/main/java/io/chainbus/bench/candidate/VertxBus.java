package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Vert.x's event bus within one process: local consumers, and a codec that passes on the object itself. */
final class VertxBus {

    private static final String ADDRESS = "events";

    private VertxBus() {}

    static Bus open(Setup setup) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
        EventBus bus = vertx.eventBus();
        bus.registerDefaultCodec(Event.class, new Itself());
        for (Receiver receiver : setup.receivers()) {
            bus.<Event>localConsumer(ADDRESS, message -> receiver.receive(message.body()));
        }
        DeliveryOptions options = new DeliveryOptions().setLocalOnly(true);
        return LaneBus.sending(
                setup,
                event -> bus.publish(ADDRESS, event, options),
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    private static final class Itself implements MessageCodec<Event, Event> {

        @Override
        public Event transform(Event event) {
            return event;
        }

        @Override
        public void encodeToWire(Buffer buffer, Event event) {
            throw new UnsupportedOperationException("nothing leaves this process");
        }

        @Override
        public Event decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("nothing comes into this process");
        }

        @Override
        public String name() {
            return "itself";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
