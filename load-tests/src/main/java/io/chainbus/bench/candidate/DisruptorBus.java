package io.chainbus.bench.candidate;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventHandlerGroup;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LMAX's Disruptor: a ring buffer as long as the window, whose producer waits when it is full. */
final class DisruptorBus {

    private DisruptorBus() {}

    /** A place in the ring buffer. */
    private static final class Slot {
        private @Nullable Event event;
    }

    /** Each subscriber is a stage behind the one before, with a thread of its own. */
    static Bus staged(Setup setup) {
        Disruptor<Slot> disruptor = disruptor(setup, setup.subscribers());
        @Nullable EventHandlerGroup<Slot> before = null;
        for (Receiver receiver : setup.receivers()) {
            EventHandler<Slot> stage = (slot, sequence, endOfBatch) -> receiver.receive(filled(slot));
            before = before == null ? disruptor.handleEventsWith(stage) : before.then(stage);
        }
        return started(setup, disruptor);
    }

    /** One thread that calls all subscribers in a loop. */
    static Bus loop(Setup setup) {
        Disruptor<Slot> disruptor = disruptor(setup, 1);
        List<Receiver> all = setup.receivers();
        Receiver[] receivers = all.toArray(Receiver[]::new);
        disruptor.handleEventsWith((EventHandler<Slot>) (slot, sequence, endOfBatch) -> {
            Event event = filled(slot);
            for (Receiver receiver : receivers) {
                receiver.receive(event);
            }
        });
        return started(setup, disruptor);
    }

    private static Disruptor<Slot> disruptor(Setup setup, int threads) {
        return new Disruptor<>(
                Slot::new,
                setup.window(),
                DaemonThreadFactory.INSTANCE,
                setup.publishers() == 1 ? ProducerType.SINGLE : ProducerType.MULTI,
                waitStrategy(threads));
    }

    /**
     * Yielding is what its documentation advises for speed with fewer handlers than cores. With more, sleeping after a
     * while; blocking would be no better there, since a stage spins all the same while it waits for the one before.
     */
    private static WaitStrategy waitStrategy(int threads) {
        return threads < Runtime.getRuntime().availableProcessors()
                ? new YieldingWaitStrategy()
                : new SleepingWaitStrategy();
    }

    private static Bus started(Setup setup, Disruptor<Slot> disruptor) {
        disruptor.start();
        return LaneBus.sending(
                setup,
                event -> disruptor.publishEvent((slot, sequence, published) -> slot.event = published, event),
                disruptor::halt);
    }

    private static Event filled(Slot slot) {
        Event event = slot.event;
        if (event == null) {
            throw new IllegalStateException("a slot was passed on before it was filled");
        }
        return event;
    }
}
