package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Receipt;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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

    record Closing<T>(CloseMode mode, CompletableFuture<ChainProtocol.Closed> future) implements Submission<T> {
        public Closing {
            Objects.requireNonNull(mode, "mode");
        }
    }

    record Leaving<T>(String id, LeaveMode mode, CompletableFuture<ChainProtocol.UnregisterReply> future)
            implements Submission<T> {
        public Leaving {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(mode, "mode");
        }
    }
}
