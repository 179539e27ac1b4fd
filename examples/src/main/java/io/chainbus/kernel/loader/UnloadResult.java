package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.Errno;
import java.util.List;

/** What unloading a module came to. */
public sealed interface UnloadResult {

    record Unloaded(String name) implements UnloadResult {}

    record NotLoaded(String name) implements UnloadResult {}

    /**
     * Somebody uses it.
     *
     * @param by the modules that do; none where only a use count that is not a module's holds it
     */
    record InUse(String name, List<String> by) implements UnloadResult {
        public InUse {
            by = List.copyOf(by);
        }
    }

    /** It is not live, or can never be unloaded. */
    record Refused(String name, Errno errno, Why why) implements UnloadResult {}

    /** Why the kernel refuses to unload a module that nobody uses. */
    enum Why {
        NOT_LIVE,
        NO_EXIT
    }
}
