package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Panel;
import io.chainbus.bench.event.Receiver;
import java.time.Duration;
import java.util.List;

/**
 * What a bus is made for.
 *
 * @param window how many events may be on their way, of all publishers together
 * @param batch how many events are published between two looks at the clock
 * @param patience how long to wait for deliveries before they count as lost
 * @param actors where those that are made of actors have them
 */
public record Setup(Panel panel, int window, int batch, Duration patience, Actors actors) {

    /** How many events may be on their way at once in every measurement. */
    public static final int USUAL_WINDOW = 1024;

    List<Receiver> receivers() {
        return panel.receivers();
    }

    int subscribers() {
        return panel.receivers().size();
    }

    int publishers() {
        return panel.publishers();
    }

    /** What of the window is one publisher's. */
    int share() {
        return Math.max(1, window / publishers());
    }
}
