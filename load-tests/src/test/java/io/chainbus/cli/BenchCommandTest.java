package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainbus bench}. */
class BenchCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void candidates_are_measured_beside_each_other_and_their_figures_written() throws Exception {
        Path json = folder.resolve("bench.json");
        int status = run(List.of(
                "--candidates",
                "chainbus,loop",
                "--subscribers",
                "2",
                "--rounds",
                "1",
                "--millis",
                "5",
                "--json",
                json.toString()));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Throughput of chainbus / that of", "What each does beside delivering, and what it does not");
        assertThat(Files.readString(json))
                .contains("\"candidate\" : \"chainbus\"", "\"candidate\" : \"loop\"", "\"subscribers\" : 2");
    }

    @Test
    void what_cannot_be_done_is_said_in_one_line() {
        for (List<String> wrong : List.of(
                List.of("--candidates", "chainbus,nonsense"),
                List.of("--subscribers", "0"),
                List.of("--subscribers", "1,many"),
                List.of("--publishers", "65"),
                List.of("--handler-micros", "-1"),
                List.of("--rate", "-1"),
                List.of("--rate", "0"),
                List.of("--rounds", "0"),
                List.of("--rounds", "1001"),
                List.of("--millis", "0"),
                List.of("--json", folder.resolve("missing/there.json").toString()))) {
            err.reset();
            assertThat(run(wrong)).as("%s", wrong).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .as("%s", wrong)
                    .hasSize(1);
        }
        assertThat(out.size()).isZero();
    }

    @Test
    void help_names_every_candidate() {
        assertThat(run(List.of("--help"))).isZero();
        String help = out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        assertThat(Candidate.ALL).allSatisfy(candidate -> assertThat(help).contains(candidate.toString()));
    }

    private int run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(arguments);
        try (PrintWriter to = new PrintWriter(out, true, StandardCharsets.UTF_8);
                PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8)) {
            return Main.run(Commands.commandLine(), false, to, errors, all.toArray(String[]::new));
        }
    }
}
