package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Run(int status, String out, String err) {}

    @Test
    void a_history_that_keeps_the_promises_is_summed_up() throws IOException {
        assertThat(check(file("run.jsonl", history())))
                .isEqualTo(new Run(
                        0,
                        lines(
                                "checked 30 lines, 1 chain",
                                "  subscribers: 3 joined, 1 left",
                                "  walks: 4, 1 of them vetoed, 0 not ended",
                                "  visits: 11, 2 undone, 0 skipped, 0 answered late",
                                "violations: 0"),
                        ""));
    }

    /** The line numbers are those of {@link SampleHistory}. */
    static Stream<Arguments> broken_promises() {
        return Stream.of(
                broken("P1", "two visits exchanged", lines -> exchanged(lines, 7, 8)),
                broken(
                        "P2",
                        "a visit that begins too early",
                        lines -> replaced(lines, 8, "\"from\":75", "\"from\":66")),
                broken("P3", "a holder left out", lines -> without(lines, 13)),
                broken("P4", "undone in the order of the walk", lines -> exchanged(lines, 22, 23)),
                broken("P5", "a walk that does not end before the next", lines -> without(lines, 10)),
                broken("P6", "an older route", lines -> replaced(lines, 18, "\"version\":3", "\"version\":2")),
                broken("P7", "a visit after leaving", lines -> replaced(lines, 29, "\"b\"", "\"c\"")),
                broken("P8", "a visit twice", lines -> doubled(lines, 9)));
    }

    private static Arguments broken(String promise, String how, UnaryOperator<List<String>> corruption) {
        return Arguments.of(promise, how, corruption);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken_promises")
    void each_broken_promise_is_named_with_the_lines_that_prove_it(
            String promise, String how, UnaryOperator<List<String>> corruption) throws IOException {
        Run run = check(file("run.jsonl", corruption.apply(history())));

        assertThat(run.status()).as(run.out()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.matches(promise + ": modules: .* \\(lines? [0-9, ]+\\)")))
                .as(run.out())
                .isNotEmpty();
        assertThat(run.out().lines().reduce((before, last) -> last).orElse(""))
                .startsWith("violations: ")
                .contains(promise + " ");
    }

    /** Two visits, each by the other's subscriber. */
    private static List<String> exchanged(List<String> lines, int first, int second) {
        String one = subscriber(lines.get(first - 1));
        String other = subscriber(lines.get(second - 1));
        return replaced(replaced(lines, first, one, other), second, other, one);
    }

    private static String subscriber(String line) {
        return line.replaceAll(".*(\"subscriber\":\"[^\"]*\").*", "$1");
    }

    private static List<String> replaced(List<String> lines, int number, String was, String is) {
        List<String> copy = new ArrayList<>(lines);
        assertThat(copy.get(number - 1)).contains(was);
        copy.set(number - 1, copy.get(number - 1).replace(was, is));
        return copy;
    }

    private static List<String> without(List<String> lines, int number) {
        List<String> copy = new ArrayList<>(lines);
        copy.remove(number - 1);
        return copy;
    }

    private static List<String> doubled(List<String> lines, int number) {
        List<String> copy = new ArrayList<>(lines);
        copy.add(number, copy.get(number - 1));
        return copy;
    }

    @Test
    void figures_are_written_whole_or_not_at_all() throws IOException {
        Path before = Files.writeString(folder.resolve("before.json"), "before");
        Path json = Files.createLink(folder.resolve("figures.json"), before);
        Path run = file("run.jsonl", history());

        assertThat(check(run, Path.of("--json"), json).status()).isZero();
        Path nowhere = folder.resolve("missing").resolve("figures.json");
        Run refused = check(run, Path.of("--json"), nowhere);

        assertThat(json).content().contains("\"violations\"");
        assertThat(before).hasContent("before");
        assertThat(refused).isEqualTo(new Run(2, "", lines(nowhere + ": no such file")));
    }

    @Test
    void a_torn_last_line_is_a_warning() throws IOException {
        Path file = file("run.jsonl", history());
        Files.writeString(file, Files.readString(file) + "{\"at\":99,\"no");
        Run run = check(file);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEqualTo(lines("warning: " + file + ":31: the last line is torn and was left out"));
        assertThat(run.out()).contains("checked 30 lines", "violations: 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", "name\tdepends\nnet\t\n", "{}\n", "{\"at\":1}\n", "[]", "\u0000\u0001"})
    void what_is_not_a_history_is_refused_in_one_line(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("run.jsonl"), text);
        Run run = check(file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith(file + ":1: expected ");
    }

    @Test
    void a_line_that_is_wrong_is_refused_with_its_number() throws IOException {
        Path file = file("run.jsonl", replaced(history(), 8, "\"ok\"", "\"fine\""));
        assertThat(check(file))
                .isEqualTo(new Run(
                        2,
                        "",
                        lines(file + ":8: expected one of done, ok, stop, veto, failed in 'verdict', found 'fine'")));
    }

    @Test
    void a_history_without_its_chain_s_settings_is_refused_with_its_line() throws IOException {
        Path file = file("run.jsonl", without(history(), 1));
        assertThat(check(file))
                .isEqualTo(new Run(
                        2,
                        "",
                        lines(file + ":1: expected the line of type 'chain' of chain 'modules' before its others, found"
                                + " 'registered'")));
    }

    @Test
    void files_that_cannot_be_read_are_named_all_at_once() {
        Path missing = folder.resolve("missing.jsonl");
        Path other = folder.resolve("other.jsonl");
        assertThat(check(missing, other))
                .isEqualTo(new Run(2, "", lines(missing + ": no such file", other + ": no such file")));
        assertThat(check(folder)).isEqualTo(new Run(2, "", lines(folder + ": is a directory, expected a file")));
    }

    @Test
    void a_call_without_a_file_is_wrong() {
        Run run = run("check");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("chainbus check: ").contains("FILE");
    }

    @Test
    void the_histories_of_several_nodes_are_merged_and_lines_are_named_with_their_files() throws IOException {
        List<String> odd = new ArrayList<>();
        List<String> even = new ArrayList<>();
        List<String> all = doubled(history(), 9);
        for (int i = 0; i < all.size(); i++) {
            (i % 2 == 0 ? odd : even).add(all.get(i));
        }
        Path first = file("a.jsonl", odd);
        Path second = file("b.jsonl", even);
        Run run = check(first, second);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("checked 31 lines")
                .contains(
                        "P8: modules: walk 1 (COMING of net) visits c twice (lines " + first + ":5, " + second + ":5)");
        assertThat(check(file("whole.jsonl", history()), file("other.jsonl", SampleHistory.of("others")))
                        .out())
                .contains("2 chains", "violations: 0");
    }

    @Test
    void figures_and_violations_are_written_as_json() throws IOException {
        Path json = folder.resolve("figures.json");
        Path file = file("run.jsonl", doubled(history(), 9));
        assertThat(run("check", "--json", json.toString(), file.toString()).status())
                .isEqualTo(1);
        assertThat(Files.readString(json))
                .contains("\"lines\" : 31", "\"walks\" : 4", "\"violations\" : 1", "\"P8\" : 1", "\"P1\" : 0")
                .contains("\"" + file + ":9\"", "\"" + file + ":10\"");
    }

    @Test
    void figures_that_cannot_be_written_are_refused_and_nothing_is_printed() throws IOException {
        Run run = run(
                "check",
                "--json",
                folder.toString(),
                file("run.jsonl", history()).toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(lines(folder + ": is a directory, expected a file"));
    }

    @Test
    void help_has_an_example() {
        assertThat(run("check", "--help").out()).contains("P1 to P8", "Example:", "chainbus check");
    }

    private static List<String> history() throws IOException {
        return SampleHistory.of("modules");
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static Run check(Path... files) {
        return run(Stream.concat(Stream.of("check"), Stream.of(files).map(Path::toString))
                .toArray(String[]::new));
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(Commands.commandLine(), false, new PrintWriter(out), new PrintWriter(err), args);
        return new Run(status, out.toString(), err.toString());
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
