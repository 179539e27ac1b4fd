package io.chainbus.node.cli;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.OutputFile;
import io.chainbus.cli.Subcommand;
import io.chainbus.node.bench.BenchReport;
import io.chainbus.node.bench.ClusterBench;
import io.chainbus.node.bench.SeatPlan;
import io.chainbus.node.settings.JournalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code chainbus cluster bench}: how many walks a second go over several nodes. */
@Command(
        name = "bench",
        description =
                "Starts nodes on this machine, spreads subscribers that do nothing over them, and measures how many"
                        + " walks a second go over all of them. Looks at each receipt. Ends with 1 if one is not right.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus cluster bench",
            "  chainbus cluster bench --layout alternating --seconds 30 --json bench.json",
            "  chainbus cluster bench --journal-url jdbc:postgresql://127.0.0.1/chainbus --journal-user chainbus"
        })
final class ClusterBenchCommand implements Subcommand {

    private static final int MOST_NODES = 26;

    /** As users write it. */
    private static final class Word implements ITypeConverter<SeatPlan> {
        @Override
        public SeatPlan convert(String value) {
            return Arrays.stream(SeatPlan.values())
                    .filter(layout -> layout.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected grouped or alternating, found " + value));
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes, each a process (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "12",
            description = "Subscribers, all nodes' together (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            split = ",",
            converter = Word.class,
            defaultValue = "grouped,alternating",
            description = "grouped: each node's subscribers one after the other; alternating: after each it is another"
                    + " node's turn (default: ${DEFAULT-VALUE}).")
    private List<SeatPlan> layouts = List.of();

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Events that are under way at any time (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "40",
            description = "Seconds that each layout runs before it is measured (default: ${DEFAULT-VALUE}): until then"
                    + " compilers take most of the processors.")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds that are measured, for each layout (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--journal-url",
            paramLabel = "URL",
            description = "Keep all in this database, jdbc:postgresql: or jdbc:h2: (default: nothing is kept). The"
                    + " password is CHAINBUS_NODE_JOURNAL_PASSWORD in the environment.")
    private @Nullable String journalUrl;

    @Option(
            names = "--journal-user",
            paramLabel = "USER",
            defaultValue = "",
            description = "Whom the database knows (default: whom the URL names).")
    private String journalUser = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Override
    public ExitStatus run() throws IOException, InterruptedException {
        atLeastOne("--seconds", seconds);
        atLeastOne("--in-flight", inFlight);
        atLeastOne("--warm-up", warmUp);
        atLeastOne("--nodes", nodes);
        if (nodes > MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine(), "expected at most " + MOST_NODES + " for --nodes, found " + nodes);
        }
        if (subscribers < nodes) {
            throw new ParameterException(
                    spec.commandLine(), "expected a subscriber a node for --subscribers, found " + subscribers);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        try (OutputFile figures = OutputFile.orTemporary(json)) {
            BenchReport report = bench(line -> {
                progress.println(line);
                progress.flush();
            });
            figures.write(report.json());
            figures.keep();
            report.text().forEach(out::println);
            return report.holds() ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private BenchReport bench(Consumer<String> told) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("chainbus-bench-");
        String url = journalUrl;
        String password = System.getenv("CHAINBUS_NODE_JOURNAL_PASSWORD");
        JournalSettings journal =
                url == null ? null : new JournalSettings(url, journalUser, password == null ? "" : password);
        try {
            BenchReport report = ClusterBench.run(
                    new ClusterBench.Settings(nodes, subscribers, layouts, inFlight, warmUp, seconds, journal),
                    folder,
                    told);
            Folders.delete(folder);
            return report;
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "a node did not do in time what it was to (its log is in " + folder + ")", late);
        }
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "expected a number of at least 1 for " + option + ", found " + value);
        }
    }
}
