package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is either written whole or not at all: it is written under another name beside its place, and moved there
 * when it is complete. Where the user asked for none, a temporary one that nobody keeps.
 */
public final class OutputFile implements AutoCloseable {

    private final Path written;
    private final @Nullable Path place;

    private OutputFile(Path written, @Nullable Path place) {
        this.written = written;
        this.place = place;
    }

    /**
     * A file that is to be at {@code wanted} in the end, or nowhere.
     *
     * @throws InputRefused if nothing can be written where the user wants it
     */
    public static OutputFile orTemporary(@Nullable Path wanted) throws IOException {
        if (wanted == null) {
            return forgottenAtExit(Files.createTempFile("chainbus-", ".tmp"), null);
        }
        if (Files.isDirectory(wanted)) {
            throw new InputRefused(Problem.with(wanted, "is a directory, expected a file"));
        }
        Path place = wanted.toAbsolutePath();
        String name = "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
        try {
            return forgottenAtExit(Files.createFile(place.resolveSibling(name)), place);
        } catch (IOException unusable) {
            throw InputRefused.unusable(wanted, unusable);
        }
    }

    /** Of a process that is interrupted nothing is to be left either. */
    private static OutputFile forgottenAtExit(Path written, @Nullable Path place) {
        written.toFile().deleteOnExit();
        return new OutputFile(written, place);
    }

    /** Where to write it. */
    public Path path() {
        return written;
    }

    /** It is complete: puts it in its place, over what was there. */
    public void keep() throws IOException {
        Path to = place;
        if (to != null) {
            Files.move(written, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(written);
    }
}
