package io.chainbus.kernel.module;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Numbers and truth values as users write them to the kernel (lib/kstrtox.c). */
public final class KernelNumbers {

    private static final Pattern INTEGER = Pattern.compile("[+-]?(0[xX]\\p{XDigit}+|\\d+)");
    private static final Pattern TRUE = Pattern.compile("(?s)[1yYtT].*|[oO][nN].*");
    private static final Pattern FALSE = Pattern.compile("(?s)[0nNfF].*|[oO][fF].*");

    private KernelNumbers() {}

    /** Like {@code kstrtoint} with base 0: decimal, 0x and 0 for octal. Nothing where it is no such number. */
    public static OptionalInt integer(String text) {
        String stripped = text.strip();
        if (!INTEGER.matcher(stripped).matches()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.decode(stripped));
        } catch (NumberFormatException tooLargeOrNotOctal) {
            return OptionalInt.empty();
        }
    }

    /** Like {@code kstrtobool}, which looks at the beginning only. Nothing where it is no truth value. */
    public static Optional<Boolean> truth(String text) {
        if (TRUE.matcher(text).matches()) {
            return Optional.of(true);
        }
        return FALSE.matcher(text).matches() ? Optional.of(false) : Optional.empty();
    }
}
