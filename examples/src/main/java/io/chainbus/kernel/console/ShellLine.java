package io.chainbus.kernel.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as a shell would take it apart, as far as this console goes: one command, whose words may be in quotes; perhaps a
 * file that its output goes to; perhaps {@code &}, to go on in the background; {@code #} begins a comment.
 */
sealed interface ShellLine {

    /** The line without its comment. */
    String text();

    /** Nothing to do. */
    record Blank() implements ShellLine {
        @Override
        public String text() {
            return "";
        }
    }

    /** Not a line that this console understands. */
    record Malformed(String text, String error) implements ShellLine {}

    /**
     * A command.
     *
     * @param words its name and its arguments
     * @param redirect the path behind {@code >}, or the empty string
     */
    record Command(String text, List<String> words, String redirect, boolean background) implements ShellLine {
        public Command {
            words = List.copyOf(words);
        }
    }

    static ShellLine parse(String line) {
        return new Parser(line).parse();
    }

    /** Goes through a line once. */
    final class Parser {

        private static final String UNSUPPORTED = "|;<()`$";

        private final String line;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int at;
        private boolean inWord;
        private boolean toFile;
        private String redirect = "";
        private boolean background;
        private String error = "";

        private Parser(String line) {
            this.line = line.strip();
        }

        private ShellLine parse() {
            int end = line.length();
            while (at < line.length() && error.isEmpty()) {
                char c = line.charAt(at);
                if (c == '#' && !inWord) {
                    end = at;
                    break;
                }
                at++;
                take(c);
            }
            endWord();
            return told(line.substring(0, end).strip());
        }

        private ShellLine told(String text) {
            if (text.isEmpty()) {
                return new Blank();
            }
            if (error.isEmpty() && toFile) {
                unexpected("newline");
            }
            if (error.isEmpty() && words.isEmpty()) {
                error = "syntax error: expected a command";
            }
            return error.isEmpty() ? new Command(text, words, redirect, background) : new Malformed(line, error);
        }

        private void take(char c) {
            if (background && !Character.isWhitespace(c)) {
                error = "syntax error: expected nothing behind &, one command a line";
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\' && at < line.length()) {
                add(line.charAt(at++));
            } else if (c == '>') {
                redirect();
            } else if (c == '&') {
                endWord();
                background = true;
            } else if (UNSUPPORTED.indexOf(c) >= 0) {
                unexpected(Character.toString(c));
            } else {
                add(c);
            }
        }

        private void quoted(char quote) {
            int end = line.indexOf(quote, at);
            if (end < 0) {
                error = "syntax error: unexpected EOF while looking for matching `" + quote + "'";
                return;
            }
            word.append(line, at, end);
            inWord = true;
            at = end + 1;
        }

        private void redirect() {
            endWord();
            if (toFile || !redirect.isEmpty()) {
                unexpected(">");
                return;
            }
            toFile = true;
            if (at < line.length() && line.charAt(at) == '>') {
                at++; // appending is writing here
            }
        }

        private void add(char c) {
            word.append(c);
            inWord = true;
        }

        private void endWord() {
            if (!inWord) {
                return;
            }
            if (toFile) {
                redirect = word.toString();
                toFile = false;
            } else {
                words.add(word.toString());
            }
            word.setLength(0);
            inWord = false;
        }

        private void unexpected(String token) {
            error = "syntax error near unexpected token `" + token + "'";
        }
    }
}
