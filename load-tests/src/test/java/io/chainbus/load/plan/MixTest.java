package io.chainbus.load.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events there are. */
class MixTest {

    private static final Mix FULL = Mix.read("acquire,notify:2,release").orElseThrow();

    @Test
    void a_mix_is_read_and_said_in_steps_that_follow_each_other() {
        assertThat(FULL.steps()).containsExactly(Mix.Step.ACQUIRE, Mix.Step.NOTIFY, Mix.Step.NOTIFY, Mix.Step.RELEASE);
        assertThat(FULL).hasToString("acquire:1,notify:2,release:1");
        assertThat(Mix.read("notify:3"))
                .hasValueSatisfying(mix -> assertThat(mix.steps()).hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "acquire:", "acquire:-1", "acquire:0", "Acquire", "hold:1", "acquire;release", "notify:1001"
            })
    void what_is_no_mix_is_none(String text) {
        assertThat(Mix.read(text)).isEmpty();
    }

    @Test
    void each_key_goes_through_the_mix_in_its_order_over_and_over() {
        Rotation rotation = new Rotation(FULL, 7);
        Map<Integer, List<Mix.Step>> byKey = new HashMap<>();
        for (int event = 0; event < 200; event++) {
            rotation.advance();
            byKey.computeIfAbsent(rotation.key(), key -> new ArrayList<>()).add(rotation.step());
        }
        assertThat(byKey).hasSize(7);
        byKey.values().forEach(steps -> {
            for (int index = 0; index < steps.size(); index++) {
                assertThat(steps.get(index)).isEqualTo(FULL.steps().get(index % 4));
            }
        });
    }

    @Test
    void after_the_first_laps_all_steps_are_on_the_way_at_any_time() {
        Rotation rotation = new Rotation(FULL, 100);
        for (int event = 0; event < 400; event++) {
            rotation.advance();
        }
        Map<Mix.Step, Integer> counts = new EnumMap<>(Mix.Step.class);
        for (int event = 0; event < 40; event++) {
            rotation.advance();
            counts.merge(rotation.step(), 1, Integer::sum);
        }
        assertThat(counts).containsEntry(Mix.Step.ACQUIRE, 10).containsEntry(Mix.Step.NOTIFY, 20);
    }

    @Test
    void one_key_is_enough() {
        Rotation rotation = new Rotation(FULL, 1);
        List<Mix.Step> steps = new ArrayList<>();
        for (int event = 0; event < 8; event++) {
            rotation.advance();
            steps.add(rotation.step());
        }
        assertThat(steps.subList(0, 4)).isEqualTo(FULL.steps());
        assertThat(steps.subList(4, 8)).isEqualTo(FULL.steps());
    }
}
