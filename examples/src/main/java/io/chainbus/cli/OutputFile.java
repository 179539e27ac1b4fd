package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is either written whole or not at all: it is written under another name beside its place, and moved there
 * when it is complete. Where the user asked for none, a temporary one that nobody keeps. A device or a pipe is no file
 * that could be replaced: it is written to as it is.
 */
public final class OutputFile implements AutoCloseable {

    private final Path named;
    private final Path written;
    private final Fate fate;

    /** What becomes of what was written. */
    private sealed interface Fate {

        /** It is put there when it is complete. */
        record Moved(Path place) implements Fate {}

        /** Nobody keeps it. */
        record Forgotten() implements Fate {}

        /** It stays where it was written. */
        record Stays() implements Fate {}
    }

    private OutputFile(Path named, Path written, Fate fate) {
        this.named = named;
        this.written = written;
        this.fate = fate;
    }

    /**
     * A file that is to be at {@code wanted} in the end, or nowhere.
     *
     * @throws InputRefused if nothing can be written where the user wants it
     */
    public static OutputFile orTemporary(@Nullable Path wanted) throws IOException {
        if (wanted == null) {
            Path temporary = Files.createTempFile("chainbus-", ".tmp");
            return forgottenAtExit(new OutputFile(temporary, temporary, new Fate.Forgotten()));
        }
        if (Files.isDirectory(wanted)) {
            throw new InputRefused(Problem.with(wanted, "is a directory, expected a file"));
        }
        if (Files.exists(wanted) && !Files.isRegularFile(wanted)) {
            return new OutputFile(wanted, wanted, new Fate.Stays());
        }
        // Where a link leads is replaced, not the link.
        Path place = Files.exists(wanted) ? wanted.toRealPath() : wanted.toAbsolutePath();
        String name = "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
        try {
            Path partial = Files.createFile(place.resolveSibling(name));
            return forgottenAtExit(new OutputFile(wanted, partial, new Fate.Moved(place)));
        } catch (FileAlreadyExistsException twice) {
            // The name is this process's own.
            throw new InputRefused(Problem.with(wanted, "is to be written twice, expected a file for each"));
        } catch (IOException unusable) {
            throw InputRefused.unusable(wanted, unusable);
        }
    }

    /** Of a process that is interrupted nothing is to be left either. */
    private static OutputFile forgottenAtExit(OutputFile file) {
        file.written.toFile().deleteOnExit();
        return file;
    }

    /** Where to write it. */
    public Path path() {
        return written;
    }

    /**
     * Writes all of it.
     *
     * @throws InputRefused if there is no room for it
     */
    public void write(String text) {
        try {
            Files.writeString(written, text);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Refuses the file, since writing it ended so; it is called what the user called it. */
    public InputRefused unusable(IOException failed) {
        return InputRefused.unusable(named, failed);
    }

    /**
     * It is complete: puts it in its place, over what was there.
     *
     * @throws InputRefused if it cannot be there
     */
    public void keep() {
        if (fate instanceof Fate.Moved moved) {
            try {
                Files.move(written, moved.place(), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failed) {
                throw unusable(failed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (!(fate instanceof Fate.Stays)) {
            Files.deleteIfExists(written);
        }
    }
}
