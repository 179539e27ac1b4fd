package io.chainbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void a_machine_that_has_other_things_to_do_is_told_of() {
        assertThat(new Conditions(1.1, 2).unrest())
                .hasValueSatisfying(note -> assertThat(note).contains("load average was 1.1"));
        assertThat(new Conditions(1.0, 2).unrest()).isEmpty();
        assertThat(new Conditions(-1, 2).unrest()).isEmpty();
    }

    @Test
    void figures_come_with_what_they_were_measured_on() {
        assertThat(new Conditions(0, 2).text("medians"))
                .startsWith("medians, on Java " + System.getProperty("java.version"))
                .endsWith(", 2 cores");
    }

    @Test
    void they_are_those_of_this_machine() {
        assertThat(Conditions.now().cores()).isPositive();
    }
}
