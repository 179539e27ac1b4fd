package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.console.Completions.Completion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private final TestConsole console = new TestConsole();
    private final Completions completions = console.console().completions();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void the_first_word_is_a_program() {
        assertThat(words("", "")).contains("modprobe", "rmmod", "echo", "cat", "grep", "sysctl", "sleep", "help");
        assertThat(words("", "s")).containsExactly("sleep", "sysctl");
    }

    @Test
    void modprobe_takes_modules_that_there_are_and_their_parameters() {
        assertThat(words("modprobe", "test_klp_callbacks_d"))
                .containsExactly("test_klp_callbacks_demo", "test_klp_callbacks_demo2");
        assertThat(words("modprobe", "-")).containsExactly("-r", "--first-time");
        assertThat(completions.at(List.of("modprobe", "test_klp_callbacks_busy"), "s"))
                .containsExactly(new Completion("sleep_secs=", false));
        assertThat(words("modprobe nosuch", "")).isEmpty();
    }

    @Test
    void what_is_unloaded_is_one_of_the_loaded() {
        assertThat(words("rmmod", "")).isEmpty();
        console.run("modprobe test_klp_livepatch");
        assertThat(words("rmmod", "")).containsExactly("test_klp_livepatch");
        assertThat(words("modprobe -r", "")).containsExactly("test_klp_livepatch");
    }

    @Test
    void paths_are_completed_part_by_part() {
        assertThat(completions.at(List.of("cat"), "/pr")).containsExactly(new Completion("/proc/", false));
        assertThat(completions.at(List.of("cat"), "/proc/cm")).containsExactly(new Completion("/proc/cmdline", true));
        assertThat(words("ls", "/sys/")).containsExactly("/sys/kernel/", "/sys/module/");
        assertThat(words("grep text", "/proc/mem")).containsExactly("/proc/meminfo");
        assertThat(words("cat", "/nosuch/")).isEmpty();
        assertThat(new Completion("/sys/kernel/", false).shown()).isEqualTo("kernel/");
        assertThat(new Completion("/proc/cmdline", true).shown()).isEqualTo("cmdline");
        assertThat(new Completion("modprobe", true).shown()).isEqualTo("modprobe");
    }

    @Test
    void behind_an_arrow_is_a_path_whatever_the_program() {
        assertThat(words("echo 0 >", "/dev/n")).containsExactly("/dev/null");
        assertThat(words("echo 0", ">/dev/n")).containsExactly(">/dev/null");
        assertThat(words("lsmod >", "/dev/k")).containsExactly("/dev/kmsg");
        assertThat(words("echo 0", "/dev/")).isEmpty();
    }

    @Test
    void sysctl_takes_settings() {
        assertThat(words("sysctl", "k")).containsExactly("kernel.ftrace_enabled=");
    }

    private List<String> words(String before, String word) {
        List<String> words = before.isEmpty() ? List.of() : List.of(before.split(" ", -1));
        return completions.at(words, word).stream().map(Completion::word).toList();
    }
}
