package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of standard input, each read when it is asked for. */
final class StandardInput implements Iterator<String> {

    private final BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private @Nullable String next;

    /** @throws InputRefused if standard input cannot be read */
    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = reader.readLine();
            } catch (IOException unreadable) {
                throw new InputRefused(
                        new Problem("standard input", Problem.WHOLE, "cannot be read: " + unreadable.getMessage()));
            }
        }
        return next != null;
    }

    @Override
    public String next() {
        String line = hasNext() ? next : null;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return line;
    }
}
