package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.torture.plan.Chaos;
import io.chainbus.torture.plan.Plan;
import io.chainbus.torture.plan.Rates;
import io.chainbus.torture.plan.Size;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainbus torture} and its plan. */
class TortureCommandTest {

    private static final Size SIZE = new Size(2, 6, 8, 50);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void the_same_seed_makes_the_same_plan_and_another_another() {
        Plan plan = Plan.of(1, 1, SIZE, Rates.usual());
        assertThat(Plan.of(1, 1, SIZE, Rates.usual())).isEqualTo(plan);
        assertThat(Plan.of(1, 1, SIZE, Rates.usual()).digest()).isEqualTo(plan.digest());
        assertThat(List.of(
                        Plan.of(2, 1, SIZE, Rates.usual()).digest(),
                        Plan.of(1, 2, SIZE, Rates.usual()).digest(),
                        Plan.of(1, 1, SIZE, Rates.usual().with(Chaos.VETO, 0)).digest()))
                .doesNotContain(plan.digest());
    }

    @Test
    void a_run_says_what_it_did_and_its_history_can_be_checked() throws Exception {
        Path history = folder.resolve("torture.jsonl");
        Path json = folder.resolve("figures.json");
        int status = run(
                "torture",
                "--seconds",
                "1",
                "--seed",
                "3",
                "--rate",
                "DURABLE=500",
                "--history",
                history.toString(),
                "--json",
                json.toString());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("seed 3, plan ")
                .contains("every promise was kept: history, handlers and receipts agree");
        assertThat(status).isZero();
        assertThat(Files.readString(json)).contains("\"seed\" : 3").contains("\"holds\" : true");
        assertThat(run("check", history.toString())).isZero();
    }

    @Test
    void what_cannot_be_done_is_said_in_one_line() {
        for (List<String> wrong : List.of(
                List.of("--seconds", "0"),
                List.of("--rate", "VETO=1001"),
                List.of("--rate", "NONSENSE=1"),
                List.of("--publishers", "many"),
                List.of("--history", folder.resolve("missing/there.jsonl").toString()))) {
            err.reset();
            String[] arguments = new String[3];
            arguments[0] = "torture";
            arguments[1] = wrong.get(0);
            arguments[2] = wrong.get(1);
            assertThat(run(arguments)).as("%s", wrong).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .as("%s", wrong)
                    .hasSize(1);
        }
    }

    private int run(String... arguments) {
        try (PrintWriter to = new PrintWriter(out, true, StandardCharsets.UTF_8);
                PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8)) {
            return Main.run(Commands.commandLine(), false, to, errors, arguments);
        }
    }
}
