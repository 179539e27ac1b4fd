package io.chainbus.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void a_failing_run_names_its_seed_and_keeps_its_cause() {
        IllegalStateException failure = new IllegalStateException("the eleventh");
        List<Long> drawn = new ArrayList<>();

        assertThatThrownBy(() -> Seeds.run(OptionalLong.empty(), 100, 50, random -> {
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
        List<Long> drawn = new ArrayList<>();
        Seeds.run(OptionalLong.empty(), 100, 11, random -> drawn.add(random.nextLong()));
        List<Long> replayed = new ArrayList<>();
        Seeds.run(OptionalLong.of(110), 7, 50, random -> replayed.add(random.nextLong()));

        assertThat(replayed).containsExactly(drawn.get(10));
    }
}
