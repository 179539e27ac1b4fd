package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.order.Order;
import io.chainbus.recording.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The console as somebody uses it who types. */
class KernelTerminalTest {

    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    /** The previous line, like the arrow up, and not an escape sequence. */
    private static final String CTRL_P = "\020";

    private static final String PROMPT = "% ";

    private final Screen screen = new Screen();

    @Test
    void what_is_typed_is_run_and_answered_below_it() throws IOException {
        assertThat(type("modprobe test_klp_callbacks_mod\r", CTRL_D)).isTrue();
        assertThat(screen.lines())
                .containsSubsequence(
                        "% modprobe test_klp_callbacks_mod", "test_klp_callbacks_mod: test_klp_callbacks_mod_init");
    }

    @Test
    void tab_completes_programs_modules_parameters_and_paths() throws IOException {
        assertThat(type("mod\ttest_klp_callbacks_b\tsle\t3\r", "cat /sys/mo\ttest_\tpar\t\t\r", "exit\r"))
                .isTrue();
        assertThat(screen.lines())
                .containsSubsequence(
                        "test_klp_callbacks_busy: busymod_work_func, sleeping 3 seconds ...",
                        "% cat /sys/module/test_klp_callbacks_busy/parameters/sleep_secs ",
                        "3",
                        "% exit");
    }

    @Test
    void what_was_typed_before_comes_back_and_a_dropped_line_does_not_run() throws IOException {
        assertThat(typed(
                        new Keys(PROMPT, "echo once\r"),
                        new Keys(PROMPT, "echo dropped"),
                        new Keys("dropped", CTRL_C),
                        new Keys(PROMPT, CTRL_P + "\r"),
                        new Keys(PROMPT, "quit\r")))
                .isTrue();
        assertThat(screen.lines()).filteredOn("once"::equals).hasSize(2);
        assertThat(screen.lines()).doesNotContain("dropped");
    }

    @Test
    void a_command_that_fails_is_told_at_the_end_and_so_is_one_in_the_background() throws IOException {
        assertThat(type("frob\r", "lsmod\r", CTRL_D)).isFalse();
        assertThat(screen.lines())
                .containsSubsequence("frob: command not found", "Module                  Size  Used by");
        assertThat(type("sleep 5 &\r", CTRL_D)).isTrue();
        assertThat(type("rmmod nosuch &\r", CTRL_D)).isFalse();
    }

    @Test
    void a_line_is_what_is_typed_whatever_is_in_it() throws IOException {
        assertThat(type("echo once\r", "echo '!!' \\\\\r", "echo 'unfinished\r", CTRL_D))
                .isFalse();
        assertThat(screen.lines()).contains("!! \\", "syntax error: unexpected EOF while looking for matching `''");
    }

    /** Types a line whenever there is a prompt. */
    private boolean type(String... lines) throws IOException {
        return typed(Stream.of(lines).map(line -> new Keys(PROMPT, line)).toArray(Keys[]::new));
    }

    private boolean typed(Keys... keys) throws IOException {
        try (LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(200, 50));
            screen.begin(terminal, List.of(keys));
            return KernelTerminal.run(
                    terminal,
                    new KernelModules(ModuleCatalog.of("6.1", List.of()), Definitions.NONE),
                    Order.REVERSE,
                    Recorder.off());
        }
    }

    /** What is typed when the screen ends in something. */
    private record Keys(String seen, String typed) {}

    /** Shows what is printed, and has the next keys typed when their time has come. */
    private static final class Screen extends OutputStream {

        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final Deque<Keys> left = new ArrayDeque<>();
        private @Nullable LineDisciplineTerminal terminal;
        /** How much was shown when something was typed last: what has shown nothing since is not seen twice. */
        private int typedAt;

        void begin(LineDisciplineTerminal typedInto, List<Keys> keys) {
            shown.reset();
            left.clear();
            left.addAll(keys);
            terminal = typedInto;
            typedAt = 0;
        }

        @Override
        public void write(int b) throws IOException {
            shown.write(b);
            LineDisciplineTerminal keyboard = terminal;
            Keys next = left.peek();
            String text = text();
            if (keyboard != null && next != null && text.length() > typedAt && text.endsWith(next.seen())) {
                left.remove();
                typedAt = text.length();
                keyboard.processInputBytes(next.typed().getBytes(StandardCharsets.UTF_8));
            }
        }

        List<String> lines() {
            return text().lines().toList();
        }

        /** Without what moves the cursor and sets the terminal up. */
        private String text() {
            return shown.toString(StandardCharsets.UTF_8)
                    .replace("\r", "")
                    .replaceAll("\033(\\[[?0-9;]*[A-Za-z]|[=>])", "");
        }
    }
}
