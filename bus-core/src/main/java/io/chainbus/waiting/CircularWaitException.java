package io.chainbus.waiting;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A handler was to wait for something that could come only after the handler itself had answered (promise P12). It was
 * refused at once.
 */
public final class CircularWaitException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final transient List<Wait> circle;

    public CircularWaitException(List<Wait> circle) {
        super("this wait would never end: "
                + circle.stream().map(Wait::toString).collect(Collectors.joining(", which needs "))
                + ", which needs the first; publish without waiting, or answer first");
        this.circle = List.copyOf(circle);
    }

    /** Who waits for whom: the refused wait first, each for the next, the last for the first. */
    public List<Wait> circle() {
        return circle;
    }
}
