package io.chainbus.input;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * One thing that is wrong with an input: where, and what was expected there.
 *
 * @param source the file as the user named it, or another name for where the input came from ({@code standard input})
 * @param line the line, counted from 1, or {@link #WHOLE} where it is about no single line
 * @param expected what is wrong and what was expected instead, in one line
 */
public record Problem(String source, int line, String expected) {

    /** The line of a problem that concerns its source as a whole. */
    public static final int WHOLE = 0;

    public Problem {
        if (line < WHOLE) {
            throw new IllegalArgumentException("lines count from 1, got " + line);
        }
    }

    /** A problem in one line of a file. */
    public static Problem at(Path file, int line, String expected) {
        return new Problem(file.toString(), line, expected);
    }

    /** A problem with a file as a whole. */
    public static Problem with(Path file, String expected) {
        return new Problem(file.toString(), WHOLE, expected);
    }

    /** The problem that reading (or writing) a file ended with {@code cause}. */
    public static Problem unusable(Path file, IOException cause) {
        return with(file, whyUnusable(file, cause));
    }

    private static String whyUnusable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        if (Files.isDirectory(file)) {
            return "is a directory, expected a file";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** {@code FILE:LINE: EXPECTED}, in one line whatever the parts contain. */
    @Override
    public String toString() {
        String where = line == WHOLE ? source : source + ":" + line;
        return (where + ": " + expected).replaceAll("\\R\\s*", " ");
    }
}
