package io.chainbus.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void a_failing_run_names_its_seed_and_keeps_its_cause() {
        IllegalStateException failure = new IllegalStateException("the eleventh");
        List<Long> drawn = new ArrayList<>();

        assertThatThrownBy(() -> Seeds.run(OptionalLong.of(100), OptionalLong.of(50), 7, random -> {
                    drawn.add(random.nextLong());
                    if (drawn.size() == 11) {
                        throw failure;
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("failed with seed 110, replay with -Dchainbus.seed=110: the eleventh")
                .hasCause(failure);
        assertThat(drawn).hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    void a_seed_that_is_given_repeats_its_run_alone() {
        List<Long> drawn = draw(OptionalLong.of(100), OptionalLong.of(11), 50);
        assertThat(draw(OptionalLong.of(110), NONE, 50)).containsExactly(drawn.get(10));
    }

    @Test
    void there_are_as_many_runs_as_are_asked_for_each_time_others() {
        assertThat(draw(NONE, NONE, 3)).hasSize(3).doesNotContainAnyElementsOf(draw(NONE, NONE, 3));
        assertThat(draw(NONE, OptionalLong.of(5), 3)).hasSize(5);
    }

    private static List<Long> draw(OptionalLong seed, OptionalLong wanted, int runs) {
        List<Long> drawn = new ArrayList<>();
        Seeds.run(seed, wanted, runs, random -> drawn.add(random.nextLong()));
        return drawn;
    }
}
