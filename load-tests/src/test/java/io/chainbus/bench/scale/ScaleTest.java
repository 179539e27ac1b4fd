package io.chainbus.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.contest.Median;
import io.chainbus.bench.contest.Requirement;
import io.chainbus.event.ModulePhase;
import io.chainbus.report.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScaleTest {

    static final List<Growing> ALL = List.of(new Subscribers(), new Keys(), new Chains(), new Changes());

    private static final Actors ACTORS = new Actors();

    @AfterAll
    static void stop() {
        ACTORS.close();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_figure_is_measured_for_each_column(Growing growing) {
        List<Double> figures = growing.measure(ACTORS, 20, 1);
        assertThat(figures).hasSameSizeAs(growing.columns());
        for (int i = 0; i < figures.size(); i++) {
            Growth.Column column = growing.columns().get(i);
            // What so few take may be too little to tell.
            if (column.quantity() != Quantity.BYTES || !figures.get(i).isNaN()) {
                assertThat(figures.get(i)).as(column.name()).isNotNegative().isFinite();
            }
        }
    }

    @Test
    void a_subscriber_that_missed_an_event_spoils_the_measurement() {
        Fixture chain = new Fixture(ACTORS, 3);
        chain.join(0).join();
        chain.join(2).join();
        chain.publish(ModulePhase.LIVE, List.of("key"));
        assertThatThrownBy(() -> chain.check(3))
                .hasMessage("1 subscribers have not had each of 1 events once, first subscriber 1");
        chain.check(1);
        chain.close();
    }

    @Test
    void an_event_that_is_refused_spoils_the_measurement() {
        Fixture chain = new Fixture(ACTORS, 1);
        chain.register();
        chain.publish(ModulePhase.COMING, List.of("key"));
        assertThatThrownBy(() -> chain.publish(ModulePhase.COMING, List.of("key")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("an event came to another end than success");
        chain.close();
    }

    @Test
    void so_many_a_second_is_of_what_was_done_in_the_time_it_took() {
        AtomicInteger times = new AtomicInteger();
        long start = System.nanoTime();
        double rate = Stopwatch.perSecond(10, 1_000_000, times::incrementAndGet);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(times.get()).isPositive();
        assertThat(rate).isGreaterThanOrEqualTo(times.get() * 10 / seconds);
    }

    @Test
    void what_must_hold_is_of_the_largest_sizes() {
        assertThat(Scale.requirements(List.of(
                        growth(new Subscribers(), 100_000, 4.5e9, 2049), growth(new Keys(), 1_000_000, 1, 150))))
                .extracting(requirement -> requirement.found().orElseThrow().value(), Requirement::broken)
                .containsExactly(tuple(4.5, false), tuple(2049.0, true), tuple(150.0, false));
        assertThat(Scale.requirements(List.of(growth(new Subscribers(), 1000, 1, 1))))
                .allMatch(requirement -> requirement.found().isEmpty());
    }

    @Test
    void nothing_grows_beyond_what_was_asked_for() {
        assertThat(Scale.series(1000))
                .extracting(Scale.Series::sizes)
                .containsExactly(
                        List.of(10, 100, 1000), List.of(1000), List.of(10, 100, 1000), List.of(0, 10, 100, 1000));
        assertThat(new Scale.Effort(2, Duration.ofSeconds(1), 1000).steps()).isEqualTo(22);
    }

    @Test
    void each_size_is_measured_as_often_as_there_are_rounds_after_one_that_does_not_count() {
        Scripted growing = new Scripted(new ArrayList<>());
        AtomicInteger steps = new AtomicInteger();
        List<Growth> growths = Scale.measure(
                List.of(new Scale.Series(growing, List.of(10, 100))),
                ACTORS,
                new Scale.Effort(3, Duration.ofSeconds(1), 100),
                steps::incrementAndGet);
        assertThat(growing.measured()).containsExactly(100, 10, 10, 10, 100, 100, 100);
        assertThat(steps).hasValue(6);
        // Of the calls 2 to 4, and 5 to 7.
        assertThat(growths.get(0).at(10, "calls")).isEqualTo(new Median(3, 2, 4));
        assertThat(growths.get(0).at(100, "calls")).isEqualTo(new Median(6, 5, 7));
    }

    /** Its only figure is how often it has been measured. */
    private record Scripted(List<Integer> measured) implements Growing {

        @Override
        public String title() {
            return "Scripted";
        }

        @Override
        public String along() {
            return "sizes";
        }

        @Override
        public List<Growth.Column> columns() {
            return List.of(new Growth.Column("calls", "calls", Quantity.NUMBER));
        }

        @Override
        public List<Double> measure(Actors actors, int size, long nanos) {
            measured.add(size);
            return List.of((double) measured.size());
        }
    }

    /** With the first two figures. */
    private static Growth growth(Growing growing, long size, double first, double second) {
        return new Growth(
                growing.title(),
                growing.along(),
                growing.columns(),
                List.of(new Growth.Row(
                        size,
                        IntStream.range(0, growing.columns().size())
                                .mapToDouble(i -> i == 0 ? first : second)
                                .mapToObj(value -> new Median(value, value, value))
                                .toList())));
    }
}
