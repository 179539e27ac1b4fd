package io.chainbus.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's documents, which tests hold against the code. */
public final class Documents {

    private static final Path ROOT = root();

    private Documents() {}

    /** The project's folder; tests run in their module's. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no README.md above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    public static Path rootFolder() {
        return ROOT;
    }

    public static String readme() {
        return read(ROOT.resolve("README.md"));
    }

    /** README and everything below docs. */
    static List<Path> all() {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), below("docs", ".md"))
                .toList();
    }

    /** The files of this ending below a folder of the project, in a stable order. */
    static Stream<Path> below(String folder, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks of that language, in their order. */
    public static List<String> blocks(String text, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The text without its code blocks. */
    static String withoutBlocks(String text) {
        return Pattern.compile("(?ms)^```.*?^```$").matcher(text).replaceAll("");
    }
}
