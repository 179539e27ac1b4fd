package io.chainbus.torture;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.OutputFile;
import io.chainbus.cli.Subcommand;
import io.chainbus.cli.TerminalProgress;
import io.chainbus.input.InputRefused;
import io.chainbus.torture.plan.Chaos;
import io.chainbus.torture.plan.Rates;
import io.chainbus.torture.plan.Size;
import io.chainbus.torture.run.Torture;
import io.chainbus.torture.run.TortureReport;
import io.chainbus.torture.run.TortureSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus torture}: chaos on purpose, and whether the promises hold in it. */
@Command(
        name = "torture",
        description =
                "Seeded chaos: publishers, and subscribers that join, leave, veto, throw, hang, die and come back;"
                        + " checks the recorded history, and holds it against what the handlers and publishers saw.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus torture --seconds 20 --seed 7 --history torture.jsonl",
            "  chainbus torture --rate VETO=200 --rate DEATH=0"
        })
public final class TortureCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rounds are begun for so long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What is done; the same seed, the same plan (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--publishers",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many publish at once (default: ${DEFAULT-VALUE}).")
    private int publishers;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many may be on each chain (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many are published on each chain (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--rate",
            paramLabel = "KIND=N",
            description = "How often there is trouble of a kind, of 1000; 0 switches it off. Kinds:"
                    + " ${COMPLETION-CANDIDATES}.")
    private Map<Chaos, Integer> rates = new EnumMap<>(Chaos.class);

    @Option(names = "--history", paramLabel = "FILE", description = "Keep the recorded history in this file.")
    private @Nullable Path history;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    /** For the command line, which finds this as a service. */
    public TortureCommand() {}

    @Override
    public ExitStatus run() throws IOException {
        // The trouble is made on purpose: who reads the report does not want a warning of each.
        System.setProperty("chainbus.walk.log", "OFF");
        TortureSettings settings = settings();
        try (OutputFile recorded = OutputFile.orTemporary(history);
                OutputFile figures = OutputFile.orTemporary(json)) {
            Path round = Files.createTempFile("chainbus-torture-", ".jsonl");
            TortureReport report = run(settings, round, recorded);
            figures.write(TortureText.json(report));
            recorded.keep();
            figures.keep();
            PrintWriter out = spec.commandLine().getOut();
            TortureText.lines(report).forEach(out::println);
            if (report.holds()) {
                return ExitStatus.DONE;
            }
            out.println("the history is in " + (history == null ? round : history));
            return ExitStatus.DOES_NOT_HOLD;
        }
    }

    private TortureReport run(TortureSettings settings, Path round, OutputFile recorded) throws IOException {
        boolean kept = false;
        try (TerminalProgress progress = TerminalProgress.onStandardError();
                OutputStream all =
                        history == null ? OutputStream.nullOutputStream() : Files.newOutputStream(recorded.path())) {
            progress.begin("torture", 0);
            TortureReport report = Torture.run(settings, round, all, progress::step, line -> {});
            // What proves a broken promise is left to be looked at.
            kept = !report.holds() && history == null;
            return report;
        } catch (IOException failed) {
            throw history == null ? InputRefused.unusable(round, failed) : recorded.unusable(failed);
        } finally {
            if (!kept) {
                Files.deleteIfExists(round);
            }
        }
    }

    private TortureSettings settings() {
        return new TortureSettings(
                seed,
                Duration.ofSeconds(within("--seconds", seconds, 1, 86_400)),
                new Size(
                        within("--publishers", publishers, 1, 64),
                        within("--subscribers", subscribers, 1, 1000),
                        within("--keys", keys, 1, 100_000),
                        Size.USUAL.steps()),
                rates(),
                TortureSettings.PATIENCE);
    }

    private Rates rates() {
        rates.forEach((kind, rate) -> within("--rate " + kind, rate, 0, Rates.HIGHEST));
        return new Rates(rates);
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected from %d to %d for %s, found %d".formatted(least, most, option, value));
        }
        return value;
    }
}
