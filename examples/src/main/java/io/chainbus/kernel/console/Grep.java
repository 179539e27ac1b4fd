package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code grep} with basic regular expressions. That nothing matches is an answer here, and no failure: a script is to end
 * well that finds a function unpatched, as it should be.
 */
final class Grep implements Tool {

    private static final String QUIET = "-q";
    /** What a basic regular expression takes as it is and Java's does not. */
    private static final String LITERAL = "+?{}()|";

    private final Reading reading;

    Grep(VirtualFiles files, KernelLog errors) {
        this.reading = new Reading("grep", files, errors);
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        boolean quiet = !arguments.isEmpty() && arguments.get(0).equals(QUIET);
        List<String> rest = quiet ? arguments.subList(1, arguments.size()) : arguments;
        if (rest.size() < 2) {
            return Tool.ended(reading.fail("expected a pattern and a file"));
        }
        if (rest.get(0).startsWith("-")) {
            return Tool.ended(reading.fail("unrecognized option '" + rest.get(0) + "'"));
        }
        try {
            Pattern pattern = Pattern.compile(translated(rest.get(0)));
            List<String> paths = rest.subList(1, rest.size());
            return Tool.ended(reading.each(
                    paths,
                    (path, content) -> content.lines()
                            .filter(line -> !quiet && pattern.matcher(line).find())
                            .forEach(line -> out.line(paths.size() == 1 ? line : path + ":" + line))));
        } catch (PatternSyntaxException malformed) {
            return Tool.ended(reading.fail("invalid regular expression '" + rest.get(0) + "'"));
        }
    }

    /** The same as a pattern of Java's: where one has a backslash before these characters, the other has none. */
    private static String translated(String basic) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < basic.length(); i++) {
            char c = basic.charAt(i);
            if (LITERAL.indexOf(c) >= 0) {
                pattern.append('\\').append(c);
            } else if (c == '\\' && i + 1 < basic.length() && LITERAL.indexOf(basic.charAt(i + 1)) >= 0) {
                pattern.append(basic.charAt(++i));
            } else {
                pattern.append(c);
            }
        }
        return pattern.toString();
    }
}
