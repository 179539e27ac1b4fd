package io.chainbus.kernel.livepatch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A livepatch: what it replaces, in which objects. Objects are worked on in the order in which they stand here.
 *
 * @param name the livepatch module's name
 * @param replace whether it takes over from all patches before it (an <em>atomic replace</em>)
 */
public record Patch(String name, List<ObjectPatch> objects, boolean replace) {

    public Patch {
        objects = List.copyOf(objects);
        Set<String> names = new HashSet<>();
        for (ObjectPatch object : objects) {
            if (!names.add(object.object())) {
                throw new IllegalArgumentException(name + " names the object " + object.object() + " twice");
            }
        }
    }

    /** A patch that leaves those before it alone. */
    public Patch(String name, List<ObjectPatch> objects) {
        this(name, objects, false);
    }
}
