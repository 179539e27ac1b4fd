package io.chainbus.kernel;

import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol.Registered;
import io.chainbus.kernel.injection.ErrorInjection;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleNotifiers;
import io.chainbus.kernel.task.Activity;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Modules' subscribers on the module chain; each can be made to fail. */
record ChainNotifiers(Chain<KernelModule> chain, ErrorInjection injection, Activity activity)
        implements ModuleNotifiers {

    @Override
    public CompletionStage<Optional<Errno>> register(String id, int priority, Handler<KernelModule> handler) {
        Subscriber<KernelModule> subscriber =
                Subscriber.<KernelModule>named(id).priority(priority).handler(injection.around(id, handler));
        return activity.count(chain.register(subscriber).thenApply(reply -> {
            if (reply instanceof Registered) {
                return Optional.empty();
            }
            return Optional.of(Errno.EEXIST);
        }));
    }

    @Override
    public CompletionStage<?> unregister(String id) {
        return activity.count(chain.unregister(id).thenApply(reply -> {
            injection.forget(id);
            return reply;
        }));
    }
}
