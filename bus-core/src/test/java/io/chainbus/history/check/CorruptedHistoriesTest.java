package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Line;
import io.chainbus.seeded.Seeds;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spoils histories, each in one place, in every way that must be noticed, and looks whether it is. */
class CorruptedHistoriesTest {

    private static List<Corruption> all() {
        return Stream.of(
                        OrderCorruptions.all(),
                        HoldCorruptions.all(),
                        KeyCorruptions.all(),
                        MemberCorruptions.all(),
                        OnceCorruptions.all())
                .flatMap(corruptions -> corruptions)
                .toList();
    }

    @Test
    void every_corruption_is_found_and_named_by_the_promise_that_it_breaks() {
        Seeds.run(60, random -> {
            Trace trace = new Trace(Simulation.history(random, 200));
            for (Corruption corruption : all()) {
                corrupt(trace, corruption, random);
            }
        });
    }

    @Test
    void there_are_corruptions_of_each_promise_and_places_for_each_of_them() {
        RandomGenerator random = new SplittableRandom(1);
        Map<String, Integer> done = new TreeMap<>();
        Set<Promise> broken = EnumSet.noneOf(Promise.class);
        // Some have a place in one history of fifty.
        for (int run = 0; run < 400 && (done.isEmpty() || done.containsValue(0)); run++) {
            Trace trace = new Trace(Simulation.history(random, 200));
            for (Corruption corruption : all()) {
                broken.addAll(corruption.broken());
                done.merge(corruption.name(), corrupt(trace, corruption, random) ? 1 : 0, Integer::sum);
            }
        }
        assertThat(done)
                .hasSize(all().size())
                .allSatisfy((name, times) -> assertThat(times).as(name).isPositive());
        assertThat(broken).containsExactlyInAnyOrder(Promise.values());
    }

    private static boolean corrupt(Trace trace, Corruption corruption, RandomGenerator random) {
        Optional<List<Line>> corrupted = corruption.apply(trace, random);
        corrupted.ifPresent(lines -> {
            CheckReport report = Scribe.check(lines);
            assertThat(report.violations().keySet())
                    .as("%s: %s", corruption, report.shown())
                    .containsAnyElementsOf(corruption.broken());
        });
        return corrupted.isPresent();
    }
}
