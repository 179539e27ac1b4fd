package io.chainbus.kernel.tree;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text file as lines, decoded one by one, so that a byte that is not UTF-8 is reported with its line. Line ends may be
 * LF or CRLF; spaces at a line's end are dropped, tabs are not (they are empty cells).
 */
final class Lines {

    /**
     * One line.
     *
     * @param number from 1
     */
    record Line(int number, String text) {
        boolean blank() {
            return text.isBlank();
        }
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Lines(String file) {
        this.file = file;
    }

    /** @throws InputRefused if the file cannot be read */
    static Lines of(Path path) {
        Lines lines = new Lines(path.toString());
        try {
            lines.split(Files.readAllBytes(path));
            return lines;
        } catch (IOException unreadable) {
            throw InputRefused.unusable(path, unreadable);
        }
    }

    static Lines of(String file, InputStream in) throws IOException {
        Lines lines = new Lines(file);
        lines.split(in.readAllBytes());
        return lines;
    }

    String file() {
        return file;
    }

    List<Line> lines() {
        return lines;
    }

    /** What is wrong with the file before any of its lines is understood. */
    List<Problem> problems() {
        return problems;
    }

    private void split(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int from = 0;
        int number = 0;
        while (from < bytes.length) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            add(number, ByteBuffer.wrap(bytes, from, end - from), decoder);
            from = end + 1;
        }
    }

    private void add(int number, ByteBuffer bytes, CharsetDecoder decoder) {
        String text;
        try {
            text = decoder.decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Problem(file, number, "expected text in UTF-8, found bytes that are not UTF-8"));
            // Read on with replacements: what else is wrong is to be reported too, and nothing that follows from this.
            text = StandardCharsets.UTF_8.decode(bytes).toString();
        }
        if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        lines.add(new Line(number, withoutTrailingSpaces(text)));
    }

    private static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
