package io.chainbus.cli;

import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.HistorySource;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainbus check}: whether a recorded history keeps the promises. */
@Command(
        name = "check",
        description = "Verifies promises P1 to P8 on a recorded history and names every violation, with the lines that"
                + " prove it.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus demo --history run.jsonl && chainbus check run.jsonl",
            "  chainbus check node1.jsonl node2.jsonl node3.jsonl"
        })
final class CheckCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The history; of several nodes, a file each: they are merged by their clocks.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures and the violations to this file.")
    private @Nullable Path json;

    @Override
    public ExitStatus run() throws IOException {
        try (OutputFile figures = OutputFile.orTemporary(json)) {
            return check(figures);
        }
    }

    private ExitStatus check(OutputFile figures) throws IOException {
        CheckReport report;
        List<String> warnings;
        try (HistorySource history = HistoryFiles.open(files)) {
            report = HistoryChecker.check(history);
            warnings = history.warnings();
        } catch (HistoryFormatException malformed) {
            throw HistoryFiles.refused(malformed);
        }
        figures.write(CheckJson.of(report));
        figures.keep();
        PrintWriter err = spec.commandLine().getErr();
        warnings.forEach(warning -> err.println("warning: " + warning));
        CheckText.print(report, spec.commandLine().getOut());
        return report.violationCount() == 0 ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }
}
