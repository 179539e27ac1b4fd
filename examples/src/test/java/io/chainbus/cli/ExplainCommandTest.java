package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

    private static final String CHAIN = """
            subscribers = [
              { id = ftrace, anchor = first }
              { id = livepatch, priority = 100, after = net }
              { id = net, priority = 50 }
            ]
            up = [ { key = "a:b", phase = COMING, holders = [ftrace, net] } ]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private String chain;

    private record Run(int status, List<String> out, String err) {}

    @BeforeEach
    void describe() throws IOException {
        chain = Files.writeString(folder.resolve("modules.conf"), CHAIN).toString();
    }

    @Test
    void a_walk_is_a_table() {
        assertThat(explain(chain, "--event", "ext4:COMING"))
                .isEqualTo(new Run(
                        0,
                        List.of(
                                "chain modules",
                                "COMING of ext4: DESCENDING, visits 3 of 3",
                                "turn  subscriber  why",
                                "   1  ftrace      FIRST",
                                "   2  net         priority 50",
                                "   3  livepatch   priority 100; held back by 'livepatch after net', else at place 2",
                                "a veto at turn n is undone by GOING, from turn n-1 back to 1, on those that accepted"),
                        ""));
    }

    @Test
    void where_the_figures_cannot_be_written_nothing_else_is_said() {
        Path nowhere = folder.resolve("missing").resolve("walk.json");

        assertThat(explain(chain, "--event", "ext4:COMING", "--json", nowhere.toString()))
                .isEqualTo(new Run(2, List.of(), nowhere + ": no such file" + System.lineSeparator()));
    }

    @Test
    void keys_may_have_colons() {
        assertThat(explain(chain, "--event", "a:b:GOING").out())
                .contains("GOING of a:b: ASCENDING, visits 2 of 3 (membership = accepted)");
    }

    @Test
    void all_that_is_to_be_different_makes_one_comparison() {
        Run run = explain(
                chain,
                "--event",
                "a:b:GOING",
                "--against",
                "membership=current",
                "--against",
                "forward-only",
                "--without",
                "livepatch after net",
                "--with",
                "net before ftrace2");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "",
                        "with membership = current, forward-only, without 'livepatch after net',"
                                + " with 'net before ftrace2':")
                .anyMatch(line -> line.matches(" +appears +-> 2 +livepatch .*"));
    }

    @Test
    void what_makes_no_difference_says_so() {
        assertThat(explain(chain, "--event", "ext4:COMING", "--against", "membership=current")
                        .out())
                .endsWith("with membership = current:", "  nothing changes");
    }

    @Test
    void json_has_the_walk_and_the_difference() throws IOException {
        Path json = folder.resolve("walk.json");

        explain(chain, "--event", "a:b:GOING", "--json", json.toString());
        assertThat(Files.readString(json))
                .contains("\"phase\" : \"GOING\"", "\"subscriber\" : \"net\"", "accepted nothing of it")
                .doesNotContain("against");

        explain(chain, "--event", "a:b:GOING", "--json", json.toString(), "--against", "membership=current");
        assertThat(Files.readString(json).replaceAll("\\s+", " "))
                .contains("\"changes\" : [ { \"subscriber\" : \"livepatch\", \"to\" : 1 } ]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ext4 | expected KEY:PHASE for --event, found 'ext4'",
                "ext4: | expected KEY:PHASE for --event, found 'ext4:'",
                ":COMING | expected KEY:PHASE for --event, found ':COMING'",
                "ext4:coming | expected one of the chain's phases UNFORMED, COMING, LIVE, GOING in --event, found 'coming'"
            })
    void a_wrong_event_is_a_wrong_call(String event, String expected) {
        assertThat(refusal(chain, "--event", event)).startsWith("chainbus explain: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--against | kernel | expected membership=accepted, membership=current or forward-only for --against, found 'kernel'",
                "--without | net livepatch | expected 'ID before ID' or 'ID after ID' for --without, found 'net livepatch'",
                "--without | net before livepatch | without 'net before livepatch': nobody has declared 'net before livepatch', but there is 'livepatch after net'",
                "--with | livepatch after net | with 'livepatch after net': 'livepatch after net' is declared already",
                "--with | nobody after net | with 'nobody after net': 'nobody after net' is for 'nobody' to declare, which is not registered",
                "--with | net after livepatch | with 'net after livepatch': 'net' cannot stand anywhere, since these contradict each other",
                "--at | 3 | expected --at and --chain with --history only"
            })
    void an_alternative_that_cannot_be_is_a_wrong_call(String option, String value, String expected) {
        assertThat(refusal(chain, "--event", "ext4:COMING", option, value)).startsWith("chainbus explain: " + expected);
    }

    @Test
    void a_chain_comes_from_one_place() {
        assertThat(refusal("--event", "ext4:COMING"))
                .startsWith("chainbus explain: expected CHAIN.conf or --history FILE, found none of them");
        assertThat(refusal(chain, "--history", "run.jsonl", "--event", "ext4:COMING"))
                .startsWith("chainbus explain: expected CHAIN.conf or --history FILE, found both");
        assertThat(refusal(chain)).startsWith("chainbus explain: ").contains("--event");
    }

    @Test
    void a_description_that_cannot_be_used_is_refused_with_file_and_line() throws IOException {
        Files.writeString(folder.resolve("modules.conf"), "subscribers = [\n  { id = a, prio = 1 }\n  { id = a }\n]");

        Run run = explain(chain, "--event", "ext4:COMING");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith(chain + ":2: "))
                .anyMatch(line -> line.startsWith(chain + ":3: "));
    }

    @Test
    void a_recorded_chain_is_as_it_was_at_that_line() throws IOException {
        String history = history(SampleHistory.of("modules"));

        assertThat(explain("--history", history, "--at", "10", "--event", "net:GOING")
                        .out())
                .startsWith(
                        "chain modules in " + history + " after line 10",
                        "GOING of net: ASCENDING, visits 3 of 3 (membership = accepted)")
                .contains("   1      3  c           holds it by COMING; priority 10");
        assertThat(explain("--history", history, "--at", "9", "--event", "net:GOING")
                        .out())
                .contains(
                        "note: walk 1, COMING of net, is under way: what it will change is left out",
                        "net is not up: the walk ends as soon as it starts");
        assertThat(explain("--history", history, "--event", "net:COMING").out())
                .startsWith(
                        "chain modules in " + history + " after its last line",
                        "COMING of net: DESCENDING, visits 2 of 2");
    }

    @Test
    void a_line_or_a_chain_that_is_not_there_is_refused() throws IOException {
        List<String> two = new ArrayList<>(SampleHistory.of("modules"));
        two.addAll(SampleHistory.of("clocks"));
        String history = history(two);

        assertThat(refusal("--history", history, "--at", "0", "--event", "net:GOING"))
                .startsWith("chainbus explain: expected a line from 1 for --at, found 0");
        assertThat(refusal("--history", history, "--at", "61", "--event", "net:GOING"))
                .isEqualTo(history + ": expected a line up to 60, the last one, found 61" + System.lineSeparator());
        assertThat(refusal("--history", history, "--event", "net:GOING"))
                .startsWith(history + ": expected a history of one chain, or the name of one of its chains"
                        + " [clocks, modules]");
        assertThat(refusal("--history", history, "--chain", "timers", "--event", "net:GOING"))
                .startsWith(history + ": expected one of its chains [clocks, modules], found 'timers'");
        assertThat(explain("--history", history, "--at", "40", "--chain", "clocks", "--event", "net:GOING")
                        .out())
                .startsWith("chain clocks in " + history + " after line 40");
        assertThat(refusal("--history", folder.resolve("none.jsonl").toString(), "--event", "net:GOING"))
                .contains("none.jsonl: no such file");
    }

    @Test
    void a_history_that_contradicts_itself_is_refused_with_its_line() throws IOException {
        List<String> lines = new ArrayList<>(SampleHistory.of("modules"));
        lines.set(3, lines.get(2));

        assertThat(refusal("--history", history(lines), "--event", "net:GOING"))
                .contains("run.jsonl:4: expected a subscriber that a chain lets on: 'b' is registered already");
    }

    private String history(List<String> lines) throws IOException {
        return Files.write(folder.resolve("run.jsonl"), lines).toString();
    }

    private static String refusal(String... arguments) {
        Run run = explain(arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        return run.err();
    }

    private static Run explain(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of("explain"), Stream.of(arguments)).toArray(String[]::new);
        int status = Main.run(Commands.commandLine(), false, new PrintWriter(out), new PrintWriter(err), all);
        return new Run(status, out.toString().lines().toList(), err.toString());
    }
}
