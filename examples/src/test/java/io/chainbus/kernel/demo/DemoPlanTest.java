package io.chainbus.kernel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.ModuleTreeReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

    private static final ModuleTree TREE = ModuleTreeReader.embedded();
    private static final BootList BOOT = BootList.embedded(TREE);

    @Test
    void the_same_seed_gives_the_same_plan_and_another_one_another() {
        assertThat(DemoPlan.of(TREE, BOOT, 5))
                .isEqualTo(DemoPlan.of(TREE, BOOT, 5))
                .isNotEqualTo(DemoPlan.of(TREE, BOOT, 6));
    }

    @Test
    void livepatches_are_for_what_most_others_depend_on() {
        Map<String, Integer> dependants = TREE.directDependants();
        DemoPlan plan = DemoPlan.of(TREE, BOOT, 1);
        List<String> patched = plan.livepatches().stream()
                .flatMap(livepatch -> Stream.concat(livepatch.objects().stream(), Stream.empty())
                        .filter(object -> !livepatch.refuses().contains(object)))
                .distinct()
                .toList();
        int fewest = patched.stream()
                .mapToInt(name -> dependants.getOrDefault(name, 0))
                .min()
                .orElseThrow();
        assertThat(patched).hasSize(4);
        assertThat(dependants.values().stream().filter(count -> count > fewest)).hasSizeLessThan(4);
    }

    @Test
    void nothing_that_the_boot_or_a_livepatch_needs_is_refused() {
        for (long seed = 0; seed < 20; seed++) {
            DemoPlan plan = DemoPlan.of(TREE, BOOT, seed);
            assertThat(plan.refusedByAnyone()).as("seed " + seed).hasSize(6).doesNotContainAnyElementsOf(BOOT.names());
        }
    }
}
