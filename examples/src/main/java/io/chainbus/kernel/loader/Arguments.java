package io.chainbus.kernel.loader;

import java.util.List;

/** Parameters as they stand behind a module's name: {@code modprobe NAME param=value ...}. */
public record Arguments(List<Argument> arguments) {

    /** One of them. */
    public record Argument(String name, String value) {}

    private static final Arguments NONE = new Arguments(List.of());

    public Arguments {
        arguments = List.copyOf(arguments);
    }

    public static Arguments none() {
        return NONE;
    }

    /** From words like {@code pre_patch_ret=-19}; a word without '=' is a parameter with an empty value. */
    public static Arguments parse(List<String> words) {
        return new Arguments(words.stream()
                .map(word -> {
                    int equals = word.indexOf('=');
                    return equals < 0
                            ? new Argument(word, "")
                            : new Argument(word.substring(0, equals), word.substring(equals + 1));
                })
                .toList());
    }
}
