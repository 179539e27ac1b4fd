package io.chainbus.kernel.demo;

import java.util.List;
import java.util.Set;

/**
 * A livepatch of the demo.
 *
 * @param objects the modules that it patches; of each its first function, unless it refuses it
 * @param refuses those of them whose {@code pre_patch} callback fails, so that they cannot be loaded
 * @param time when it is in force
 */
record PlannedLivepatch(String name, List<String> objects, Set<String> refuses, Time time) {

    /** When a livepatch is in force. */
    enum Time {
        /** From before the boot until after the last module has gone: it is applied to modules that come. */
        THROUGHOUT,
        /** While everything is loaded: it is applied to modules that are there. */
        WHILE_LOADED
    }

    PlannedLivepatch {
        objects = List.copyOf(objects);
        refuses = Set.copyOf(refuses);
    }
}
