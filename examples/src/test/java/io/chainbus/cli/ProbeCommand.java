package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends in whichever way it is told to; it comes onto the command line as other modules' commands do, as a service. */
@Command(name = "probe", description = "Ends as told.")
public final class ProbeCommand implements Subcommand {

    enum Ending {
        WELL,
        NOT_HOLDING,
        REFUSING,
        FAILING,
        OUT_OF_MEMORY
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "ENDING")
    private Ending ending = Ending.WELL;

    @Option(names = "--count")
    private int count;

    @Override
    public ExitStatus run() {
        return switch (ending) {
            case WELL -> {
                spec.commandLine().getOut().println("für " + count);
                yield ExitStatus.DONE;
            }
            case NOT_HOLDING -> ExitStatus.DOES_NOT_HOLD;
            case REFUSING -> {
                Path tree = Path.of("tree.tsv");
                throw new InputRefused(List.of(
                        Problem.at(tree, 3, "expected a number, got 'x'"), Problem.with(tree, "expected a\n header")));
            }
            case FAILING -> throw new IllegalStateException("two\nlines");
            case OUT_OF_MEMORY -> throw new OutOfMemoryError("heap");
        };
    }
}
