package io.chainbus.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void work_can_be_calibrated() {
        assertThat(Work.unitsPerMicrosecond()).isPositive().isFinite();
        Work.spend(0);
    }
}
