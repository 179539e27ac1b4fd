package io.chainbus.report;

import static io.chainbus.report.Quantity.BYTES;
import static io.chainbus.report.Quantity.DURATION;
import static io.chainbus.report.Quantity.ELAPSED;
import static io.chainbus.report.Quantity.NUMBER;
import static io.chainbus.report.Quantity.RARITY;
import static io.chainbus.report.Quantity.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** How numbers are read. */
class QuantityTest {

    static final Arguments[] TEXTS = {
        Arguments.of(DURATION, 0.0, "0 ns"),
        Arguments.of(DURATION, 999.0, "999 ns"),
        Arguments.of(DURATION, 999.9, "1.00 µs"),
        Arguments.of(DURATION, 1_250_000.0, "1.25 ms"),
        Arguments.of(DURATION, 12_340_000_000.0, "12.3 s"),
        Arguments.of(NUMBER, 17.0, "17"),
        Arguments.of(NUMBER, 17.25, "17.3"),
        Arguments.of(NUMBER, 1_234_567.0, "1.23 M"),
        Arguments.of(NUMBER, 99_960.0, "100 k"),
        Arguments.of(BYTES, 1530.0, "1.53 kB"),
        Arguments.of(SHARE, 0.125, "12.5 %"),
        Arguments.of(SHARE, 1e-5, "0.00 %"),
        Arguments.of(ELAPSED, 90.5, "90.5 s"),
        Arguments.of(RARITY, 1.0, "0 %"),
        Arguments.of(RARITY, 2.0, "50 %"),
        Arguments.of(RARITY, 100.0, "99 %"),
        Arguments.of(RARITY, 1000.0, "99.9 %"),
        Arguments.of(RARITY, 100_000.0, "99.999 %"),
        Arguments.of(NUMBER, Double.NaN, "–")
    };

    @ParameterizedTest
    @FieldSource("TEXTS")
    void numbers_have_three_digits_and_a_unit_of_their_size(Quantity quantity, double value, String text) {
        assertThat(quantity.text(value)).isEqualTo(text);
    }
}
