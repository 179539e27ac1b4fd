package io.chainbus.kernel;

import io.chainbus.chain.Position;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A chain's subscribers in order, each with what it registered with. */
final class ChainListing {

    private ChainListing() {}

    /** A line for each subscriber, those that are visited first on the way up first. */
    static List<String> of(ChainView<?> view) {
        return view.seats().stream()
                .map(seat -> String.format("%3d %-16s %s", seat.place(), seat.id(), why(seat)))
                .toList();
    }

    private static String why(Seat seat) {
        Position position = seat.position();
        List<String> reasons = new ArrayList<>();
        reasons.add(
                switch (position.anchor()) {
                    case FIRST -> "first";
                    case NONE -> "priority " + position.priority();
                    case LAST -> "last";
                });
        new TreeSet<>(position.before()).forEach(id -> reasons.add("before " + id));
        new TreeSet<>(position.after()).forEach(id -> reasons.add("after " + id));
        if (seat.observer()) {
            reasons.add("observer");
        }
        switch (seat.state()) {
            case SERVING -> {}
            case STUCK -> reasons.add("stuck");
            case LEAVING -> reasons.add("leaving");
        }
        return String.join(", ", reasons);
    }
}
