package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What code outside actors asks of a chain. */
sealed interface Submission<T>
        permits Publishing,
                Submission.Enlisting,
                Submission.Reserving,
                Submission.Stepping,
                Submission.Explaining,
                Submission.Viewing,
                Submission.Needing,
                Submission.Closing,
                Submission.Abandoning,
                Submission.Leaving {

    /** Where the answer goes. */
    Asked<?> future();

    record Enlisting<T>(Subscriber<T> subscriber, Asked<ChainProtocol.RegisterReply> future) implements Submission<T> {
        public Enlisting {
            Objects.requireNonNull(subscriber, "subscriber");
        }
    }

    record Reserving<T>(Subscriber<T> subscriber, Asked<JointStep.Answer<T>> future) implements Submission<T> {}

    record Stepping<T>(JointStep<T> step, Asked<JointStep.Answer<T>> future) implements Submission<T> {}

    record Explaining<T>(String key, Phase phase, Asked<DryRun> future) implements Submission<T> {}

    record Viewing<T>(Asked<ChainView<T>> future) implements Submission<T> {}

    /** Asks what a release of the key waits for, which is called {@code what}. */
    record Needing<T>(String key, String what, Asked<Awaited> future) implements Submission<T> {}

    record Closing<T>(CloseMode mode, Asked<ChainProtocol.Closed> future) implements Submission<T> {
        public Closing {
            Objects.requireNonNull(mode, "mode");
        }
    }

    /** The actor system goes down, and nobody has closed the chain. Not answered: it fails with all the others. */
    record Abandoning<T>(Asked<Void> future) implements Submission<T> {}

    /**
     * Somebody is to leave.
     *
     * @param caller itself, where one of its own handlers asks and nothing else of it is at work
     */
    record Leaving<T>(
            String id,
            LeaveMode mode,
            @Nullable SubscriberHandle<?> caller,
            Asked<ChainProtocol.UnregisterReply> future)
            implements Submission<T> {
        public Leaving {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(mode, "mode");
        }
    }
}
