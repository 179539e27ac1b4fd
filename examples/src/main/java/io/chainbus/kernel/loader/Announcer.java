package io.chainbus.kernel.loader;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelModule;
import java.util.concurrent.CompletionStage;

/** All that the loader knows of its consumers: that it announces states to them, and may be refused. */
@FunctionalInterface
public interface Announcer {

    /**
     * Tells everyone; done when all have been told. A refusal has been undone by then with those told before. Only
     * COMING can be refused by a consumer; every announcement can be refused by the announcer itself, when it is
     * overloaded or closed.
     */
    CompletionStage<Answer> announce(ModulePhase phase, KernelModule module);

    /** What an announcement came to. */
    sealed interface Answer {

        /** Everyone has been told. */
        record Told() implements Answer {}

        /**
         * Somebody refused.
         *
         * @param by who
         */
        record Refused(Errno errno, String by, String reason) implements Answer {}
    }
}
