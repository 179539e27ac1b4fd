package io.chainbus.history;

/**
 * Something that should be a history is not. Its message is one line: {@code FILE:LINE: expected ..., found ...}.
 */
public final class HistoryFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Where it was found; not written when the exception is serialised. */
    private final transient Place place;

    private final String problem;

    public HistoryFormatException(Place place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    public Place place() {
        return place;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
