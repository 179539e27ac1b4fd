package io.chainbus.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown where an input that a user gave cannot be used. The command line prints its problems, one line each, and exits
 * with status 2; nothing has been written by then.
 *
 * <p>It carries all problems that were found and not just the first, so that a user need not repair and run, repair and
 * run.
 */
public final class InputRefused extends RuntimeException {

    private final List<Problem> problems;

    /** Refuses an input for these problems, of which there must be one at least. */
    public InputRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("refused for no problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** Refuses an input for one problem. */
    public InputRefused(Problem problem) {
        this(List.of(problem));
    }

    /** Refuses a file that could not be read or written. */
    public static InputRefused unusable(Path file, IOException cause) {
        var refused = new InputRefused(Problem.unusable(file, cause));
        refused.initCause(cause);
        return refused;
    }

    /** What is wrong, in the order in which it was found. */
    public List<Problem> problems() {
        return problems;
    }
}
