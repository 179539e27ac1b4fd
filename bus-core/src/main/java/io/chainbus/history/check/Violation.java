package io.chainbus.history.check;

import io.chainbus.history.Place;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A promise that was broken.
 *
 * @param chain the chain it was broken on
 * @param message what happened, one line
 * @param lines the lines that prove it, in the order in which they happened
 */
public record Violation(Promise promise, String chain, String message, List<Place> lines) {

    public Violation {
        message = message.replaceAll("\\p{Cntrl}", " "); // keys and ids are anything
        lines = List.copyOf(lines);
    }

    /** {@code P3: chain: message (lines 12, 48)}; with the file before each line where there are several. */
    @Override
    public String toString() {
        boolean oneFile = lines.stream().map(Place::file).distinct().count() == 1;
        String proof = lines.stream()
                .map(place -> oneFile ? Long.toString(place.line()) : place.toString())
                .collect(Collectors.joining(", "));
        return promise + ": " + chain + ": " + message + " (" + (lines.size() == 1 ? "line " : "lines ") + proof + ")";
    }
}
