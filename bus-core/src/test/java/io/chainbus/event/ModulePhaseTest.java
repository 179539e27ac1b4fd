package io.chainbus.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModulePhaseTest {

    @ParameterizedTest
    @CsvSource({
        "UNFORMED, ACQUIRE, DESCENDING, false",
        "COMING, ACQUIRE, DESCENDING, true",
        "LIVE, NOTIFY, DESCENDING, false",
        "GOING, RELEASE, ASCENDING, false"
    })
    void has_the_role_and_the_direction_that_the_design_gives_it(
            ModulePhase phase, Role role, Direction direction, boolean vetoable) {
        assertThat(phase.role()).isEqualTo(role);
        assertThat(phase.direction()).isEqualTo(direction);
        assertThat(phase.vetoable()).isEqualTo(vetoable);
    }

    @Test
    void only_coming_has_an_undo_and_it_is_going() {
        assertThat(ModulePhase.COMING.undo()).contains(ModulePhase.GOING);
        assertThat(Arrays.stream(ModulePhase.values()).filter(phase -> phase != ModulePhase.COMING))
                .allMatch(phase -> phase.undo().equals(Optional.empty()));
    }

    @Test
    void makes_a_set_that_contradicts_itself_nowhere() {
        assertThat(PhaseSet.of(ModulePhase.values()).phases()).containsExactly(ModulePhase.values());
    }
}
