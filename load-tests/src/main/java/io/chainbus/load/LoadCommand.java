package io.chainbus.load;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.OutputFile;
import io.chainbus.cli.OwnSystem;
import io.chainbus.cli.Subcommand;
import io.chainbus.cli.TerminalProgress;
import io.chainbus.cli.Version;
import io.chainbus.load.drive.Host;
import io.chainbus.load.drive.LoadRun;
import io.chainbus.load.drive.Stop;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Machine;
import io.chainbus.load.output.FiguresJson;
import io.chainbus.load.output.FiguresPage;
import io.chainbus.load.output.FiguresText;
import io.chainbus.load.output.IntervalLog;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.threshold.Judgement;
import io.chainbus.load.threshold.Threshold;
import io.chainbus.recording.HistoryFile;
import io.chainbus.recording.Recorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus load}: drives load over a chain, and says what it could do. */
@Command(
        name = "load",
        description = "Drives load over a chain and measures throughput and latency; counts what the bus says against"
                + " what handlers saw. Ctrl-C ends it early, with figures.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainbus load                                     how much the bus can do: 1024 in flight",
            "  chainbus load --rate 50k --report load.html       latency at 50,000 events a second, as a page",
            "  chainbus load --stage 10s:100k/s --stage 20s:100k/s --stage 10s:0/s    up, hold, down",
            "  chainbus load --rate 20k --handler exponential:5us --churn 20 --vetoes 1%%",
            "  chainbus load --rate 50k --fail-if 'p99>5ms' --fail-if 'errors>0'      for a build: status 1 if so"
        })
public final class LoadCommand implements Subcommand {

    /** Whatever is under way answers sooner, or never. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            description = "Ends with status 1 if so: 'p99>5ms', 'throughput<500k', 'errors>0', 'vetoes>1%%',"
                    + " 'acquire.max>=20ms'. Repeat for more.")
    private List<String> failIf = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with plots to this file: HTML.")
    private @Nullable Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description = "Write the latencies of each interval to this file: an HdrHistogram log.")
    private @Nullable Path hdr;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Keep the recorded history in this file; recording slows the bus down.")
    private @Nullable Path history;

    /** For the command line, which finds this as a service. */
    public LoadCommand() {}

    @Override
    public ExitStatus run() throws IOException {
        LoadPlan plan = load.plan(this::wrongCall);
        List<Threshold> thresholds = thresholds();
        try (OutputFile page = OutputFile.orTemporary(report);
                OutputFile figuresFile = OutputFile.orTemporary(json);
                OutputFile log = OutputFile.orTemporary(hdr);
                OutputFile recorded = OutputFile.orTemporary(history)) {
            Machine machine = Host.machine(Version.own());
            Figures figures = measured(plan, log, recorded);
            List<Judgement> judgements = thresholds.stream()
                    .map(threshold -> threshold.judge(figures))
                    .toList();
            page.write(FiguresPage.of(figures, machine, thresholds).html());
            figuresFile.write(FiguresJson.of(figures, machine, judgements));
            for (OutputFile file : List.of(recorded, log, figuresFile, page)) {
                file.keep();
            }
            PrintWriter out = spec.commandLine().getOut();
            FiguresText.lines(figures, judgements).forEach(out::println);
            boolean holds =
                    figures.disagreements().isEmpty() && judgements.stream().noneMatch(Judgement::failed);
            return holds ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private List<Threshold> thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        for (String condition : failIf) {
            try {
                thresholds.add(Threshold.read(condition));
            } catch (IllegalArgumentException malformed) {
                throw wrongCall("--fail-if '" + condition + "': " + malformed.getMessage());
            }
        }
        return thresholds;
    }

    private ParameterException wrongCall(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Figures measured(LoadPlan plan, OutputFile log, OutputFile recorded) throws IOException {
        try (IntervalLog intervals = intervalLog(log, plan)) {
            Figures figures = recorded(plan, intervals, recorded);
            intervals.close();
            return figures;
        } catch (IOException failed) {
            throw log.unusable(failed);
        }
    }

    private static IntervalLog intervalLog(OutputFile log, LoadPlan plan) throws IOException {
        return new IntervalLog(log.path(), FiguresText.announcement(plan), System.currentTimeMillis());
    }

    private Figures recorded(LoadPlan plan, IntervalLog log, OutputFile recorded) {
        if (history == null) {
            return driven(plan, log, Recorder.off());
        }
        try (HistoryFile file = HistoryFile.create(recorded.path(), "load")) {
            return driven(plan, log, file.recorder("load"));
        } catch (IOException failed) {
            throw recorded.unusable(failed);
        }
    }

    private Figures driven(LoadPlan plan, IntervalLog log, Recorder recorder) {
        Stop stop = new Stop();
        try (OwnSystem own = new OwnSystem();
                TerminalProgress progress = TerminalProgress.onStandardError();
                Interruption interruption = new Interruption(() -> endEarly(stop))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(FiguresText.announcement(plan));
            out.flush();
            progress.beginTimed("load", Duration.ofNanos(plan.wholeProfile().nanos()));
            return LoadRun.run(plan, own.system(), recorder, new Telling(progress, log), stop, PATIENCE);
        }
    }

    private void endEarly(Stop stop) {
        spec.commandLine().getErr().println("ending early, with the figures so far; again to end at once, without");
        stop.now();
    }
}
