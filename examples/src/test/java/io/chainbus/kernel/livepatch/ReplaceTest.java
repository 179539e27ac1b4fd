package io.chainbus.kernel.livepatch;

import static io.chainbus.kernel.livepatch.Bench.COMING;
import static io.chainbus.kernel.livepatch.Bench.GOING;
import static io.chainbus.kernel.livepatch.Bench.LIVE;
import static io.chainbus.kernel.livepatch.Bench.patch;
import static io.chainbus.kernel.livepatch.Bench.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Patches that take over from those before them. */
class ReplaceTest {

    private final Bench bench = new Bench();

    @AfterEach
    void nothing_was_out_of_order() {
        assertThat(bench.ftrace.violations()).isEmpty();
    }

    @Test
    void the_older_ones_are_disabled_without_any_callback_of_theirs_and_can_be_removed() {
        bench.enable(bench.callbacks("one", 0, "vmlinux"));
        bench.enable(bench.callbacks("two", 0, "vmlinux", "show"));
        bench.printed();
        assertThat(bench.enable(bench.replacing("new", "vmlinux"))).isEmpty();
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: enabling patch 'new'",
                        "livepatch: 'new': initializing patching transition",
                        "new pre_patch vmlinux",
                        "livepatch: 'new': starting patching transition",
                        "livepatch: 'new': completing patching transition",
                        "new post_patch vmlinux",
                        "livepatch: 'new': patching complete");
        assertThat(bench.livepatch.inForce()).containsExactly(new PatchStatus("new", true, false));
        assertThat(bench.pin.taken()).as("only the new one's").isOne();
        assertThat(bench.call("vmlinux", "show")).isEqualTo("original");
        assertThat(bench.ftrace.hooks())
                .as("nothing is left that only led back")
                .isZero();
        assertThat(bench.livepatch.write("one", false)).contains(Errno.ENOENT);
    }

    @Test
    void a_function_of_both_goes_from_one_to_the_other() {
        bench.enable(patch("old", "vmlinux", "show"));
        bench.enable(bench.replacing("new", "vmlinux", "show"));
        assertThat(bench.call("vmlinux", "show")).isEqualTo("new");
        bench.livepatch.write("new", false);
        assertThat(bench.call("vmlinux", "show")).as("what it replaced is gone").isEqualTo("original");
        assertThat(bench.ftrace.hooks()).isZero();
    }

    @Test
    void without_replace_the_older_one_stays() {
        bench.enable(patch("old", "vmlinux", "show"));
        bench.enable(bench.callbacks("new", 0, "vmlinux"));
        assertThat(bench.livepatch.inForce()).extracting(PatchStatus::name).containsExactly("old", "new");
        assertThat(bench.call("vmlinux", "show")).isEqualTo("old");
    }

    @Test
    void in_transition_a_target_of_the_older_ones_that_comes_and_goes_is_the_new_one_s_too() {
        KernelModule busy = target();
        bench.come(busy);
        bench.startTask("t+1", 10);
        bench.enable(bench.callbacks("old", 0, "u", "u+0"));
        bench.enable(bench.replacing("new", "t", "t+1"));
        bench.printed();
        KernelModule other = new KernelModule(FunctionTable.ofSites("u", 2, true), 0);
        String coming = COMING.replace(" t ", " u ");
        String going = GOING.replace(" t ", " u ");
        bench.come(other);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: applying patch 'old' to loading module 'u'",
                        "old pre_patch" + coming,
                        "old post_patch" + coming,
                        "livepatch: applying patch 'new' to loading module 'u'");
        assertThat(bench.call("u", "u+0"))
                .as("who has switched is back at the original")
                .isEqualTo("original");
        bench.go(other);
        assertThat(bench.printed())
                .containsExactly(
                        "old pre_unpatch" + going,
                        "livepatch: reverting patch 'old' on unloading module 'u'",
                        "old post_unpatch" + going,
                        "livepatch: reverting patch 'new' on unloading module 'u'");
        bench.pass(10);
        bench.printed();
        bench.come(new KernelModule(FunctionTable.ofSites("u", 2, true), 0));
        assertThat(bench.printed()).as("it has taken over").isEmpty();
    }

    @Test
    void turned_around_it_leaves_the_older_ones_as_they_were() {
        bench.come(target());
        bench.enable(bench.callbacks("old", 0, "t", "t+0"));
        bench.startTask("t+1", 10);
        bench.enable(bench.replacing("new", "t", "t+1"));
        assertThat(bench.call("t", "t+0")).isEqualTo("original");
        bench.printed();
        bench.livepatch.write("new", false);
        assertThat(bench.printed())
                .containsExactly(
                        "livepatch: 'new': reversing transition from patching to unpatching",
                        "livepatch: 'new': starting unpatching transition",
                        "livepatch: 'new': completing unpatching transition",
                        "new post_unpatch" + LIVE,
                        "livepatch: 'new': unpatching complete");
        assertThat(bench.livepatch.inForce()).containsExactly(new PatchStatus("old", true, false));
        assertThat(bench.call("t", "t+0")).isEqualTo("old");
        assertThat(bench.ftrace.hooks()).isOne();
    }

    @Test
    void a_task_in_the_older_one_s_code_delays_it() {
        bench.come(target());
        bench.enable(Bench.slowPatch("old", 5, "t", "t+0"));
        bench.startTask("t+0", 0);
        bench.enable(bench.replacing("new", "vmlinux"));
        assertThat(bench.livepatch.inTransition()).isTrue();
        bench.pass(5);
        assertThat(bench.livepatch.inForce()).containsExactly(new PatchStatus("new", true, false));
        assertThat(bench.ftrace.hooks()).isZero();
    }

    @Test
    void one_that_fails_leaves_the_older_ones_as_they_were() {
        bench.come(target());
        bench.enable(patch("old", "t", "t+0"));
        Patch failing = new Patch("new", List.of(bench.logged("new", -16, "vmlinux")), true);
        assertThat(bench.enable(failing)).contains(Errno.EBUSY);
        assertThat(bench.livepatch.inForce()).containsExactly(new PatchStatus("old", true, false));
        assertThat(bench.call("t", "t+0")).isEqualTo("old");
    }

    @Test
    void it_may_be_replaced_in_turn() {
        bench.enable(patch("one", "vmlinux", "show"));
        bench.enable(bench.replacing("two", "vmlinux", "show"));
        bench.enable(bench.replacing("three", "vmlinux"));
        assertThat(bench.livepatch.inForce()).extracting(PatchStatus::name).containsExactly("three");
        assertThat(bench.call("vmlinux", "show")).isEqualTo("original");
        assertThat(bench.pin.taken()).isOne();
    }
}
