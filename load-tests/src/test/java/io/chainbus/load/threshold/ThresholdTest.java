package io.chainbus.load.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.load.figures.FiguresFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on which a run fails. */
class ThresholdTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "p99>980us; true",
                "p99>995us; false",
                "p50 > 400us; true",
                "p99.9>=2ms; false",
                "max<2ms; true",
                "min>1us; false",
                "min>=1us; true",
                "mean<=400us; false",
                "acquire.p50>1us; true",
                "release.max>1s; false",
                "notify.p50>1s; true",
                "join.max>11us; false",
                "leave.p50<1s; true",
                "lag.p50>1ms; false",
                "throughput<500; false",
                "throughput<=500/s; true",
                "throughput<1k; true",
                "deliveries>3.9k; true",
                "errors>9; true",
                "errors>10; false",
                "errors>0.9%; true",
                "errors>1%; false",
                "refused>=10; true",
                "vetoes>2%; false",
                "vetoes>1%; true",
                "missed>5; false",
                "missed>0; true"
            })
    void it_has_failed_if_the_condition_is_true(String condition, boolean failed) {
        assertThat(Threshold.read(condition)
                        .judge(FiguresFixture.thousand(true))
                        .failed())
                .isEqualTo(failed);
    }

    @Test
    void it_says_what_the_figure_is() {
        Judgement judgement = Threshold.read("p99 > 5ms").judge(FiguresFixture.thousand(true));
        assertThat(judgement.text()).isEqualTo("p99>5ms: p99 is 990 µs");
        assertThat(Threshold.read("errors>1%")
                        .judge(FiguresFixture.thousand(true))
                        .text())
                .isEqualTo("errors>1%: errors is 0.99 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p99>5ms", "throughput<1", "errors>0", "errors>0%", "lag.max>1s"})
    void where_nothing_was_measured_it_has_failed(String condition) {
        Judgement judgement = Threshold.read(condition).judge(FiguresFixture.nothing());
        assertThat(judgement.failed()).isTrue();
        assertThat(judgement.text()).isEqualTo(condition + ": nothing was measured");
    }

    @Test
    void what_is_none_is_refused_with_what_was_expected() {
        refused("p99", "expected METRIC>LIMIT or METRIC<LIMIT, as p99>5ms or throughput<500k");
        refused("p99=5ms", "expected METRIC>LIMIT or METRIC<LIMIT, as p99>5ms or throughput<500k");
        refused("p99>5", "expected a time as 5ms or 250us as the limit of p99, found '5'");
        refused(
                "throughput<5ms",
                "expected a number as 500k or 1.5M, a second as the limit of throughput, found '5ms'");
        refused("errors>lots", "or a share of the events as 0.1% as the limit of errors, found 'lots'");
        refused("p101>5ms", "before the '>', found 'p101'");
        refused("speed<5", "before the '<', found 'speed'");
        refused("join.throughput<5", "found 'join.throughput'");
    }

    private static void refused(String condition, String message) {
        assertThatThrownBy(() -> Threshold.read(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_limit_of_all_latencies_can_be_drawn_among_them() {
        assertThat(Threshold.read("p99>5ms").latencyLimit()).hasValue(5e6);
        assertThat(Threshold.read("join.p99>5ms").latencyLimit()).isEmpty();
        assertThat(Threshold.read("errors>5").latencyLimit()).isEmpty();
    }
}
