package io.chainbus.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.kernel.module.ModuleState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    @ParameterizedTest
    @EnumSource
    void each_has_a_phase_of_its_chain_for_whatever_a_loader_announces(Order order) {
        PhaseSet phases = PhaseSet.of(order.phases());
        for (ModulePhase phase : ModulePhase.values()) {
            Phase announcing = order.announcing(phase);
            assertThat(phases.byName()).containsEntry(phase.name(), announcing);
            assertThat(ModuleState.announcedBy(announcing).name()).isEqualTo(phase.name());
            assertThat(announcing.role()).isEqualTo(phase.role());
            assertThat(announcing.vetoable()).isEqualTo(phase.vetoable());
            assertThat(announcing.undo().map(Phase::name))
                    .isEqualTo(phase.undo().map(Phase::name));
        }
    }

    @Test
    void only_with_priorities_going_goes_forward() {
        assertThat(Order.PRIORITY.announcing(ModulePhase.GOING).direction()).isEqualTo(Direction.DESCENDING);
        assertThat(Order.FIXED.announcing(ModulePhase.GOING).direction()).isEqualTo(Direction.ASCENDING);
        assertThat(Order.REVERSE.announcing(ModulePhase.GOING).direction()).isEqualTo(Direction.ASCENDING);
        assertThat(ForwardPhase.LIVE.undo()).isEqualTo(Optional.empty());
    }
}
