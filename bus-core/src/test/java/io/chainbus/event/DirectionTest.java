package io.chainbus.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectionTest {

    @Test
    void each_direction_is_the_opposite_of_the_other() {
        assertThat(Direction.DESCENDING.opposite()).isEqualTo(Direction.ASCENDING);
        assertThat(Direction.ASCENDING.opposite()).isEqualTo(Direction.DESCENDING);
    }
}
