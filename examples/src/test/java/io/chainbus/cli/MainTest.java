package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

    private record Run(int status, String out, String err) {}

    @Test
    void a_command_of_another_module_is_found_and_runs() {
        assertThat(run("probe", "WELL", "--count", "7")).isEqualTo(new Run(0, lines("für 7"), ""));
    }

    @Test
    void a_check_that_does_not_hold_exits_with_1() {
        assertThat(run("probe", "NOT_HOLDING")).isEqualTo(new Run(1, "", ""));
    }

    @Test
    void a_refused_input_prints_a_line_for_each_problem_and_exits_with_2() {
        assertThat(run("probe", "REFUSING"))
                .isEqualTo(
                        new Run(2, "", lines("tree.tsv:3: expected a number, got 'x'", "tree.tsv: expected a header")));
    }

    @Test
    void an_internal_error_is_one_line_that_names_the_way_to_its_stack_trace() {
        assertThat(run("probe", "FAILING"))
                .isEqualTo(new Run(
                        3,
                        "",
                        lines("chainbus: internal error: java.lang.IllegalStateException: two lines;"
                                + " rerun with CHAINBUS_DEBUG=1 for the stack trace")));
    }

    @Test
    void an_error_of_the_jvm_ends_like_any_internal_error() {
        Run run = run("probe", "OUT_OF_MEMORY");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).startsWith("chainbus: internal error: java.lang.OutOfMemoryError: heap");
    }

    @Test
    void debug_adds_the_stack_trace() {
        assertThat(run(true, "probe", "FAILING").err()).contains("\tat " + ProbeCommand.class.getName());
        assertThat(run(false, "probe", "FAILING").err()).doesNotContain("\tat ");
    }

    @Test
    void wrong_calls_are_named_in_one_line_and_exit_with_2() {
        assertThat(refusal("frob")).startsWith("chainbus: unknown command 'frob'");
        assertThat(refusal("prob")).startsWith("chainbus: unknown command 'prob', did you mean probe?");
        assertThat(refusal("--frob")).startsWith("chainbus: unknown option '--frob'");
        assertThat(refusal()).startsWith("chainbus: expected a command");
        assertThat(refusal("probe")).startsWith("chainbus probe: ").contains("ENDING");
        assertThat(refusal("probe", "WELL", "--frob")).startsWith("chainbus probe: unknown option '--frob'");
        assertThat(refusal("probe", "WELL", "MORE")).startsWith("chainbus probe: unexpected argument 'MORE'");
        assertThat(refusal("probe", "WELL", "--count", "x"))
                .startsWith("chainbus probe: ")
                .contains("--count", "'x'");
    }

    @Test
    void help_lists_the_commands_and_each_command_has_its_own() {
        Run top = run("--help");
        assertThat(top.status()).isZero();
        assertThat(top.out()).contains("Usage: chainbus", "probe", "Ends as told.", "Exit status:");

        Run own = run("probe", "--help");
        assertThat(own.status()).isZero();
        assertThat(own.out()).contains("Usage: chainbus probe", "--count");
    }

    @Test
    void the_version_is_the_build_s() {
        assertThat(run("--version").out()).matches("chainbus \\d+\\.\\d+\\.\\S+ \\(Akka 2\\.8\\.5, Java .*\\)\\R");
    }

    private static String refusal(String... args) {
        Run run = run(args);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().endsWith(" --help)");
        return run.err();
    }

    private static Run run(String... args) {
        return run(false, args);
    }

    private static Run run(boolean debug, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.run(Commands.commandLine(), debug, new PrintWriter(out), new PrintWriter(err), args);
        return new Run(status, out.toString(), err.toString());
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
