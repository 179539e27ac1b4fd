package io.chainbus.cli;

import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.HistoryMerge;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.HistorySource;
import io.chainbus.history.PlacedLine;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Recorded histories that a user names: whatever is wrong with them is refused with file and line. */
final class HistoryFiles {

    private HistoryFiles() {}

    /**
     * The histories of several nodes as one. What it hands out throws {@link InputRefused} where a file turns out not
     * to be a history.
     *
     * @throws InputRefused if files cannot be opened, with a problem for each
     */
    static HistorySource open(List<Path> files) throws IOException {
        List<HistorySource> opened = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                opened.add(new HistoryOfFile(file, new HistoryReader(Files.newInputStream(file), file.toString())));
            } catch (IOException unusable) {
                problems.add(Problem.unusable(file, unusable));
            }
        }
        HistoryMerge merged = new HistoryMerge(opened);
        if (!problems.isEmpty()) {
            merged.close();
            throw new InputRefused(problems);
        }
        return merged;
    }

    /** What is wrong with a line, as a problem with the user's input. */
    static InputRefused refused(HistoryFormatException malformed) {
        return new InputRefused(new Problem(
                malformed.place().file(), Math.toIntExact(malformed.place().line()), malformed.problem()));
    }

    /** One file's, which knows what it is called when it cannot be read. */
    private record HistoryOfFile(Path file, HistoryReader reader) implements HistorySource {

        @Override
        public boolean hasNext() {
            return reading(reader::hasNext);
        }

        @Override
        public PlacedLine next() {
            return reader.next();
        }

        private boolean reading(BooleanSupplier read) {
            try {
                return read.getAsBoolean();
            } catch (HistoryFormatException malformed) {
                throw refused(malformed);
            } catch (UncheckedIOException unreadable) {
                throw InputRefused.unusable(file, Objects.requireNonNull(unreadable.getCause()));
            }
        }

        @Override
        public List<String> warnings() {
            return reader.warnings();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
