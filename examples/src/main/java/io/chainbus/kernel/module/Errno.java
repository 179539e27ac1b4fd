package io.chainbus.kernel.module;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel's error (Linux {@code errno.h}; the texts are those of glibc's {@code strerror}).
 *
 * @param number positive; in log lines it stands with a minus sign, as the kernel returns it
 */
public record Errno(int number) {

    public static final Errno ENOENT = new Errno(2);
    public static final Errno EIO = new Errno(5);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EBUSY = new Errno(16);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno EISDIR = new Errno(21);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno EINVAL = new Errno(22);

    public Errno {
        if (number <= 0) {
            throw new IllegalArgumentException("an errno is positive: " + number);
        }
    }

    /** What a function meant that returned {@code value}, which is not 0: errors are negative by convention. */
    public static Errno returned(int value) {
        return new Errno(value == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.abs(value));
    }

    /** The one of that name, {@code ENODEV} for one, if there is such. */
    public static Optional<Errno> named(String name) {
        return Optional.ofNullable(Names.NUMBERS.get(name)).map(Errno::new);
    }

    /** What the tools print: {@code Device or resource busy}. */
    public String text() {
        return Names.TEXTS.getOrDefault(number, "Unknown error " + number);
    }

    @Override
    public String toString() {
        return text() + " (-" + number + ")";
    }

    /** Read when the first of them is asked for. */
    private static final class Names {
        static final Map<Integer, String> TEXTS = new HashMap<>();
        static final Map<String, Integer> NUMBERS = new HashMap<>();

        static {
            read();
        }

        private static void read() {
            try (InputStream in = Errno.class.getResourceAsStream("errno.tsv")) {
                if (in == null) {
                    throw new FileNotFoundException("errno.tsv");
                }
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\t", -1))
                        .forEach(cells -> {
                            TEXTS.put(Integer.valueOf(cells[0]), cells[2]);
                            NUMBERS.put(cells[1], Integer.valueOf(cells[0]));
                        });
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
