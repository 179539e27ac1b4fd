package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.walk.Receipt;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What code outside actors asks of a chain. */
sealed interface Submission<T> {

    /** Where the answer goes. */
    CompletableFuture<?> future();

    record Publishing<T>(String key, Phase phase, T payload, CompletableFuture<Receipt<T>> future)
            implements Submission<T> {}

    record Enlisting<T>(Subscriber<T> subscriber, CompletableFuture<ChainProtocol.RegisterReply> future)
            implements Submission<T> {
        public Enlisting {
            Objects.requireNonNull(subscriber, "subscriber");
        }
    }

    record Reserving<T>(Subscriber<T> subscriber, CompletableFuture<JointStep.Answer<T>> future)
            implements Submission<T> {}

    record Stepping<T>(JointStep<T> step, CompletableFuture<JointStep.Answer<T>> future) implements Submission<T> {}

    record Explaining<T>(String key, Phase phase, CompletableFuture<DryRun> future) implements Submission<T> {}

    record Viewing<T>(CompletableFuture<ChainView<T>> future) implements Submission<T> {}

    /** Asks whom the release of the key may still visit. */
    record Needing<T>(String key, CompletableFuture<Set<String>> future) implements Submission<T> {}

    record Closing<T>(CloseMode mode, CompletableFuture<ChainProtocol.Closed> future) implements Submission<T> {
        public Closing {
            Objects.requireNonNull(mode, "mode");
        }
    }

    /**
     * Somebody is to leave.
     *
     * @param caller itself, where one of its own handlers asks and nothing else of it is at work
     */
    record Leaving<T>(
            String id,
            LeaveMode mode,
            @Nullable SubscriberHandle<?> caller,
            CompletableFuture<ChainProtocol.UnregisterReply> future)
            implements Submission<T> {
        public Leaving {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(mode, "mode");
        }
    }
}
