package io.chainbus.kernel.livepatch;

import static io.chainbus.kernel.livepatch.Bench.COMING;
import static io.chainbus.kernel.livepatch.Bench.GOING;
import static io.chainbus.kernel.livepatch.Bench.event;
import static io.chainbus.kernel.livepatch.Bench.patch;
import static io.chainbus.kernel.livepatch.Bench.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Patches that are enabled and disabled, and modules that come and go, while no task is inside anything. */
class LivepatchTest {

    private final Bench bench = new Bench();

    @AfterEach
    void nothing_was_out_of_order() {
        assertThat(bench.ftrace.violations()).isEmpty();
    }

    @Test
    void a_patch_is_applied_to_what_is_there_and_taken_off_again() {
        bench.come(target());
        assertThat(bench.enable(patch("p", "t", "t+0"))).isEmpty();
        assertThat(bench.call("t", "t+0")).isEqualTo("p");
        assertThat(bench.livepatch.inForce()).containsExactly(new PatchStatus("p", true, false));
        assertThat(bench.pin.taken()).isOne();
        assertThat(bench.livepatch.write("p", false)).isEmpty();
        assertThat(bench.livepatch.inForce()).isEmpty();
        assertThat(bench.call("t", "t+0")).isEqualTo("original");
        assertThat(bench.pin.taken()).isZero();
        assertThat(bench.ftrace.hooks()).isZero();
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "livepatch: 'p': starting patching transition",
                        "livepatch: 'p': completing patching transition",
                        "livepatch: 'p': patching complete",
                        "livepatch: 'p': initializing unpatching transition",
                        "livepatch: 'p': starting unpatching transition",
                        "livepatch: 'p': completing unpatching transition",
                        "livepatch: 'p': unpatching complete");
    }

    @Test
    void objects_are_worked_on_in_the_order_in_which_the_patch_names_them_and_those_that_are_absent_are_left_out() {
        bench.come(target());
        bench.printed();
        bench.enable(new Patch(
                "p",
                List.of(
                        bench.logged("t", 0, "t"),
                        bench.logged("absent", 0, "absent"),
                        bench.logged("kernel", 0, "vmlinux"))));
        bench.livepatch.write("p", false);
        assertThat(bench.printed())
                .filteredOn(line -> !line.startsWith("livepatch:"))
                .containsExactly(
                        "t pre_patch" + Bench.LIVE,
                        "kernel pre_patch vmlinux",
                        "t post_patch" + Bench.LIVE,
                        "kernel post_patch vmlinux",
                        "t pre_unpatch" + Bench.LIVE,
                        "kernel pre_unpatch vmlinux",
                        "t post_unpatch" + Bench.LIVE,
                        "kernel post_unpatch vmlinux");
    }

    @Test
    void a_patch_follows_its_module() {
        bench.enable(patch("p", "t", "t+0", "t+1"));
        KernelModule module = target();
        assertThat(bench.come(module)).isEqualTo(Verdict.ok());
        assertThat(bench.ftrace.hooks()).isEqualTo(2);
        bench.go(module);
        assertThat(bench.ftrace.hooks()).isZero();
        bench.come(target());
        assertThat(bench.ftrace.hooks()).isEqualTo(2);
    }

    @Test
    void the_newest_patch_of_a_function_wins_and_the_one_below_comes_back() {
        bench.come(target());
        bench.enable(patch("old", "t", "t+0"));
        bench.enable(patch("new", "t", "t+0"));
        assertThat(bench.call("t", "t+0")).isEqualTo("new");
        assertThat(bench.ftrace.hooks()).isOne();
        bench.livepatch.write("new", false);
        assertThat(bench.call("t", "t+0")).isEqualTo("old");
        assertThat(bench.ftrace.hooks()).isOne();
    }

    @Test
    void the_lower_patch_may_be_taken_off_first() {
        bench.come(target());
        bench.enable(patch("old", "t", "t+0"));
        bench.enable(patch("new", "t", "t+0"));
        bench.livepatch.write("old", false);
        assertThat(bench.call("t", "t+0")).isEqualTo("new");
        bench.livepatch.write("new", false);
        assertThat(bench.ftrace.hooks()).isZero();
    }

    @Test
    void writing_what_is_there_already_is_invalid_and_a_patch_that_is_not_in_force_has_no_file() {
        bench.enable(patch("p", "t"));
        assertThat(bench.livepatch.write("p", true)).contains(Errno.EINVAL);
        assertThat(bench.livepatch.write("q", false)).contains(Errno.ENOENT);
        bench.livepatch.write("p", false);
        assertThat(bench.livepatch.write("p", false)).contains(Errno.ENOENT);
        assertThat(bench.livepatch.write("p", true)).contains(Errno.ENOENT);
    }

    @Test
    void a_symbol_that_is_missing_refuses_the_patch_before_anything_is_said_of_enabling() {
        assertThat(bench.enable(patch("p", "vmlinux", "nosuch"))).contains(Errno.EINVAL);
        assertThat(bench.printed()).containsExactly("livepatch: symbol 'nosuch' not found in symbol table");
        assertThat(bench.inForce("p")).isFalse();
    }

    @Test
    void a_symbol_that_is_missing_in_a_module_that_comes_refuses_the_module() {
        bench.enable(patch("p", "t", "nosuch"));
        bench.printed();
        assertThat(bench.come(target()))
                .isInstanceOfSatisfying(
                        KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.EINVAL));
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: symbol 'nosuch' not found in symbol table",
                        "livepatch: failed to initialize patch 'p' for module 't' (-22)",
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void a_pre_patch_that_fails_takes_back_those_that_had_succeeded_and_only_those() {
        bench.come(target());
        bench.printed();
        assertThat(bench.enable(new Patch(
                        "p", List.of(bench.logged("p", 0, "vmlinux", "show"), bench.logged("p", -19, "t", "t+0")))))
                .contains(Errno.ENODEV);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "p pre_patch vmlinux",
                        "p pre_patch" + Bench.LIVE,
                        "livepatch: pre-patch callback failed for object 't'",
                        "livepatch: failed to enable patch 'p'",
                        "livepatch: 'p': canceling patching transition, going to unpatch",
                        "livepatch: 'p': completing unpatching transition",
                        "p post_unpatch vmlinux",
                        "livepatch: 'p': unpatching complete");
        assertThat(bench.ftrace.hooks()).isZero();
        assertThat(bench.livepatch.inTransition()).isFalse();
    }

    @Test
    void a_hook_that_fails_while_enabling_takes_back_what_was_done() {
        bench.ftrace.setEnabled(false);
        assertThat(bench.enable(bench.callbacks("p", 0, "vmlinux", "show"))).contains(Errno.EBUSY);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "p pre_patch vmlinux",
                        "livepatch: failed to register ftrace handler for function 'show' (-16)",
                        "livepatch: failed to patch object 'vmlinux'",
                        "livepatch: failed to enable patch 'p'",
                        "livepatch: 'p': canceling patching transition, going to unpatch",
                        "livepatch: 'p': completing unpatching transition",
                        "p post_unpatch vmlinux",
                        "livepatch: 'p': unpatching complete");
        assertThat(bench.pin.taken()).isZero();
    }

    @Test
    void a_hook_that_fails_when_a_module_comes_refuses_it() {
        bench.enable(bench.callbacks("p", 0, "t", "t+0"));
        bench.printed();
        bench.ftrace.setEnabled(false);
        assertThat(bench.come(target())).isInstanceOf(KernelError.class);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: applying patch 'p' to loading module 't'",
                        "p pre_patch" + COMING,
                        "livepatch: failed to register ftrace handler for function 't+0' (-16)",
                        "livepatch: failed to apply patch 'p' to module 't' (-16)",
                        "p post_unpatch" + COMING,
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void in_the_wrong_order_a_hook_finds_no_record() {
        bench.enable(patch("p", "t", "t+0"));
        bench.printed();
        KernelModule module = target();
        bench.first.onEvent(event(module, ModulePhase.UNFORMED));
        assertThat(bench.second.onEvent(event(module, ModulePhase.COMING))).isInstanceOf(KernelError.class);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: applying patch 'p' to loading module 't'",
                        "livepatch: failed to find location for function 't+0'",
                        "livepatch: failed to apply patch 'p' to module 't' (-22)",
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void a_later_patch_s_refusal_reverts_the_earlier_ones_oldest_first() {
        bench.enable(bench.callbacks("one", 0, "t"));
        bench.enable(bench.callbacks("two", 0, "t"));
        bench.enable(bench.callbacks("bad", -19, "t"));
        bench.printed();
        bench.come(target());
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: applying patch 'one' to loading module 't'",
                        "one pre_patch" + COMING,
                        "one post_patch" + COMING,
                        "livepatch: applying patch 'two' to loading module 't'",
                        "two pre_patch" + COMING,
                        "two post_patch" + COMING,
                        "livepatch: applying patch 'bad' to loading module 't'",
                        "bad pre_patch" + COMING,
                        "livepatch: pre-patch callback failed for object 't'",
                        "livepatch: patch 'bad' failed for module 't', refusing to load module 't'",
                        "one pre_unpatch" + COMING,
                        "livepatch: reverting patch 'one' on unloading module 't'",
                        "one post_unpatch" + COMING,
                        "two pre_unpatch" + COMING,
                        "livepatch: reverting patch 'two' on unloading module 't'",
                        "two post_unpatch" + COMING);
    }

    @Test
    void an_undo_reverts_with_coming_and_a_going_with_going() {
        bench.enable(bench.callbacks("p", 0, "t"));
        KernelModule module = target();
        bench.come(module);
        module.become(ModuleState.COMING);
        bench.printed();
        bench.second.onEvent(event(module, ModulePhase.COMING).asUndo());
        assertThat(bench.printed())
                .containsExactly(
                        "p pre_unpatch" + COMING,
                        "livepatch: reverting patch 'p' on unloading module 't'",
                        "p post_unpatch" + COMING);
        bench.second.onEvent(event(module, ModulePhase.GOING));
        assertThat(bench.printed()).as("nothing is left to revert").isEmpty();
    }

    @Test
    void a_module_whose_exit_runs_is_shown_as_going_before_it_has_gone() {
        KernelModule module = target();
        bench.come(module);
        module.become(ModuleState.GOING);
        bench.enable(bench.callbacks("p", 0, "t"));
        assertThat(bench.printed()).contains("p pre_patch" + GOING, "p post_patch" + GOING);
    }

    @Test
    void it_accepts_every_module_s_coming_and_no_unformed_one() {
        KernelModule module = target();
        assertThat(bench.second.onEvent(event(module, ModulePhase.UNFORMED))).isEqualTo(Verdict.done());
        assertThat(bench.second.onEvent(event(module, ModulePhase.COMING))).isEqualTo(Verdict.ok());
        assertThat(bench.second.onEvent(event(module, ModulePhase.GOING))).isEqualTo(Verdict.ok());
    }

    @Test
    void a_patch_names_an_object_once() {
        ObjectPatch object = bench.logged("p", 0, "t");
        assertThatThrownBy(() -> new Patch("p", List.of(object, object))).hasMessage("p names the object t twice");
    }
}
