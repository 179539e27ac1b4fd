package io.chainbus.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Expectation;
import io.chainbus.bench.event.Order;
import io.chainbus.bench.event.Panel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How many events are on their way at once, and what is done about those that never arrive. */
class LanesTest {

    private static final int WINDOW = 8;

    private final Panel panel = new Panel(1, 1, new Expectation(Order.EXACT, true), 0);
    private final Deque<Event> underWay = new ArrayDeque<>();

    @Test
    void a_bus_that_answers_has_a_window_of_events_and_none_of_them_twice() {
        Set<String> keys = new HashSet<>();
        Deque<Runnable> answers = new ArrayDeque<>();
        List<Integer> sizes = new ArrayList<>();
        AnsweringLane<Boolean> lane = lane(event -> {
            assertThat(keys.add(event.key())).isTrue();
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(() -> {
                keys.remove(event.key());
                panel.receivers().get(0).receive(event);
                answer.complete(true);
            });
            sizes.add(answers.size());
            // The oldest is answered as soon as it is all that is waited for.
            if (answers.size() == WINDOW) {
                answers.remove().run();
            }
            return answer;
        });
        for (int i = 0; i < 100; i++) {
            lane.publish();
        }
        answers.forEach(Runnable::run);
        lane.drain();
        assertThat(sizes).contains(WINDOW).allMatch(size -> size <= WINDOW);
        assertThat(panel.published()).isEqualTo(100);
        assertThat(panel.faults()).isEmpty();
    }

    @Test
    void an_answer_that_is_not_as_it_should_be_is_noted() {
        AnsweringLane<Boolean> lane = lane(event -> {
            panel.receivers().get(0).receive(event);
            return CompletableFuture.completedFuture(false);
        });
        lane.publish();
        lane.drain();
        lane.drain();
        assertThat(panel.faults()).containsExactly("1 of 1 events of publisher 0 came to another end than success");
    }

    @Test
    void an_answer_that_fails_ends_the_measurement() {
        AnsweringLane<Boolean> lane =
                lane(event -> CompletableFuture.failedFuture(new IllegalStateException("no answer")));
        lane.publish();
        assertThatThrownBy(lane::drain).isInstanceOf(CompletionException.class).hasRootCauseMessage("no answer");
    }

    @Test
    void a_bus_that_answers_nothing_never_has_more_than_a_window_under_way() {
        List<Integer> sizes = new ArrayList<>();
        SendingLane lane = new SendingLane(
                setup(Duration.ofMinutes(1)),
                0,
                event -> {
                    underWay.add(event);
                    sizes.add(underWay.size());
                    if (underWay.size() == WINDOW) {
                        deliver(WINDOW / 2);
                    }
                },
                Completion.NONE);
        for (int i = 0; i < 100; i++) {
            lane.publish();
        }
        deliver(underWay.size());
        lane.drain();
        assertThat(sizes).contains(WINDOW).allMatch(size -> size <= WINDOW);
        assertThat(panel.faults()).isEmpty();
    }

    @Test
    void a_bus_that_loses_an_event_is_not_waited_for_without_end() {
        SendingLane lane = new SendingLane(setup(Duration.ofMillis(1)), 0, event -> {}, Completion.NONE);
        lane.publish();
        assertThatThrownBy(lane::drain)
                .isInstanceOf(DeliveriesLostException.class)
                .hasMessage("1 events have not arrived everywhere");
    }

    @Test
    void every_kind_of_lane_tells_when_an_event_that_was_due_is_over() {
        List<Long> over = new ArrayList<>();
        Completion completion = event -> over.add(event.due());
        Setup setup = setup(Duration.ofMinutes(1));
        Lane posting = new PostingLane(setup, 0, panel.receivers().get(0)::receive, completion);
        Lane sending = new SendingLane(setup, 0, panel.receivers().get(0)::receive, completion);
        Lane answering = new AnsweringLane<>(
                setup,
                0,
                bus(event -> {
                    panel.receivers().get(0).receive(event);
                    return CompletableFuture.completedFuture(true);
                }),
                completion);
        long due = 0;
        for (Lane lane : List.of(posting, sending, answering)) {
            lane.publish(++due);
            lane.drain();
        }
        assertThat(over).containsExactly(1L, 2L, 3L);
        assertThat(panel.faults()).isEmpty();
    }

    private void deliver(int count) {
        for (int i = 0; i < count; i++) {
            panel.receivers().get(0).receive(underWay.remove());
        }
    }

    private AnsweringLane<Boolean> lane(Function<Event, CompletableFuture<Boolean>> publish) {
        return new AnsweringLane<>(setup(Duration.ofMinutes(1)), 0, bus(publish), Completion.NONE);
    }

    private static Answering<Boolean> bus(Function<Event, CompletableFuture<Boolean>> publish) {
        return new Answering<>() {
            @Override
            public CompletableFuture<Boolean> publish(Event event) {
                return publish.apply(event);
            }

            @Override
            public boolean asItShould(Boolean answer) {
                return answer;
            }
        };
    }

    private Setup setup(Duration patience) {
        return new Setup(panel, WINDOW, 1, patience, new Actors());
    }
}
