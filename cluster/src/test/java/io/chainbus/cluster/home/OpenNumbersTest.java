package io.chainbus.cluster.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.wire.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OpenNumbersTest {

    @Test
    void one_that_takes_long_does_not_keep_the_others() {
        OpenNumbers numbers = new OpenNumbers();
        for (long walk = 1; walk <= 1000; walk++) {
            numbers.accepted(walk);
        }
        for (long walk = 2; walk <= 1000; walk++) {
            numbers.ended(walk);
        }
        Horizon horizon = numbers.horizon();
        assertThat(horizon).isEqualTo(new Horizon(1001, List.of(1L)));
        assertThat(horizon.passed(500)).isTrue();
        assertThat(horizon.passed(1)).isFalse();
    }

    @RepeatedTest(50)
    void nothing_that_is_open_is_ever_past_and_what_is_past_stays_so(RepetitionInfo repetition) {
        long seed = 104_729L * repetition.getCurrentRepetition();
        Random random = new Random(seed);
        OpenNumbers numbers = new OpenNumbers();
        TreeSet<Long> open = new TreeSet<>();
        List<Horizon> said = new ArrayList<>();
        long next = 1;
        for (int step = 0; step < 3_000; step++) {
            if (open.isEmpty() || random.nextInt(100) < 50) {
                next += random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0;
                open.add(next);
                numbers.accepted(next++);
            } else {
                List<Long> choice = new ArrayList<>(open);
                // Some take much longer than others.
                long walk = choice.get(choice.size() - 1 - random.nextInt(Math.min(choice.size(), 40)));
                open.remove(walk);
                numbers.ended(walk);
            }
            Horizon horizon = numbers.horizon();
            assertThat(open.stream().filter(horizon::passed))
                    .as("seed %s", seed)
                    .isEmpty();
            if (said.isEmpty() || !said.get(said.size() - 1).equals(horizon)) {
                said.add(horizon);
            }
        }
        for (int index = 1; index < said.size(); index++) {
            Horizon earlier = said.get(index - 1);
            assertThat(said.get(index).below()).as("seed %s", seed).isGreaterThanOrEqualTo(earlier.below());
        }
    }
}
