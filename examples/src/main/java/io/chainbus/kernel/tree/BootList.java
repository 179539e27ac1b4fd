package io.chainbus.kernel.tree;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.kernel.tree.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules that a machine loads when it boots, in that order: one name a line, {@code #} begins a comment.
 *
 * @param names normalised as kmod does
 */
public record BootList(List<String> names) {

    public BootList {
        names = List.copyOf(names);
    }

    /**
     * A boot list for {@code tree}.
     *
     * @throws InputRefused with everything that is wrong with the file; a name that the tree does not have is wrong
     */
    public static BootList read(Path path, ModuleTree tree) {
        Lines lines = Lines.of(path);
        List<Problem> problems = new ArrayList<>(lines.problems());
        List<String> names = new ArrayList<>();
        for (Line line : lines.lines()) {
            String name = nameOn(line);
            if (!name.isEmpty() && tree.find(name).isEmpty()) {
                problems.add(new Problem(
                        lines.file(), line.number(), "expected a module of the tree, found " + Found.quoted(name)));
            } else if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (problems.isEmpty() && names.isEmpty()) {
            problems.add(new Problem(lines.file(), 1, "expected the name of a module, found none in the whole file"));
        }
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
        return new BootList(names);
    }

    /** A virtual machine's plausible load order, of which {@code tree} has what its kernel does not have built in. */
    public static BootList embedded(ModuleTree tree) {
        try (InputStream in = EmbeddedFiles.open("debian-6.1-amd64.boot-q35-virtio.txt")) {
            return new BootList(Lines.of("boot list", in).lines().stream()
                    .map(BootList::nameOn)
                    .filter(name -> !name.isEmpty() && tree.find(name).isPresent())
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String nameOn(Line line) {
        int comment = line.text().indexOf('#');
        String text = comment < 0 ? line.text() : line.text().substring(0, comment);
        return TreeModule.normalised(text.strip());
    }
}
