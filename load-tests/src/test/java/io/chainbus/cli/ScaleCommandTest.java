package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainbus bench scale}. */
class ScaleCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void what_grows_is_measured_and_written_as_figures_and_as_a_page() throws Exception {
        Path page = folder.resolve("scale.html");
        Path json = folder.resolve("scale.json");
        int status = run(List.of(
                "--largest",
                "1000",
                "--rounds",
                "1",
                "--millis",
                "1",
                "--report",
                page.toString(),
                "--json",
                json.toString()));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Subscribers of a chain", "Keys that are up", "Chains of an actor system", "Joins and leaves");
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("How Chainbus grows");
        assertThat(Files.readString(json)).contains("\"along\" : \"subscribers\"", "\"size\" : 1000");
    }

    @Test
    void what_cannot_be_done_is_said_in_one_line() {
        for (List<String> wrong : List.of(
                List.of("--largest", "999"),
                List.of("--rounds", "0"),
                List.of("--millis", "0"),
                List.of("--report", folder.resolve("missing/there.html").toString()))) {
            err.reset();
            assertThat(run(wrong)).as("%s", wrong).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .as("%s", wrong)
                    .hasSize(1);
        }
        assertThat(out.size()).isZero();
    }

    private int run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("bench", "scale"));
        all.addAll(arguments);
        try (PrintWriter to = new PrintWriter(out, true, StandardCharsets.UTF_8);
                PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8)) {
            return Main.run(Commands.commandLine(), false, to, errors, all.toArray(String[]::new));
        }
    }
}
