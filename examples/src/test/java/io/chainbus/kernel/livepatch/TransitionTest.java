package io.chainbus.kernel.livepatch;

import static io.chainbus.kernel.livepatch.Bench.COMING;
import static io.chainbus.kernel.livepatch.Bench.GOING;
import static io.chainbus.kernel.livepatch.Bench.LIVE;
import static io.chainbus.kernel.livepatch.Bench.patch;
import static io.chainbus.kernel.livepatch.Bench.slowPatch;
import static io.chainbus.kernel.livepatch.Bench.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.task.Course;
import io.chainbus.kernel.task.Site;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transitions that a task delays, since it is inside what they change. */
class TransitionTest {

    private final Bench bench = new Bench();
    private final KernelModule module = target();

    @BeforeEach
    void the_module_is_there() {
        bench.come(module);
    }

    @AfterEach
    void nothing_was_out_of_order() {
        assertThat(bench.ftrace.violations()).isEmpty();
    }

    @Test
    void it_is_over_when_no_task_is_inside_the_original_any_more() {
        bench.startTask("t+0", 10);
        assertThat(bench.enable(bench.callbacks("p", 0, "t", "t+0"))).isEmpty();
        assertThat(bench.livepatch.status("p")).contains(new PatchStatus("p", true, true));
        assertThat(bench.pin.taken()).as("it is pinned from the start").isOne();
        bench.pass(9);
        assertThat(bench.printed())
                .containsExactly(
                        "original",
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "p pre_patch" + LIVE,
                        "livepatch: 'p': starting patching transition");
        bench.pass(1);
        assertThat(bench.printed())
                .containsExactly(
                        "original returns",
                        "livepatch: 'p': completing patching transition",
                        "p post_patch" + LIVE,
                        "livepatch: 'p': patching complete");
        assertThat(bench.livepatch.status("p")).contains(new PatchStatus("p", true, false));
    }

    @Test
    void tasks_in_other_functions_do_not_delay_it() {
        bench.startTask("t+1", 10);
        bench.enable(patch("p", "t", "t+0"));
        assertThat(bench.livepatch.inTransition()).isFalse();
    }

    @Test
    void all_tasks_have_to_leave() {
        bench.startTask("t+0", 3);
        bench.startTask("t+1", 7);
        bench.enable(patch("p", "t", "t+0", "t+1"));
        bench.pass(3);
        assertThat(bench.livepatch.inTransition()).isTrue();
        bench.pass(4);
        assertThat(bench.livepatch.inTransition()).isFalse();
    }

    @Test
    void a_task_that_enters_meanwhile_runs_the_new_code() {
        bench.startTask("t+0", 10);
        bench.enable(patch("p", "t", "t+0"));
        assertThat(bench.call("t", "t+0")).isEqualTo("p");
    }

    @Test
    void disabling_it_meanwhile_turns_it_around_which_is_over_at_once_where_nobody_is_in_the_new_code() {
        bench.startTask("t+0", 10);
        bench.enable(bench.callbacks("p", 0, "t", "t+0"));
        bench.printed();
        assertThat(bench.livepatch.write("p", false)).isEmpty();
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: 'p': reversing transition from patching to unpatching",
                        "livepatch: 'p': starting unpatching transition",
                        "livepatch: 'p': completing unpatching transition",
                        "p post_unpatch" + LIVE,
                        "livepatch: 'p': unpatching complete");
        assertThat(bench.pin.taken()).isZero();
        assertThat(bench.ftrace.hooks()).isZero();
    }

    @Test
    void turned_around_it_waits_for_those_who_had_entered_the_new_code() {
        bench.startTask("t+0", 10);
        bench.enable(slowPatch("p", 3, "t", "t+0"));
        bench.startTask("t+0", 0);
        bench.livepatch.write("p", false);
        assertThat(bench.livepatch.status("p")).contains(new PatchStatus("p", false, true));
        assertThat(bench.call("t", "t+0")).as("who enters now is led past it").isEqualTo("original");
        bench.pass(3);
        assertThat(bench.inForce("p")).isFalse();
        assertThat(bench.ftrace.hooks()).isZero();
    }

    @Test
    void unpatching_waits_for_those_in_the_new_code_and_can_be_turned_around_too() {
        bench.enable(slowPatch("p", 5, "t", "t+0"));
        bench.startTask("t+0", 0);
        bench.printed();
        assertThat(bench.livepatch.write("p", false)).isEmpty();
        bench.pass(2);
        assertThat(bench.livepatch.write("p", false)).contains(Errno.EINVAL);
        assertThat(bench.livepatch.write("p", true)).isEmpty();
        assertThat(bench.call("t", "t+0")).isEqualTo("p");
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: 'p': initializing unpatching transition",
                        "livepatch: 'p': starting unpatching transition",
                        "livepatch: 'p': reversing transition from unpatching to patching",
                        "livepatch: 'p': starting patching transition",
                        "livepatch: 'p': completing patching transition",
                        "livepatch: 'p': patching complete");
        assertThat(bench.livepatch.status("p")).contains(new PatchStatus("p", true, false));
        assertThat(bench.pin.taken()).isOne();
    }

    @Test
    void it_can_be_turned_around_as_often_as_it_is_delayed() {
        bench.startTask("t+0", 10);
        bench.enable(bench.callbacks("p", 0, "t", "t+0"));
        bench.livepatch.write("p", false);
        bench.enable(bench.callbacks("q", 0, "vmlinux"));
        bench.enable(slowPatch("r", 20, "t", "t+0"));
        bench.startTask("t+0", 0);
        bench.livepatch.write("r", false);
        bench.livepatch.write("r", true);
        assertThat(bench.livepatch.turns()).isEqualTo(2 + 1 + 3);
        bench.pass(10);
        assertThat(bench.livepatch.status("r")).contains(new PatchStatus("r", true, false));
        bench.livepatch.write("r", false);
        bench.pass(9);
        assertThat(bench.inForce("r")).isTrue();
        bench.pass(1);
        assertThat(bench.inForce("r")).isFalse();
    }

    @Test
    void one_transition_at_a_time_and_nothing_is_said_of_a_second() {
        bench.enable(patch("other", "t", "t+1"));
        bench.startTask("t+0", 10);
        bench.enable(patch("p", "t", "t+0"));
        bench.printed();
        assertThat(bench.enable(patch("q", "vmlinux", "show"))).contains(Errno.EBUSY);
        assertThat(bench.livepatch.write("other", false)).contains(Errno.EBUSY);
        assertThat(bench.livepatch.write("other", true)).contains(Errno.EINVAL);
        assertThat(bench.printed()).isEmpty();
        assertThat(bench.inForce("q")).isFalse();
        assertThat(bench.enable(patch("q", "vmlinux", "nosuch")))
                .as("symbols are looked up before")
                .contains(Errno.EINVAL);
        bench.pass(10);
        assertThat(bench.livepatch.write("other", false)).isEmpty();
    }

    @Test
    void a_module_that_comes_meanwhile_gets_its_post_patch_at_the_end() {
        KernelModule idle = module;
        bench.go(idle);
        bench.printed();
        KernelModule other = new KernelModule(FunctionTable.ofSites("busy", 2, true), 0);
        bench.come(other);
        bench.tasks.start(new Site("busy", "busy+0"), () -> new Course("", Duration.ofSeconds(5), ""));
        bench.pass(0);
        bench.enable(new Patch("p", List.of(bench.logged("p", 0, "t", "t+0"), bench.logged("p", 0, "busy", "busy+0"))));
        bench.printed();
        bench.come(target());
        assertThat(bench.printed())
                .containsExactly("livepatch: applying patch 'p' to loading module 't'", "p pre_patch" + COMING);
        bench.pass(5);
        assertThat(bench.printed()).contains("p post_patch" + LIVE);
    }

    @Test
    void a_module_that_goes_meanwhile_gets_no_pre_unpatch() {
        bench.startTask("t+0", 10);
        bench.enable(bench.callbacks("p", 0, "t", "t+0"));
        bench.printed();
        bench.go(module);
        assertThat(bench.printed())
                .containsExactly("livepatch: reverting patch 'p' on unloading module 't'", "p post_unpatch" + GOING);
        bench.pass(10);
        assertThat(bench.printed())
                .containsExactly(
                        "original returns",
                        "livepatch: 'p': completing patching transition",
                        "livepatch: 'p': patching complete");
    }

    @Test
    void a_module_that_is_refused_meanwhile_is_reverted_without_a_pre_unpatch() {
        bench.startTask("t+0", 10);
        bench.enable(bench.callbacks("p", 0, "t", "t+0"));
        bench.go(module);
        bench.printed();
        KernelModule again = target();
        bench.come(again);
        again.become(ModuleState.COMING);
        bench.second.onEvent(Bench.event(again, ModulePhase.COMING).asUndo());
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: applying patch 'p' to loading module 't'",
                        "p pre_patch" + COMING,
                        "livepatch: reverting patch 'p' on unloading module 't'",
                        "p post_unpatch" + COMING);
    }
}
