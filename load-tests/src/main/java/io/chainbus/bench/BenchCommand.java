package io.chainbus.bench;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.contest.Contest;
import io.chainbus.bench.contest.Effort;
import io.chainbus.bench.contest.Measuring;
import io.chainbus.bench.contest.Plan;
import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.contest.Requirements;
import io.chainbus.bench.contest.Results;
import io.chainbus.bench.fork.Workers;
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

/** {@code chainbus bench}: Chainbus beside other ways to deliver events, in one run. */
@Command(
        name = "bench",
        description = {
            "Compares Chainbus with its limits and its peers in one run: each candidate in a JVM of its own, in turn,"
                    + " round by round; every delivery is counted, and its order checked where the candidate promises"
                    + " one. Ratios first. Without options that say what to measure: all that has to be known to say"
                    + " what holds, in about fifteen minutes.",
            "",
            "The other commands of this machine should be at rest meanwhile; the JVMs take about 3 GB together."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus bench --quick --json bench.json",
            "  chainbus bench --candidates chainbus,ring,spring --subscribers 1,8,64 --rounds 9",
            "  chainbus bench --candidates chainbus,spring --subscribers 8 --rate 200000",
            "  CHAINBUS_JAVA_OPTS=-XX:+UseG1GC chainbus bench --quick",
            "  chainbus bench scale --report scale.html"
        })
public final class BenchCommand implements Subcommand {

    private static final int MOST_SUBSCRIBERS = 10_000;
    private static final int MOST_PUBLISHERS = 64;
    private static final int MOST_MICROS = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds and shorter ones: done in three minutes.")
    private boolean quick;

    @Option(
            names = "--candidates",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, of: chainbus, ring, loop, ask, guava, greenrobot, mbassador, spring, reactor,"
                    + " disruptor-staged, disruptor-loop, submission-publisher, eventstream, topic, vertx.")
    private List<String> candidates = List.of();

    @Option(names = "--subscribers", paramLabel = "N", split = ",", description = "With so many subscribers.")
    private List<Integer> subscribers = List.of();

    @Option(names = "--publishers", paramLabel = "N", split = ",", description = "With so many publishers.")
    private List<Integer> publishers = List.of();

    @Option(
            names = "--handler-micros",
            paramLabel = "N",
            split = ",",
            description = "With handlers that work so many microseconds.")
    private List<Integer> handlerMicros = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "With so many events a second as well, whether those before are over or not; latency is"
                    + " counted from when an event was due.")
    private @Nullable Integer rate;

    @Option(names = "--rounds", paramLabel = "N", description = "So many rounds (default: 5; with --quick: 3).")
    private @Nullable Integer rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            description = "How long throughput is measured each time (default: 1000; with --quick: 150).")
    private @Nullable Integer millis;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--must-hold", description = "End with status 1 when something that must hold does not.")
    private boolean mustHold;

    /** For the command line, which finds this as a service. */
    public BenchCommand() {}

    @Override
    public List<CommandSpec> below() {
        return List.of(CommandSpec.forAnnotatedObject(new ScaleCommand()));
    }

    @Override
    public ExitStatus run() throws IOException {
        Plan plan = plan();
        Effort effort = effort();
        Conditions conditions = Conditions.now();
        try (OutputFile figures = OutputFile.orTemporary(json)) {
            Results results;
            try (Workers workers = new Workers()) {
                results = measure(plan, effort, workers);
            }
            figures.write(BenchJson.of(results));
            figures.keep();
            List<Requirement> requirements = Requirements.of(results);
            PrintWriter out = spec.commandLine().getOut();
            BenchText.lines(results, requirements, effort, conditions).forEach(out::println);
            boolean broken = mustHold && requirements.stream().anyMatch(Requirement::broken);
            return results.faults().isEmpty() && !broken ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private static Results measure(Plan plan, Effort effort, Measuring measuring) {
        try (TerminalProgress progress = TerminalProgress.onStandardError()) {
            progress.begin("bench", (long) plan.trials() * effort.rounds());
            return Contest.run(plan, effort, measuring, progress::step);
        }
    }

    private Plan plan() {
        List<Candidate> chosen = candidates.isEmpty()
                ? Candidate.ALL
                : candidates.stream().map(this::candidate).distinct().toList();
        int perSecond = rate == null ? 0 : within("--rate", rate, 1, 10_000_000);
        if (subscribers.isEmpty() && publishers.isEmpty() && handlerMicros.isEmpty() && perSecond == 0) {
            return Plan.usual(chosen);
        }
        return Plan.all(
                chosen,
                each("--subscribers", subscribers, 8, 1, MOST_SUBSCRIBERS),
                each("--publishers", publishers, 1, 1, MOST_PUBLISHERS),
                each("--handler-micros", handlerMicros, 0, 0, MOST_MICROS),
                perSecond);
    }

    private Effort effort() {
        Effort usual = quick ? Effort.QUICK : Effort.USUAL;
        return new Effort(
                rounds == null ? usual.rounds() : within("--rounds", rounds, 1, 1000),
                millis == null
                        ? usual.timing()
                        : Effort.timing(Duration.ofMillis(within("--millis", millis, 1, 600_000))));
    }

    private Candidate candidate(String name) {
        return Candidate.named(name)
                .orElseThrow(() -> wrong("expected candidates of %s, found '%s'".formatted(Candidate.ALL, name)));
    }

    private List<Integer> each(String option, List<Integer> values, int usual, int least, int most) {
        values.forEach(value -> within(option, value, least, most));
        return values.isEmpty() ? List.of(usual) : values.stream().distinct().toList();
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong("expected from %d to %d for %s, found %d".formatted(least, most, option, value));
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
