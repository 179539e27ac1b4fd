package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.tree.ModuleTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainbus demo} and {@code chainbus kernel}, called as from a shell. */
class KernelModelCommandsTest {

    private record Run(int status, String out, String err) {}

    @TempDir
    private Path folder;

    @Test
    void demo_keeps_the_history_and_the_figures_where_it_is_told_to() throws IOException {
        Path history = folder.resolve("history.jsonl");
        Path figures = folder.resolve("figures.json");
        Run run = run(
                "demo",
                "--modules",
                tree("name\tdepends\na\tb\nb\t\n"),
                "--history",
                history.toString(),
                "--json",
                figures.toString(),
                "--loaders",
                "2",
                "--seed",
                "9");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("2 modules", "seed 9", "What came up in one order");
        assertThat(Files.readAllLines(history)).hasSizeGreaterThan(50).allMatch(line -> line.startsWith("{"));
        assertThat(figures).content().contains("\"modules\" : 2", "\"seed\" : 9");
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("tree.tsv", "history.jsonl", "figures.json");
    }

    @Test
    void demo_refuses_a_bad_tree_with_a_line_for_each_problem_and_writes_nothing() throws IOException {
        Run run = run(
                "demo",
                "--modules",
                tree("name\tdepends\na\tx\na\t\n"),
                "--history",
                folder.resolve("history.jsonl").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith(folder.resolve("tree.tsv") + ":"));
        assertThat(filesIn(folder)).containsExactly("tree.tsv");
    }

    @Test
    void demo_refuses_what_it_cannot_read_or_write() throws IOException {
        assertRefused("demo", "--modules", folder.resolve("nowhere").toString());
        assertRefused("demo", "--modules", folder.toString());
        assertRefused("demo", "--boot", folder.resolve("nowhere").toString());
        assertRefused("demo", "--history", folder.resolve("no/such/folder").toString());
        assertRefused("demo", "--json", folder.toString());
        assertRefused("demo", "--loaders", "0");
        assertRefused("demo", "--seed", "x");
        assertRefused("demo", "unexpected");
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void demo_takes_a_boot_list() throws IOException {
        Path boot = Files.writeString(folder.resolve("boot"), "b # first\n");
        assertThat(run("demo", "--modules", tree("name\tdepends\na\tb\nb\t\n"), "--boot", boot.toString())
                        .out())
                .contains("1 of 1 modules of the boot list");
        Files.writeString(boot, "b\nnosuch\n");
        Run refused = run("demo", "--modules", tree("name\tdepends\na\tb\nb\t\n"), "--boot", boot.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).startsWith(boot + ":2: expected a module of the tree, found 'nosuch'");
    }

    @Test
    void kernel_runs_a_script_on_the_tree_it_is_given() throws IOException, URISyntaxException {
        Path cloud = Path.of(Objects.requireNonNull(ModuleTree.class.getResource("debian-6.1-cloud-amd64.tsv"))
                .toURI());
        Run run = run("kernel", "--modules", cloud.toString(), script("# the network", "modprobe virtio-net", "lsmod"));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .startsWith("% modprobe virtio-net", "% lsmod", "Module                  Size  Used by")
                .anyMatch(line -> line.matches("virtio_net +\\d+  0"))
                .anyMatch(line -> line.matches("net_failover +\\d+  1 virtio_net"));
    }

    @Test
    void kernel_ends_with_1_if_a_command_failed_and_goes_on_behind_it() throws IOException {
        Run run = run("kernel", script("modprobe nosuch", "modprobe test_klp_callbacks_mod"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "% modprobe nosuch",
                        "modprobe: FATAL: Module nosuch not found in directory /lib/modules/debian-6.1-amd64",
                        "% modprobe test_klp_callbacks_mod",
                        "test_klp_callbacks_mod: test_klp_callbacks_mod_init");
    }

    @Test
    void kernel_refuses_a_script_that_it_cannot_read() throws IOException {
        assertRefused("kernel", folder.resolve("nowhere").toString());
        assertRefused("kernel", folder.toString());
        Files.write(folder.resolve("latin"), new byte[] {'#', (byte) 0xe4, '\n'});
        assertRefused("kernel", folder.resolve("latin").toString());
        assertRefused("kernel", "--modules", tree("not a tree\n"), script("lsmod"));
    }

    @Test
    void kernel_waits_at_the_end_for_what_is_in_the_background_and_its_failure_counts() throws IOException {
        Run run = run(
                "kernel", script("modprobe test_klp_callbacks_busy sleep_secs=5", "rmmod test_klp_callbacks_busy &"));
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .endsWith("busymod_work_func exit\ntest_klp_callbacks_busy: test_klp_callbacks_busy_exit\n");
        Run failing = run("kernel", script("sleep 3 &", "rmmod nosuch &", "lsmod"));
        assertThat(failing.status()).isEqualTo(1);
    }

    @Test
    void kernel_can_do_it_the_wrong_way_and_says_so() throws IOException {
        String script = script(
                "modprobe test_klp_callbacks_busy",
                "modprobe test_klp_callbacks_demo",
                "rmmod test_klp_callbacks_busy");
        Run wrong = run("kernel", "--order", "priority", script);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err())
                .startsWith("chainbus kernel: order violations: 2; the first: ftrace: ORDER VIOLATION: ")
                .hasLineCount(1);
        for (String order : List.of("fixed", "reverse")) {
            Run right = run("kernel", "--order", order, script);
            assertThat(right.status()).as(order).isZero();
            assertThat(right.err()).isEmpty();
        }
        Run compared = run("kernel", "--compare", script);
        assertThat(compared.status()).isZero();
        assertThat(compared.out())
                .startsWith("% rmmod test_klp_callbacks_busy\n  fixed, reverse:\n")
                .contains("2 of 3 commands print the same", "priority  order violations: 2, commands failed: 0");
        assertRefused("kernel", "--order", "backwards", script);
        assertRefused("kernel", "--compare", "--history", folder.resolve("h").toString(), script);
    }

    @Test
    void kernel_keeps_the_history_of_its_chain_which_keeps_the_promises() throws IOException {
        Path history = folder.resolve("history.jsonl");
        Run run = run(
                "kernel",
                "--history",
                history.toString(),
                script(
                        "modprobe test_klp_callbacks_demo",
                        "modprobe module_notifier_error_inject",
                        "echo -5 > /sys/kernel/debug/notifier-error-inject/modules/module_notifier_error_inject/actions/MODULE_STATE_COMING/error",
                        "modprobe test_klp_callbacks_mod"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run("check", history.toString()).status()).isZero();
        assertRefused("kernel", "--history", folder.toString(), script("lsmod"));
    }

    @Test
    void kernel_reads_standard_input_and_refuses_what_cannot_be_read() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("modprobe nosuch\nlsmod\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("kernel").out()).startsWith("% modprobe nosuch\n").contains("% lsmod\n");
            System.setIn(new PipedInputStream());
            Run run = run("kernel");
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("standard input: cannot be read: Pipe not connected\n");
        } finally {
            System.setIn(before);
        }
    }

    private static void assertRefused(String... args) {
        Run run = run(args);
        assertThat(run.status()).as(String.join(" ", args)).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(Commands.commandLine(), false, new PrintWriter(out), new PrintWriter(err), args);
        return new Run(status, out.toString(), err.toString());
    }

    private String tree(String text) throws IOException {
        return Files.writeString(folder.resolve("tree.tsv"), text).toString();
    }

    private String script(String... lines) throws IOException {
        return Files.write(folder.resolve("script"), List.of(lines)).toString();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
