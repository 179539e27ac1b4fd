package io.chainbus.kernel.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a script as a shell would take it apart: words, some of them in quotes, and perhaps a file that the output
 * goes to.
 *
 * @param redirect the path behind {@code >}, or the empty string
 */
record CommandLine(List<String> words, String redirect) {

    private static final Pattern TOKEN =
            Pattern.compile("(?<arrow>>)|\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<word>[^\\s>]+)");

    CommandLine {
        words = List.copyOf(words);
    }

    static CommandLine parse(String line) {
        List<String> words = new ArrayList<>();
        String redirect = "";
        boolean toFile = false;
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            if (token.group("arrow") != null) {
                toFile = true;
            } else if (toFile && redirect.isEmpty()) {
                redirect = text(token);
            } else {
                words.add(text(token));
            }
        }
        return new CommandLine(words, redirect);
    }

    private static String text(Matcher token) {
        for (String kind : List.of("double", "single", "word")) {
            String text = token.group(kind);
            if (text != null) {
                return text;
            }
        }
        return "";
    }
}
