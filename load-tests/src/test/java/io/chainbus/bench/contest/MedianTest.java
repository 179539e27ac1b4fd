package io.chainbus.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void it_is_the_middle_of_the_values_in_order() {
        assertThat(Median.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Median(4, 1, 9));
        assertThat(Median.of(List.of(7.0))).isEqualTo(new Median(7, 7, 7));
    }

    @Test
    void of_an_even_number_it_is_between_the_two_in_the_middle() {
        assertThat(Median.of(List.of(8.0, 2.0, 100.0, 4.0))).isEqualTo(new Median(6, 2, 100));
    }

    @Test
    void there_is_none_of_nothing() {
        assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
