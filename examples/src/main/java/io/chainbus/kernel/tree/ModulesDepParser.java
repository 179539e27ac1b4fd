package io.chainbus.kernel.tree;

import io.chainbus.kernel.tree.Lines.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code modules.dep} as depmod writes it: {@code path/name.ko: path/dependency.ko ...}, the modules perhaps compressed.
 * It says nothing but names and dependencies: an init and an exit are assumed, and {@link Defaults}.
 */
final class ModulesDepParser {

    private static final Pattern MODULE = Pattern.compile("(?:\\S*/)?([^/\\s]+)\\.ko(?:\\.(?:xz|gz|zst))?");
    private static final String EXPECTED = "'path/name.ko: dependencies'";

    private ModulesDepParser() {}

    /** Whether a file that begins with this line is meant to be in this format. */
    static boolean recognises(Line first) {
        int colon = first.text().indexOf(':');
        return colon > 0 && nameOf(first.text().substring(0, colon)).isPresent();
    }

    static void parse(List<Line> lines, Rows rows) {
        for (Line line : lines) {
            if (!line.blank() && !line.text().startsWith("#")) {
                parse(line, rows);
            }
        }
    }

    private static void parse(Line line, Rows rows) {
        int colon = line.text().indexOf(':');
        Optional<String> name = colon < 0
                ? Optional.empty()
                : nameOf(line.text().substring(0, colon).strip());
        if (name.isEmpty()) {
            rows.problem(line.number(), EXPECTED, Found.quoted(line.text()));
            return;
        }
        List<String> depends = new ArrayList<>();
        boolean sound = true;
        for (String path : line.text().substring(colon + 1).strip().split("\\s+", -1)) {
            Optional<String> dependency = nameOf(path);
            if (dependency.isPresent() && !depends.contains(dependency.get())) {
                depends.add(dependency.get());
            } else if (dependency.isEmpty() && !path.isEmpty()) {
                rows.problem(line.number(), "a path to a .ko file as a dependency", Found.quoted(path));
                sound = false;
            }
        }
        if (rows.claim(line.number(), name.get()) && sound) {
            rows.add(
                    line.number(),
                    new TreeModule(name.get(), depends, List.of(), Defaults.FTRACE_SITES, true, true, 0));
        }
    }

    private static Optional<String> nameOf(String path) {
        Matcher module = MODULE.matcher(path);
        return module.matches() ? Optional.of(TreeModule.normalised(module.group(1))) : Optional.empty();
    }
}
