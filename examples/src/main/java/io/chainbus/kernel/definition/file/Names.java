package io.chainbus.kernel.definition.file;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names as the kernel takes them. */
final class Names {

    static final String MODULE = "a module's name of letters, digits, '_' and '-', 55 at the most";
    static final String FUNCTION = "a function's name of letters, digits and '_', or MODULE+NUMBER of a tree's module";
    static final String IDENTIFIER = "a name of letters, digits and '_'";

    /** Linux {@code MODULE_NAME_LEN} on 64 bits, less the byte that ends it. */
    private static final int MODULE_NAME_LENGTH = 55;

    private static final Pattern MODULE_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern C_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern NUMBERED = Pattern.compile("\\w+\\+\\d+");

    private Names() {}

    /** A module's name, with '-' as '_'. */
    static Optional<String> module(String text) {
        return MODULE_NAME.matcher(text).matches() && text.length() <= MODULE_NAME_LENGTH
                ? Optional.of(text.replace('-', '_'))
                : Optional.empty();
    }

    /** The name of a function in a symbol table; those of a tree's modules are numbered. */
    static Optional<String> function(String text) {
        return NUMBERED.matcher(text).matches() ? Optional.of(text) : identifier(text);
    }

    /** The name of a function or a parameter. */
    static Optional<String> identifier(String text) {
        return C_NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
