package io.chainbus.explain;

import java.util.List;

/**
 * Somebody who has left and held the key until then. If it is back by the same id it is somebody else and holds nothing
 * of before (promise P3c).
 *
 * @param phases those that it accepted, in the order in which the key came up
 */
public record Departed(String subscriber, List<String> phases) {

    public Departed {
        phases = List.copyOf(phases);
    }
}
