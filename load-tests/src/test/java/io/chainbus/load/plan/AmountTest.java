package io.chainbus.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people write them. */
class AmountTest {

    @ParameterizedTest
    @CsvSource({"250ns,250", "5us,5000", "5µs,5000", "1.5ms,1500000", "2s,2e9", "3m,180e9", "1min,60e9", "2h,7200e9"})
    void times_have_a_unit(String text, double nanos) {
        assertThat(Amount.nanos(text).orElseThrow()).isEqualTo(nanos, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"17,17", "50k,50000", "1.5M,1500000", "2G,2e9"})
    void numbers_may_be_shortened(String text, double number) {
        assertThat(Amount.number(text)).hasValue(number);
        assertThat(Amount.rate(text + "/s")).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5ms", "5 parsecs", "1e3s", "ms", "5ms/s", "5%"})
    void what_is_no_time_is_none(String text) {
        assertThat(Amount.nanos(text)).isEmpty();
    }

    @Test
    void a_share_is_written_in_percent() {
        assertThat(Amount.share("12.5%")).hasValue(0.125);
        assertThat(Amount.share("0.5")).isEqualTo(OptionalDouble.empty());
        assertThat(Amount.number("5/s")).isEqualTo(OptionalDouble.empty());
    }
}
