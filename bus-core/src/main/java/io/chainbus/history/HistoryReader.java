package io.chainbus.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one file, line by line, in the order of the file.
 *
 * <p>Fields and types that it does not know are ignored, and so are empty lines. A last line that is torn (it has no
 * newline, and cannot be parsed) is a warning, as long as there is a whole line before it. A file without any line is
 * refused, like everything else that is not a history. Not thread-safe.
 */
public final class HistoryReader implements HistorySource {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(TextLines.LONGEST)
                    .build())
            .build();

    private final TextLines lines;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable PlacedLine next;
    private boolean any;

    /**
     * Reads from {@code in}, and closes it in the end.
     *
     * @param file what to call it in messages
     */
    public HistoryReader(InputStream in, String file) {
        this.lines = new TextLines(in, file);
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && lines.advance()) {
                if (!lines.blank()) {
                    Place place = lines.place();
                    next = parse(place).map(line -> new PlacedLine(place, line)).orElse(null);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!any && next == null) {
            throw new HistoryFormatException(lines.place(), "expected a history, found no history in it");
        }
        return next != null;
    }

    @Override
    public PlacedLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        PlacedLine line = next;
        next = null;
        return line;
    }

    private Optional<Line> parse(Place place) throws IOException {
        Fields fields;
        try (JsonParser json = JSON.createParser(lines.bytes(), lines.offset(), lines.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new HistoryFormatException(place, "expected a JSON object, found something else");
            }
            fields = Fields.read(place, json);
            if (json.nextToken() != null) {
                throw new HistoryFormatException(place, "expected one JSON object a line, found more behind it");
            }
        } catch (JsonProcessingException malformed) {
            if (lines.terminated() || !any) {
                throw new HistoryFormatException(place, "expected a JSON object, found " + oneLine(malformed));
            }
            warnings.add(place + ": the last line is torn and was left out");
            return Optional.empty();
        }
        any = true;
        return EntryReader.line(fields);
    }

    private static String oneLine(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage();
        int end = message.indexOf('\n');
        return "what is not JSON: " + (end < 0 ? message : message.substring(0, end));
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
