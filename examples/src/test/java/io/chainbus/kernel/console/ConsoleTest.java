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
                  1  ftrace     FIRST
                  2  livepatch  FIRST, behind ftrace by 'livepatch after ftrace'
                  3  early      observer; priority -9, raised to -5 by 'early before late'
                  4  late       priority -5; had to wait for early, by 'early before late'
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
