package io.chainbus.bench;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.scale.Growth;
import io.chainbus.bench.scale.Scale;
import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.OutputFile;
import io.chainbus.cli.Subcommand;
import io.chainbus.cli.TerminalProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus bench scale}: how Chainbus grows. */
@Command(
        name = "scale",
        description = "How registration, memory and dispatch grow with subscribers, keys that are up, chains, and joins"
                + " and leaves a second. Every delivery is counted. Takes about ten minutes, three with --rounds 1,"
                + " and a heap of 1 GB.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus bench scale --report scale.html",
            "  chainbus bench scale --largest 10000 --rounds 1 --json scale.json"
        })
final class ScaleCommand implements Subcommand {

    private static final long HEAP_MEGABYTES = 900;
    /** Up to here any heap does. */
    private static final int SMALL = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Nothing grows beyond that (default: ${DEFAULT-VALUE}).")
    private int largest;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each size is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "500",
            description = "How long throughput is measured each time (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a report with plots (HTML) to this file.")
    private @Nullable Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--must-hold", description = "End with status 1 when something that must hold does not.")
    private boolean mustHold;

    @Override
    public ExitStatus run() throws IOException {
        Scale.Effort effort = effort();
        Conditions conditions = Conditions.now();
        try (OutputFile page = OutputFile.orTemporary(report);
                OutputFile figures = OutputFile.orTemporary(json)) {
            List<Growth> growths = measure(effort);
            List<Requirement> requirements = Scale.requirements(growths);
            page.write(ScalePage.of(growths, requirements, effort, conditions).html());
            figures.write(ScaleJson.of(growths));
            page.keep();
            figures.keep();
            PrintWriter out = spec.commandLine().getOut();
            ScaleText.lines(growths, requirements, effort, conditions).forEach(out::println);
            return mustHold && requirements.stream().anyMatch(Requirement::broken)
                    ? ExitStatus.DOES_NOT_HOLD
                    : ExitStatus.DONE;
        }
    }

    private static List<Growth> measure(Scale.Effort effort) {
        try (TerminalProgress progress = TerminalProgress.onStandardError();
                Actors actors = new Actors()) {
            progress.begin("scale", effort.steps());
            return Scale.measure(actors, effort, progress::step);
        }
    }

    private Scale.Effort effort() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        if (largest > SMALL && heap < HEAP_MEGABYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected a heap of 1 GB (CHAINBUS_JAVA_OPTS=-Xmx1g) or --largest %d, found %d MB"
                            .formatted(SMALL, heap));
        }
        return new Scale.Effort(
                within("--rounds", rounds, 1, 1000),
                Duration.ofMillis(within("--millis", millis, 1, 600_000)),
                within("--largest", largest, 1000, 1_000_000));
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
