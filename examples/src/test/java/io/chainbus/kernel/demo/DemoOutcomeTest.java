package io.chainbus.kernel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.ModuleState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each thing that goes wrong makes a run one that did not go as planned. */
class DemoOutcomeTest {

    private static final LoadResult REFUSED = failed("bad", "bad");

    private final DemoPlan plan = new DemoPlan(List.of(), Set.of("bad"), Set.of());
    private Map<String, LoadResult> booted = Map.of("a", new LoadResult.Loaded("a"));
    private Map<String, LoadResult> loads =
            Map.of("a", new LoadResult.AlreadyLive("a"), "bad", REFUSED, "needy", failed("bad", "needy"));
    private List<UnloadResult> unloads = List.of(new UnloadResult.Unloaded("a"));
    private List<LoadedModule> stayed = List.of();
    private int hooksLeft;
    private List<Violation> violations = List.of();
    private List<String> surprises = List.of();

    @Test
    void a_run_in_which_only_what_was_to_be_refused_was_went_as_planned() {
        assertThat(outcome().asPlanned()).isTrue();
        assertThat(outcome().refused()).containsOnlyKeys("bad");
        assertThat(outcome().failedWithDependency()).isOne();
    }

    @Test
    void a_violation_of_order_did_not() {
        violations = List.of(new Violation(Violation.Kind.RELEASED_WITH_HOOK, "a", "a+0"));
        assertThat(outcome().asPlanned()).isFalse();
    }

    @Test
    void a_surprised_subscriber_did_not() {
        surprises = List.of("btf was told what it did not expect");
        assertThat(outcome().asPlanned()).isFalse();
    }

    @Test
    void a_hook_that_is_left_did_not() {
        hooksLeft = 1;
        assertThat(outcome().asPlanned()).isFalse();
    }

    @Test
    void a_refusal_that_was_not_planned_or_did_not_come_did_not() {
        loads = Map.of("a", failed("a", "a"), "bad", REFUSED);
        assertThat(outcome().asPlanned()).isFalse();
        loads = Map.of("a", new LoadResult.Loaded("a"), "bad", new LoadResult.Loaded("bad"));
        assertThat(outcome().asPlanned()).isFalse();
    }

    @Test
    void a_boot_that_did_not_come_up_did_not() {
        booted = Map.of("a", failed("a", "a"));
        assertThat(outcome().asPlanned()).isFalse();
    }

    @Test
    void an_unload_out_of_turn_or_left_out_did_not() {
        unloads = List.of(new UnloadResult.InUse("a", List.of("b")), new UnloadResult.Unloaded("a"));
        assertThat(outcome().asPlanned()).isFalse();
        unloads = List.of();
        assertThat(outcome().asPlanned()).isFalse();
        stayed = List.of(new LoadedModule("a", 0, ModuleState.LIVE, 0, List.of(), List.of()));
        assertThat(outcome().asPlanned()).isTrue();
    }

    private DemoOutcome outcome() {
        return new DemoOutcome(
                plan, booted, loads, List.of("a"), unloads, stayed, 0, hooksLeft, 0, violations, 1, surprises);
    }

    private static LoadResult failed(String failed, String wanted) {
        return new LoadResult.Failed(failed, Errno.ENODEV, new LoadResult.Reason.Refused("lockdown", wanted));
    }
}
