package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code chainbus load}, as it is called. */
class LoadCommandTest {

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    /** Of signal 2 in a mask of signals. */
    private static final long INT_BIT = 1 << 1;

    private static final Path OWN_STATUS = Path.of("/proc/self/status");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int run(String... arguments) {
        try (PrintWriter to = new PrintWriter(out, true, StandardCharsets.UTF_8);
                PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8)) {
            return Main.run(Commands.commandLine(), false, to, errors, arguments);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void a_run_writes_all_that_it_was_asked_for_and_its_history_can_be_checked() throws IOException {
        int status =
                run(("load --rate 500 --duration 300ms --warm-up 100ms --subscribers 4 --keys 16 --vetoes 5% --churn 20"
                                + " --history " + file("h.jsonl") + " --report " + file("r.html") + " --json "
                                + file("f.json") + " --hdr " + file("l.hlog") + " --fail-if p99>1h")
                        .split(" "));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("receipts agree: ")
                .contains("passed p99>1h: p99 is ");
        assertThat(status).isZero();
        assertThat(Files.readString(folder.resolve("r.html"))).contains("<title>Chainbus load</title>");
        assertThat(Files.readString(folder.resolve("f.json"))).contains("\"holds\" : true");
        try (HistogramLogReader reader = new HistogramLogReader(file("l.hlog"))) {
            assertThat(reader.nextIntervalHistogram()).isNotNull();
        }
        assertThat(run("check", file("h.jsonl"))).isZero();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("h.jsonl", "r.html", "f.json", "l.hlog");
    }

    @Test
    void a_condition_that_came_true_is_status_1_and_the_files_are_there_all_the_same() {
        int status = run(("load --in-flight 4 --duration 100ms --warm-up 0 --fail-if p50<1h --fail-if errors>0 --json "
                        + file("f.json"))
                .split(" "));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("FAILED p50<1h: p50 is ")
                .contains("passed errors>0");
        assertThat(status).isEqualTo(1);
        assertThat(folder.resolve("f.json")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--fail-if p99=5ms; expected METRIC>LIMIT or METRIC<LIMIT",
                "--fail-if p99>fast; expected a time as 5ms or 250us as the limit of p99, found 'fast'",
                "--rate fast; expected a number as 500, 50k or 1.5M, from 0.001 to 1,000,000,000 for --rate, found 'fast'",
                "--rate 0; for --rate, found '0'",
                "--rate 5 --in-flight 5; expected --rate (open loop) or --in-flight (closed loop), found both",
                "--duration 5; expected a time as 500ms, 30s or 5m, from 1ms to 168h for --duration, found '5'",
                "--duration 5s --stage 1s:5; expected --duration or --stage, found both",
                "--stage 5; expected TIME:LEVEL as 10s:50k/s or 10s:512 for --stage, found '5'",
                "--stage 1s:5 --stage 1s:5/s; expected a rate as 50k/s, since this is an open loop, for --stage",
                "--rate 5 --stage 1s:5; expected a rate as 50k/s, since this is an open loop, for --stage, found '1s:5'",
                "--stage 1s:0; expected a --stage with a level above 0",
                "--publishers 0; expected from 1 to 64 for --publishers, found '0'",
                "--publishers 4 --keys 3; expected from 4 to 10000000 for --keys, found '3'",
                "--publishers 4 --in-flight 3; expected at least one in flight for each of 4 publishers, found 3",
                "--subscribers many; is not an int",
                "--mix acquire:x; expected a mix as acquire:1,notify:3,release:1 for --mix, found 'acquire:x'",
                "--vetoes 101%; expected a share of the acquires from 0% to 100% for --vetoes, found '101%'",
                "--handler gamma:5us; expected a time as 10us, uniform:5us..20us",
                "--handler-mode lazy; expected busy or async for --handler-mode, found 'lazy'",
                "--arrivals never --rate 5; expected even or poisson for --arrivals, found 'never'",
                "--report no/such/folder/r.html; no such file"
            })
    void what_cannot_be_done_is_said_in_one_line(String options, String problem) {
        assertThat(run(("load " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains(problem));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void an_interrupt_ends_it_early_with_figures_and_the_conditions_decide_the_status() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.chainbus.cli.Main"));
        command.addAll(Arrays.asList("load", "--in-flight", "4", "--duration", "1h", "--warm-up", "0"));
        command.addAll(Arrays.asList("--json", file("f.json"), "--fail-if", "max<1ns"));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("closed loop, 4 in flight");
            Process kill = new ProcessBuilder("kill", "-" + interrupt(), Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            List<String> rest = lines.lines().toList();
            assertThat(process.waitFor()).isIn(0, 1);
            assertThat(Files.readAllLines(folder.resolve("err")))
                    .contains("ending early, with the figures so far; again to end at once, without");
            assertThat(rest).anySatisfy(line -> assertThat(line).contains("(ended early)"));
            // It may have been so early that nothing was measured, which fails; no latency is that short.
            assertThat(rest.get(rest.size() - 1))
                    .startsWith(
                            process.exitValue() == 0
                                    ? "passed max<1ns: max is "
                                    : "FAILED max<1ns: nothing was measured");
            assertThat(Files.readString(folder.resolve("f.json"))).contains("\"endedEarly\" : true");
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * INT; but TERM where this is a shell's job in the background, which is told to ignore INT, as are those it starts.
     */
    private static String interrupt() throws IOException {
        if (!Files.exists(OWN_STATUS)) {
            return "INT";
        }
        try (Stream<String> lines = Files.lines(OWN_STATUS)) {
            boolean ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(line.indexOf(':') + 1).strip(), 16))
                    .anyMatch(mask -> (mask & INT_BIT) != 0);
            return ignored ? "TERM" : "INT";
        }
    }

    @Test
    void the_commands_in_the_document_do_what_it_says_in_short() throws IOException {
        List<String> commands = SHELL.matcher(Files.readString(Path.of("..", "docs", "load.md")))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> line.startsWith("./chainbus load"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            err.reset();
            String[] arguments = ARGUMENT.matcher(inShort(command.substring("./chainbus ".length())))
                    .results()
                    .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                    .map(argument -> argument.matches("\\w+\\.(html|json|jsonl|hlog)") ? file(argument) : argument)
                    .toArray(String[]::new);
            // Whether conditions come true depends on the machine.
            assertThat(run(arguments)).as(command).isIn(0, 1);
            assertThat(err.toString(StandardCharsets.UTF_8)).as(command).isEmpty();
        }
    }

    /** The same for a tenth of a second, and no more than this machine can do. */
    private static String inShort(String command) {
        String brief = command.replaceAll("--duration \\S+", "")
                .replaceAll("--stage \\d+\\w+:", "--stage 50ms:")
                .replaceAll("--rate \\S+", "--rate 1k")
                .replaceAll("--subscribers \\d+", "--subscribers 20");
        return brief + " --warm-up 10ms" + (brief.contains("--stage") ? "" : " --duration 100ms");
    }
}
