package io.chainbus.kernel;

import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.Seat;
import io.chainbus.explain.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chain's subscribers in order, each with the reasons for its place. */
final class ChainListing {

    private ChainListing() {}

    /**
     * A line for each, those that are told first on the way up first.
     *
     * @param byHand those that are told without the chain, before it
     */
    static List<String> of(List<String> byHand, ChainView<?> view) {
        int width = Stream.concat(byHand.stream(), view.seats().stream().map(Seat::id))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        byHand.forEach(id -> lines.add(line("-", id, width, "called by hand")));
        view.seats().forEach(seat -> lines.add(line(Integer.toString(seat.place()), seat.id(), width, why(seat))));
        return lines;
    }

    private static String line(String place, String id, int width, String why) {
        return "%3s  %s%s  %s".formatted(place, id, " ".repeat(width - id.length()), why);
    }

    private static String why(Seat seat) {
        String reasons = seat.why().stream().map(Reason::text).collect(Collectors.joining("; "));
        String observer = seat.observer() ? "observer; " : "";
        return observer
                + reasons
                + switch (seat.state()) {
                    case SERVING -> "";
                    case STUCK -> "; stuck";
                    case AWAY -> "; away";
                    case LEAVING -> "; leaving";
                };
    }
}
