package io.chainbus.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file in HOCON, gathered so that all of it can be told at once. */
public final class Findings {

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    Findings(Path file) {
        this.file = file;
    }

    public void add(ConfigOrigin where, String expected) {
        problems.add(problem(where, expected));
    }

    /** How many there are so far; who reads something can tell by it whether that was in order. */
    public int count() {
        return problems.size();
    }

    /** @throws InputRefused if there is any, with all of them in the order of their lines */
    void refuseIfAny() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::source).thenComparingInt(Problem::line));
            throw new InputRefused(problems);
        }
    }

    /** The refusal of a file that the parser does not get through. */
    InputRefused refused(ConfigException failure) {
        ConfigOrigin origin = failure.origin();
        String message = String.valueOf(failure.getMessage());
        String prefix = origin == null ? "" : origin.description() + ": ";
        return new InputRefused(problem(
                origin,
                message.startsWith(prefix) ? message.substring(prefix.length()).strip() : message));
    }

    private Problem problem(@Nullable ConfigOrigin where, String expected) {
        if (where == null) {
            return Problem.with(file, expected);
        }
        String included = where.filename();
        String source = included == null ? file.toString() : included;
        return new Problem(source, Math.max(where.lineNumber(), Problem.WHOLE), expected);
    }
}
