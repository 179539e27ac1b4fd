package io.chainbus.kernel.module;

import io.chainbus.subscriber.Handler;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way on to the module chain for code in modules (Linux {@code register_module_notifier}). */
public interface ModuleNotifiers {

    /**
     * Puts a subscriber on the chain; it hears of what is announced from then on.
     *
     * @param priority higher comes first on the way up; all are behind those that are anchored first
     * @return the error, if it cannot be there: {@code EEXIST} for an id that is taken
     */
    CompletionStage<Optional<Errno>> register(String id, int priority, Handler<KernelModule> handler);

    /** Takes it off again; done when no handler of it runs any more. */
    CompletionStage<?> unregister(String id);
}
