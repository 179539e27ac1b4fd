package io.chainbus.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long handlers take. */
class HandlerTimeTest {

    private static HandlerTime read(String text) {
        return HandlerTime.read(text).orElseThrow();
    }

    private static DoubleStream samples(HandlerTime time) {
        SplittableRandom random = new SplittableRandom(7);
        return DoubleStream.generate(() -> time.sample(random)).limit(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; nothing",
                "10us; 10.00 µs",
                "fixed:1ms; 1000 µs",
                "uniform:5us..20us; uniform from 5.000 µs to 20.00 µs",
                "exponential:10us; exponential with mean 10.00 µs",
                "normal:10us,2us; normal with mean 10.00 µs, deviation 2.000 µs",
                "lognormal:10us,0.5; lognormal with median 10.00 µs, sigma 0.5"
            })
    void it_is_read_and_said(String text, String said) {
        assertThat(read(text).text()).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "-5us",
                "11s",
                "uniform:20us..5us",
                "uniform:5us",
                "normal:10us",
                "gamma:10us",
                "lognormal:10us,9",
                "exponential:",
                "uniform:5us..20us..30us"
            })
    void what_is_no_distribution_is_none(String text) {
        assertThat(HandlerTime.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"fixed:10us", "uniform:5us..20us", "exponential:10us", "normal:10us,2us", "lognormal:10us,0.5"})
    void the_mean_of_many_is_the_mean(String text) {
        HandlerTime time = read(text);
        assertThat(samples(time).average().orElseThrow()).isEqualTo(time.mean(), within(time.mean() * 0.02));
    }

    @Test
    void nothing_takes_less_than_no_time_or_for_ever() {
        assertThat(samples(read("normal:1us,10us")).min().orElseThrow()).isZero();
        assertThat(samples(read("exponential:9s")).max().orElseThrow()).isEqualTo(HandlerTime.MOST);
        assertThat(samples(read("uniform:5us..20us")).allMatch(nanos -> nanos >= 5_000 && nanos <= 20_000))
                .isTrue();
    }
}
