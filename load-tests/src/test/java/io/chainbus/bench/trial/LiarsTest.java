package io.chainbus.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.candidate.Bus;
import io.chainbus.bench.candidate.Laps;
import io.chainbus.bench.candidate.Pace;
import io.chainbus.bench.candidate.Until;
import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Expectation;
import io.chainbus.bench.event.Order;
import io.chainbus.bench.event.Panel;
import io.chainbus.bench.event.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A candidate that does not do what it promises gets no figures. */
class LiarsTest {

    private static final Duration MOMENT = Duration.ofNanos(1);

    @Test
    void one_that_delivers_everything_in_order_is_believed() {
        assertThat(trial((receivers, event) -> receivers.forEach(receiver -> receiver.receive(event)))
                        .faults())
                .isEmpty();
    }

    @Test
    void one_that_leaves_a_subscriber_out_is_caught() {
        assertThat(trial((receivers, event) -> receivers.get(0).receive(event)).faults())
                .singleElement()
                .asString()
                .startsWith("subscriber 1, publisher 0: 0 deliveries of ");
    }

    @Test
    void one_that_delivers_twice_is_caught() {
        assertThat(trial((receivers, event) -> {
                            receivers.forEach(receiver -> receiver.receive(event));
                            receivers.get(1).receive(event);
                        })
                        .faults())
                .isNotEmpty();
    }

    @Test
    void one_that_delivers_in_another_order_is_caught() {
        assertThat(trial((receivers, event) -> {
                            List<Receiver> reversed = new ArrayList<>(receivers);
                            Collections.reverse(reversed);
                            reversed.forEach(receiver -> receiver.receive(event));
                        })
                        .faults())
                .singleElement()
                .asString()
                .endsWith("out of the promised order");
    }

    @Test
    void one_that_fails_is_caught() {
        Sample sample = trial((receivers, event) -> {
            throw new CompletionException(new IllegalStateException("broken"));
        });
        assertThat(sample.sound()).isFalse();
        assertThat(sample.faults().get(0)).isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(sample.deliveriesPerSecond()).isZero();
    }

    @Test
    void one_that_does_not_say_when_an_event_is_over_is_caught() {
        assertThat(trial(
                                new Cell(2, 1, 0, 1_000_000),
                                (receivers, event) -> receivers.forEach(receiver -> receiver.receive(event)))
                        .faults())
                .singleElement()
                .asString()
                .startsWith("0 ends of ");
    }

    private static Sample trial(BiConsumer<List<Receiver>, Event> delivery) {
        return trial(Cell.plain(2), delivery);
    }

    private static Sample trial(Cell cell, BiConsumer<List<Receiver>, Event> delivery) {
        return Trial.run(
                setup -> new Scripted(setup.panel(), delivery),
                new Expectation(Order.EXACT, true),
                cell,
                new Timing(MOMENT, MOMENT, MOMENT, MOMENT),
                Duration.ofMillis(1),
                new Actors());
    }

    /** Publishes one event whenever it is asked for some. */
    private record Scripted(Panel panel, BiConsumer<List<Receiver>, Event> delivery) implements Bus {

        private void publish() {
            Event event = new Event("key", 0);
            event.begin(panel.account(0).next());
            delivery.accept(panel.receivers(), event);
        }

        @Override
        public void flow(Until until) {
            publish();
        }

        @Override
        public void lap(Laps laps) {
            publish();
            laps.took(1);
        }

        @Override
        public void pace(Pace pace, Completion completion) {
            while (pace.awaitNext() != Pace.ENDED) {
                publish();
            }
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
