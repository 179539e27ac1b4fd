package io.chainbus.cli;

import io.chainbus.event.Phase;
import io.chainbus.explain.Difference;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.HistorySource;
import io.chainbus.scene.ChainFile;
import io.chainbus.scene.Recall;
import io.chainbus.scene.Scene;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainbus explain}: the walk that an event would take, and why. */
@Command(
        name = "explain",
        description = "Prints the walk that an event would take on a chain, and why each subscriber stands where it"
                + " does; and what another setting would change.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus explain modules.conf --event ext4:GOING --against membership=current",
            "  chainbus explain modules.conf --event ext4:COMING --without 'livepatch after ftrace'",
            "  chainbus explain --history run.jsonl --at 120 --event ext4:GOING",
            "where modules.conf has, for instance:",
            "  subscribers = [",
            "    { id = ftrace, anchor = first }",
            "    { id = livepatch, priority = 100, after = ftrace }",
            "  ]",
            "  up = [ { key = ext4, phase = COMING, holders = [ftrace, livepatch] } ]"
        })
final class ExplainCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--event",
            paramLabel = "KEY:PHASE",
            required = true,
            description = "The event, for instance ext4:COMING.")
    private String event = "";

    @Parameters(
            paramLabel = "CHAIN.conf",
            arity = "0..1",
            description = "The chain, described in HOCON (docs/explain.md).")
    private @Nullable Path file;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Instead: the chain as it stood in this recorded history.")
    private @Nullable Path recorded;

    @Option(
            names = "--at",
            paramLabel = "LINE",
            description = "After this line of the history, counted from 1 (default: after the last).")
    private @Nullable Long line;

    @Option(names = "--chain", paramLabel = "NAME", description = "This chain of the history (default: the only one).")
    private @Nullable String chain;

    @Option(
            names = "--against",
            paramLabel = "SETTING",
            description = "Print what would be different with membership=current, membership=accepted, or with"
                    + " forward-only walks. May be repeated, then with all of them.")
    private List<String> against = List.of();

    @Option(
            names = "--without",
            paramLabel = "CONSTRAINT",
            description = "... and without this constraint, for instance 'livepatch after ftrace', named as it was"
                    + " declared. May be repeated.")
    private List<String> without = List.of();

    @Option(
            names = "--with",
            paramLabel = "CONSTRAINT",
            description = "... and with this constraint as well. May be repeated.")
    private List<String> with = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the walk, the reasons and the difference to this file.")
    private @Nullable Path json;

    @Override
    public ExitStatus run() throws IOException {
        int colon = event.lastIndexOf(':');
        if (colon < 1 || colon == event.length() - 1) {
            throw wrongCall("expected KEY:PHASE for --event, found '" + event + "'");
        }
        String key = event.substring(0, colon);
        Alternative alternative = Alternative.of(against, without, with, this::wrongCall);
        Scene scene = scene(key);
        Phase phase = phase(scene, event.substring(colon + 1));
        Explanation explanation = DryRun.of(scene.membership(), scene.ledger(), scene.holding(), key, phase)
                .explain();
        if (alternative.isNone()) {
            write(ExplainJson.of(scene.chain(), explanation));
            print(scene, explanation);
        } else {
            Difference difference = Difference.between(explanation, alternative.explain(scene, key, phase));
            write(ExplainJson.of(scene.chain(), difference));
            print(scene, explanation);
            print(alternative, difference);
        }
        return ExitStatus.DONE;
    }

    private ParameterException wrongCall(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Phase phase(Scene scene, String name) {
        return scene.phase(name)
                .orElseThrow(() -> wrongCall("expected one of the chain's phases "
                        + String.join(", ", scene.phases().byName().keySet()) + " in --event, found '" + name + "'"));
    }

    private Scene scene(String key) throws IOException {
        Path described = file;
        Path history = recorded;
        if (described != null && history == null) {
            if (line != null || chain != null) {
                throw wrongCall("expected --at and --chain with --history only");
            }
            return ChainFile.read(described);
        }
        if (described != null || history == null) {
            throw wrongCall(
                    "expected CHAIN.conf or --history FILE, found " + (history == null ? "none of them" : "both"));
        }
        return recalled(history, key);
    }

    private Scene recalled(Path history, String key) throws IOException {
        Recall.Moment moment = moment();
        try (HistorySource lines = HistoryFiles.open(List.of(history))) {
            Scene scene = Recall.at(moment, lines, history, key, chain);
            lines.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
            return scene;
        } catch (HistoryFormatException malformed) {
            throw HistoryFiles.refused(malformed);
        }
    }

    private Recall.Moment moment() {
        Long last = line;
        if (last == null) {
            return new Recall.Moment.End();
        }
        if (last < 1) {
            throw wrongCall("expected a line from 1 for --at, found " + last);
        }
        return new Recall.Moment.AtLine(last);
    }

    private void print(Scene scene, Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        String where = recorded == null
                ? ""
                : " in " + recorded + " after " + (line == null ? "its last line" : "line " + line);
        out.println("chain " + scene.chain() + where);
        scene.notes().forEach(note -> out.println("note: " + note));
        explanation.lines().forEach(out::println);
    }

    private void print(Alternative alternative, Difference difference) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println(alternative + ":");
        difference.lines().forEach(line -> out.println("  " + line));
    }

    /** Before anything is printed: where it cannot be written, that is all there is to be said. */
    private void write(String text) throws IOException {
        try (OutputFile file = OutputFile.orTemporary(json)) {
            file.write(text);
            file.keep();
        }
    }
}
