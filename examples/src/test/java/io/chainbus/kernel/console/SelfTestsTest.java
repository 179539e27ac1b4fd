package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The situations of the kernel's own livepatch self-tests, line for line. */
class SelfTestsTest {

    private final TestConsole console = new TestConsole();

    @AfterEach
    void nothing_was_out_of_order() {
        console.close();
        assertThat(console.kernel().ftrace().violations()).isEmpty();
    }

    @Test
    void the_target_is_loaded_after_the_livepatch() {
        console.assertTranscript("""
                % modprobe test_klp_callbacks_demo
                livepatch: enabling patch 'test_klp_callbacks_demo'
                livepatch: 'test_klp_callbacks_demo': initializing patching transition
                test_klp_callbacks_demo: pre_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': starting patching transition
                livepatch: 'test_klp_callbacks_demo': completing patching transition
                test_klp_callbacks_demo: post_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': patching complete
                % modprobe test_klp_callbacks_mod
                livepatch: applying patch 'test_klp_callbacks_demo' to loading module 'test_klp_callbacks_mod'
                test_klp_callbacks_demo: pre_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                test_klp_callbacks_demo: post_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                test_klp_callbacks_mod: test_klp_callbacks_mod_init
                """);
    }

    @Test
    void the_target_is_loaded_before_the_livepatch() {
        console.assertTranscript("""
                % modprobe test_klp_callbacks_mod
                test_klp_callbacks_mod: test_klp_callbacks_mod_init
                % modprobe test_klp_callbacks_demo
                livepatch: enabling patch 'test_klp_callbacks_demo'
                livepatch: 'test_klp_callbacks_demo': initializing patching transition
                test_klp_callbacks_demo: pre_patch_callback: vmlinux
                test_klp_callbacks_demo: pre_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_LIVE] Normal state
                livepatch: 'test_klp_callbacks_demo': starting patching transition
                livepatch: 'test_klp_callbacks_demo': completing patching transition
                test_klp_callbacks_demo: post_patch_callback: vmlinux
                test_klp_callbacks_demo: post_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_LIVE] Normal state
                livepatch: 'test_klp_callbacks_demo': patching complete
                % echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled
                livepatch: 'test_klp_callbacks_demo': initializing unpatching transition
                test_klp_callbacks_demo: pre_unpatch_callback: vmlinux
                test_klp_callbacks_demo: pre_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_LIVE] Normal state
                livepatch: 'test_klp_callbacks_demo': starting unpatching transition
                livepatch: 'test_klp_callbacks_demo': completing unpatching transition
                test_klp_callbacks_demo: post_unpatch_callback: vmlinux
                test_klp_callbacks_demo: post_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_LIVE] Normal state
                livepatch: 'test_klp_callbacks_demo': unpatching complete
                % rmmod test_klp_callbacks_demo
                % rmmod test_klp_callbacks_mod
                test_klp_callbacks_mod: test_klp_callbacks_mod_exit
                """);
    }

    @Test
    void the_target_is_unloaded_before_the_livepatch() {
        console.run("modprobe test_klp_callbacks_mod", "modprobe test_klp_callbacks_demo");
        console.forget();
        console.assertTranscript("""
                % rmmod test_klp_callbacks_mod
                test_klp_callbacks_mod: test_klp_callbacks_mod_exit
                test_klp_callbacks_demo: pre_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_GOING] Going away
                livepatch: reverting patch 'test_klp_callbacks_demo' on unloading module 'test_klp_callbacks_mod'
                test_klp_callbacks_demo: post_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_GOING] Going away
                % echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled
                livepatch: 'test_klp_callbacks_demo': initializing unpatching transition
                test_klp_callbacks_demo: pre_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': starting unpatching transition
                livepatch: 'test_klp_callbacks_demo': completing unpatching transition
                test_klp_callbacks_demo: post_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': unpatching complete
                % rmmod test_klp_callbacks_demo
                """);
    }

    @Test
    void a_pre_patch_callback_that_fails_refuses_the_livepatch() {
        console.run("modprobe test_klp_callbacks_mod");
        console.forget();
        assertThat(console.does("modprobe test_klp_callbacks_demo pre_patch_ret=-19"))
                .isFalse();
        console.assertPrinted("""
                % modprobe test_klp_callbacks_demo pre_patch_ret=-19
                livepatch: enabling patch 'test_klp_callbacks_demo'
                livepatch: 'test_klp_callbacks_demo': initializing patching transition
                test_klp_callbacks_demo: pre_patch_callback: vmlinux
                livepatch: pre-patch callback failed for object 'vmlinux'
                livepatch: failed to enable patch 'test_klp_callbacks_demo'
                livepatch: 'test_klp_callbacks_demo': canceling patching transition, going to unpatch
                livepatch: 'test_klp_callbacks_demo': completing unpatching transition
                livepatch: 'test_klp_callbacks_demo': unpatching complete
                modprobe: ERROR: could not insert 'test_klp_callbacks_demo': No such device
                """);
        assertThat(console.does("rmmod test_klp_callbacks_mod")).isTrue();
    }

    @Test
    void a_pre_patch_callback_that_fails_when_the_target_comes_refuses_the_target() {
        console.run("modprobe test_klp_callbacks_demo");
        console.forget();
        console.assertTranscript("""
                % echo -19 > /sys/module/test_klp_callbacks_demo/parameters/pre_patch_ret
                % modprobe test_klp_callbacks_mod
                livepatch: applying patch 'test_klp_callbacks_demo' to loading module 'test_klp_callbacks_mod'
                test_klp_callbacks_demo: pre_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                livepatch: pre-patch callback failed for object 'test_klp_callbacks_mod'
                livepatch: patch 'test_klp_callbacks_demo' failed for module 'test_klp_callbacks_mod', refusing to load module 'test_klp_callbacks_mod'
                modprobe: ERROR: could not insert 'test_klp_callbacks_mod': No such device
                % echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled
                livepatch: 'test_klp_callbacks_demo': initializing unpatching transition
                test_klp_callbacks_demo: pre_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': starting unpatching transition
                livepatch: 'test_klp_callbacks_demo': completing unpatching transition
                test_klp_callbacks_demo: post_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': unpatching complete
                % rmmod test_klp_callbacks_demo
                """);
    }

    @Test
    void two_livepatches_are_disabled_in_either_order() {
        console.assertTranscript("""
                % modprobe test_klp_callbacks_demo
                livepatch: enabling patch 'test_klp_callbacks_demo'
                livepatch: 'test_klp_callbacks_demo': initializing patching transition
                test_klp_callbacks_demo: pre_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': starting patching transition
                livepatch: 'test_klp_callbacks_demo': completing patching transition
                test_klp_callbacks_demo: post_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': patching complete
                % modprobe test_klp_callbacks_demo2
                livepatch: enabling patch 'test_klp_callbacks_demo2'
                livepatch: 'test_klp_callbacks_demo2': initializing patching transition
                test_klp_callbacks_demo2: pre_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo2': starting patching transition
                livepatch: 'test_klp_callbacks_demo2': completing patching transition
                test_klp_callbacks_demo2: post_patch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo2': patching complete
                % echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo2/enabled
                livepatch: 'test_klp_callbacks_demo2': initializing unpatching transition
                test_klp_callbacks_demo2: pre_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo2': starting unpatching transition
                livepatch: 'test_klp_callbacks_demo2': completing unpatching transition
                test_klp_callbacks_demo2: post_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo2': unpatching complete
                % echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled
                livepatch: 'test_klp_callbacks_demo': initializing unpatching transition
                test_klp_callbacks_demo: pre_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': starting unpatching transition
                livepatch: 'test_klp_callbacks_demo': completing unpatching transition
                test_klp_callbacks_demo: post_unpatch_callback: vmlinux
                livepatch: 'test_klp_callbacks_demo': unpatching complete
                % rmmod test_klp_callbacks_demo2
                % rmmod test_klp_callbacks_demo
                """);
    }

    @Test
    void a_patched_function_of_the_kernel_is_seen_in_its_file() {
        console.run("cat /proc/cmdline");
        assertThat(console.printed().get(1)).startsWith("BOOT_IMAGE=");
        console.run("modprobe test_klp_livepatch");
        console.forget();
        console.assertTranscript("""
                % cat /proc/cmdline
                test_klp_livepatch: this has been live patched
                % cat /sys/kernel/livepatch/test_klp_livepatch/enabled
                1
                % rmmod test_klp_livepatch
                rmmod: ERROR: Module test_klp_livepatch is in use
                % modprobe -r test_klp_livepatch
                modprobe: FATAL: Module test_klp_livepatch is in use.
                """);
        console.run("echo 0 > /sys/kernel/livepatch/test_klp_livepatch/enabled", "cat /proc/cmdline");
        assertThat(console.printed().get(console.printed().size() - 1)).startsWith("BOOT_IMAGE=");
    }
}
