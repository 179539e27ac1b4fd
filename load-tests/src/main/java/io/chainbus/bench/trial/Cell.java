package io.chainbus.bench.trial;

import java.io.Serializable;

/**
 * One point of the comparison: what all its candidates are given alike.
 *
 * @param handlerMicros how long a handler works, in microseconds of a core
 * @param rate events a second, published whether those before are over or not; 0 for as fast as it goes
 */
public record Cell(int subscribers, int publishers, int handlerMicros, int rate) implements Serializable {

    /** As fast as it goes. */
    public static Cell fullSpeed(int subscribers, int publishers, int handlerMicros) {
        return new Cell(subscribers, publishers, handlerMicros, 0);
    }

    /** One publisher, an empty handler. */
    public static Cell plain(int subscribers) {
        return fullSpeed(subscribers, 1, 0);
    }

    /** At a fixed rate, an empty handler. */
    public static Cell paced(int subscribers, int rate) {
        return new Cell(subscribers, 1, 0, rate);
    }

    public boolean isPaced() {
        return rate > 0;
    }

    @Override
    public String toString() {
        return "%d subscriber%s%s%s%s"
                .formatted(
                        subscribers,
                        subscribers == 1 ? "" : "s",
                        publishers == 1 ? "" : ", " + publishers + " publishers",
                        handlerMicros == 0 ? "" : ", handlers of " + handlerMicros + " us",
                        isPaced() ? ", " + rate + " events a second" : "");
    }
}
