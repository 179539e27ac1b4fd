package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleCommandTest {

    private record Run(int status, String out, String err) {}

    @Test
    void without_a_name_the_examples_are_listed() {
        Run run = run("example");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("stream +A small reactive application.*"))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("stream", "acpi", "md", "dmintegrity", "kdb", "clk", "cpufreq", "nexthop");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void each_example_has_its_own_help_with_an_example() {
        run("example")
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .forEach(name -> {
                    Run run = run("example", name, "--help");
                    assertThat(run.status()).as(name).isZero();
                    assertThat(run.out()).contains("Usage: chainbus example " + name, "Example:");
                });
    }

    @Test
    void a_wrong_call_is_one_line_and_exits_with_2() {
        assertThat(refusal("example", "strem"))
                .startsWith("chainbus example: unknown command 'strem', did you mean stream");
        assertThat(refusal("example", "stream", "--parallelism", "0"))
                .startsWith("chainbus example stream: ")
                .contains("--parallelism", "from 1", "'0'");
        assertThat(refusal("example", "md", "--delay", "-1")).contains("--delay", "from 1", "'-1'");
        assertThat(refusal("example", "stream", "--boots", "x")).contains("--boots", "from 1", "'x'");
    }

    @Test
    void the_stream_is_never_further_ahead_than_its_parallelism_and_keeps_its_order() {
        Run run = run("example", "stream", "--boots", "2", "--parallelism", "3", "--delay", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        List<MatchResult> rows = Pattern.compile("(?m)^\\S.* (\\d+) +(\\d+) +(\\d+)$")
                .matcher(run.out())
                .results()
                .toList();
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.group(1)).isEqualTo("396"); // 99 modules come and go twice
            assertThat(row.group(3)).isEqualTo("3");
        });
        assertThat(run.out().split("2 times pcspkr, by blocklist", -1)).hasSize(3);
        assertThat(run.out().split("98 modules at once at the most, 0 now; 0 events contradicted it", -1))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acpi", "md --delay 1", "dmintegrity", "kdb", "clk", "cpufreq", "nexthop"})
    void the_kernel_s_users_run_to_their_end(String call) {
        Run run = run(("example " + call).split(" ", -1));
        assertThat(run.status()).isZero();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    private static String refusal(String... args) {
        Run run = run(args);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        return run.err();
    }

    private static Run run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.run(Commands.commandLine(), false, new PrintWriter(out), new PrintWriter(err), args);
        return new Run(status, out.toString(), err.toString());
    }
}
