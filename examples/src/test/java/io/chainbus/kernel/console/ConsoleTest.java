package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tools and files of the console, on a whole kernel. */
class ConsoleTest {

    private static final String ENABLED = "/sys/kernel/livepatch/test_klp_callbacks_demo/enabled";

    private final TestConsole console = new TestConsole();

    @AfterEach
    void nothing_was_out_of_order() {
        console.close();
        assertThat(console.kernel().ftrace().violations()).isEmpty();
    }

    @Test
    void the_chain_is_listed_in_order_with_the_reasons() {
        console.register(Subscriber.<KernelModule>named("late").priority(-5).handler(visit -> Verdict.done()));
        console.register(Subscriber.<KernelModule>named("early")
                .priority(-9)
                .before("late")
                .observer()
                .handler(visit -> Verdict.done()));
        console.assertTranscript("""
                % cat /proc/chains
                modules:
                  1 ftrace           first
                  2 livepatch        first, after ftrace
                  3 early            priority -9, before late, observer
                  4 late             priority -5
                """);
    }

    @Test
    void a_veto_by_a_later_subscriber_is_undone_with_coming() {
        console.register(Subscriber.<KernelModule>named("late")
                .priority(-5)
                .handler(visit ->
                        visit.phase() == ModulePhase.COMING && visit.key().equals("test_klp_callbacks_mod")
                                ? new KernelError(Errno.EBUSY, "late")
                                : Verdict.done()));
        console.run("modprobe test_klp_callbacks_demo");
        console.forget();
        console.assertTranscript("""
                % modprobe test_klp_callbacks_mod
                livepatch: applying patch 'test_klp_callbacks_demo' to loading module 'test_klp_callbacks_mod'
                test_klp_callbacks_demo: pre_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                test_klp_callbacks_demo: post_patch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                test_klp_callbacks_demo: pre_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                livepatch: reverting patch 'test_klp_callbacks_demo' on unloading module 'test_klp_callbacks_mod'
                test_klp_callbacks_demo: post_unpatch_callback: test_klp_callbacks_mod -> [MODULE_STATE_COMING] Full formed, running module_init
                modprobe: ERROR: could not insert 'test_klp_callbacks_mod': Device or resource busy
                """);
        assertThat(console.kernel().ftrace().records("test_klp_callbacks_mod")).isZero();
    }

    @Test
    void a_veto_without_an_error_of_the_kernel_s_is_an_input_output_error() {
        console.register(Subscriber.<KernelModule>named("stranger").handler(visit -> Verdict.veto("no")));
        console.run("modprobe test_klp_callbacks_mod");
        assertThat(console.printed())
                .endsWith("modprobe: ERROR: could not insert 'test_klp_callbacks_mod': Input/output error");
    }

    @Test
    void the_tools_errors_are_printed_in_their_place() {
        console.run("modprobe test_klp_callbacks_mod", "modprobe test_klp_callbacks_demo");
        console.forget();
        console.assertTranscript("""
                % modprobe nosuch
                modprobe: FATAL: Module nosuch not found in directory /lib/modules/6.1
                % modprobe -r nosuch
                modprobe: FATAL: Module nosuch not found.
                % modprobe test_klp_callbacks_mod
                % modprobe --first-time test_klp_callbacks_mod
                modprobe: ERROR: could not insert 'test_klp_callbacks_mod': Module already in kernel
                % modprobe -r test_klp_livepatch
                % rmmod test_klp_livepatch
                rmmod: ERROR: Module test_klp_livepatch is not currently loaded
                % modprobe test_klp_livepatch foo=1 bar
                test_klp_livepatch: unknown parameter 'foo' ignored
                test_klp_livepatch: unknown parameter 'bar' ignored
                livepatch: enabling patch 'test_klp_livepatch'
                livepatch: 'test_klp_livepatch': initializing patching transition
                livepatch: 'test_klp_livepatch': starting patching transition
                livepatch: 'test_klp_livepatch': completing patching transition
                livepatch: 'test_klp_livepatch': patching complete
                % echo 1 > /sys/kernel/livepatch/test_klp_livepatch/enabled
                echo: write error: Invalid argument
                % echo maybe > /sys/kernel/livepatch/test_klp_livepatch/enabled
                echo: write error: Invalid argument
                % echo abc > /sys/module/test_klp_callbacks_demo/parameters/pre_patch_ret
                echo: write error: Invalid argument
                % echo 0 > /sys/kernel/livepatch/nosuch/enabled
                No such file or directory
                % cat /sys/kernel/livepatch/nosuch/enabled
                cat: /sys/kernel/livepatch/nosuch/enabled: No such file or directory
                % cat /sys/module/test_klp_callbacks_demo/parameters/pre_patch_ret
                0
                % echo hello world
                hello world
                % frob test
                frob: command not found
                % rmmod
                rmmod: ERROR: missing module name.
                % modprobe --sideways x
                modprobe: unrecognized option '--sideways'
                """);
    }

    @Test
    void a_bad_parameter_is_invalid() {
        assertThat(console.does("modprobe test_klp_callbacks_demo pre_patch_ret=abc"))
                .isFalse();
        assertThat(console.printed())
                .endsWith("modprobe: ERROR: could not insert 'test_klp_callbacks_demo': Invalid argument");
        assertThat(console.kernel().loader().loaded()).isEmpty();
    }

    @Test
    void comments_and_blank_lines_are_passed_over() {
        console.run("", "   ", "# modprobe nosuch");
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void a_status_says_whether_the_command_did_it() {
        assertThat(console.does("modprobe test_klp_callbacks_mod")).isTrue();
        assertThat(console.does("lsmod")).isTrue();
        assertThat(console.does("rmmod nosuch")).isFalse();
        assertThat(console.does("cat " + ENABLED)).isFalse();
        assertThat(console.does("echo 0 > " + ENABLED)).isFalse();
        assertThat(console.does("frob")).isFalse();
    }
}
