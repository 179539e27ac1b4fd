package io.chainbus.kernel.tree;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.kernel.tree.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads module trees: the tab-separated format, and {@code modules.dep} as depmod writes it; which of them a file is
 * shows in its first line. Everything that is wrong is reported at once, each thing with its line.
 */
public final class ModuleTreeReader {

    private static final String EITHER =
            "a header with the tab-separated columns 'name' and 'depends', or 'path/name.ko:'" + " as in modules.dep";

    private ModuleTreeReader() {}

    /**
     * Reads a tree.
     *
     * @throws InputRefused with everything that is wrong with the file
     */
    public static ModuleTree read(Path path) {
        return read(Lines.of(path), versionOf(path));
    }

    /** The tree of Debian 12's 6.1 kernel for PCs, facts read out of its packages. */
    public static ModuleTree embedded() {
        return embedded("debian-6.1-amd64");
    }

    static ModuleTree embedded(String version) {
        String resource = version + ".tsv";
        try (InputStream in = EmbeddedFiles.open(resource)) {
            return read(Lines.of(resource, in), version);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ModuleTree read(Lines lines, String version) {
        Rows rows = new Rows(lines.file());
        List<Line> content = lines.lines().stream().dropWhile(Line::blank).toList();
        Optional<Line> first =
                content.stream().filter(line -> !line.text().startsWith("#")).findFirst();
        if (first.isPresent() && TsvParser.recognises(content.get(0))) {
            TsvParser.parse(content, rows);
        } else if (first.isPresent() && ModulesDepParser.recognises(first.get())) {
            ModulesDepParser.parse(content, rows);
        } else if (lines.problems().isEmpty()) {
            first.ifPresentOrElse(
                    line -> rows.problem(line.number(), EITHER, Found.quoted(line.text())),
                    () -> rows.problem(1, EITHER, "an empty file"));
        }
        if (rows.problems().isEmpty()
                && rows.rows().isEmpty()
                && lines.problems().isEmpty()) {
            rows.problem(content.get(content.size() - 1).number(), "at least one module", "the end of the file");
        }
        TreeChecker.check(rows);
        List<Problem> problems = new ArrayList<>(lines.problems());
        problems.addAll(rows.problems());
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new InputRefused(problems);
        }
        return ModuleTree.of(version, rows.rows().stream().map(Rows.Row::module).toList());
    }

    /** {@code /lib/modules/VERSION/modules.dep} says it in the directory, any other file in its own name. */
    private static String versionOf(Path path) {
        Path absolute = path.toAbsolutePath();
        Path file = absolute.getFileName();
        String name = file == null ? "" : file.toString();
        Path directory = absolute.getParent();
        if (name.equals("modules.dep") && directory != null && directory.getFileName() != null) {
            return directory.getFileName().toString();
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
