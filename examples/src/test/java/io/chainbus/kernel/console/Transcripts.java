package io.chainbus.kernel.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What consoles print for scripts, kept as text files: the commands behind % signs, {@code #} begins a comment. */
final class Transcripts {

    private Transcripts() {}

    /** A file's name and its text. */
    record Transcript(String name, String text) {

        /** The script that it is the transcript of. */
        List<String> commands() {
            return text.lines()
                    .filter(line -> line.startsWith("% "))
                    .map(line -> line.substring(2))
                    .toList();
        }

        /** What a console prints for it. */
        String printed() {
            return text.replaceAll("(?m)^#.*\\R", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The situations of the kernel's own self-tests. */
    static List<Transcript> selfTests() {
        return in("selftests");
    }

    /** Situations for each of the model's rules and lines. */
    static List<Transcript> rules() {
        return in("rules");
    }

    private static List<Transcript> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Transcripts.class.getResource(folder)).toURI()))) {
            return files.sorted().map(Transcripts::read).toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(folder, unreadable);
        }
    }

    private static Transcript read(Path file) {
        try {
            return new Transcript(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
