package io.chainbus.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelNumbersTest {

    @Test
    void integers_are_decimal_hexadecimal_or_octal() {
        assertThat(KernelNumbers.integer("-19")).hasValue(-19);
        assertThat(KernelNumbers.integer(" 7\n")).hasValue(7);
        assertThat(KernelNumbers.integer("+7")).hasValue(7);
        assertThat(KernelNumbers.integer("0x1F")).hasValue(31);
        assertThat(KernelNumbers.integer("-0X10")).hasValue(-16);
        assertThat(KernelNumbers.integer("010")).hasValue(8);
        assertThat(KernelNumbers.integer("0")).hasValue(0);
        assertThat(KernelNumbers.integer("-2147483648")).hasValue(Integer.MIN_VALUE);
    }

    @Test
    void anything_else_is_none() {
        List.of("", "-", "abc", "1a", "#ff", "0x", "08", "1.5", "1 2", "2147483648", "٣")
                .forEach(
                        text -> assertThat(KernelNumbers.integer(text)).as(text).isEmpty());
    }

    @Test
    void truth_is_in_the_beginning() {
        List.of("1", "y", "Yes", "true", "on", "ON\n")
                .forEach(text -> assertThat(KernelNumbers.truth(text)).as(text).contains(true));
        List.of("0", "n", "No", "false", "off", "of")
                .forEach(text -> assertThat(KernelNumbers.truth(text)).as(text).contains(false));
        List.of("", "2", "o", "maybe", " 1", "-1")
                .forEach(text -> assertThat(KernelNumbers.truth(text)).as(text).isEmpty());
    }
}
