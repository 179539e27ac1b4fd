package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;

/**
 * The JDK's {@code SubmissionPublisher}, with a buffer for each subscriber and a pool with as many threads as there are
 * cores (the common pool has one less, and on two cores it would start a thread for each task).
 */
final class SubmissionPublisherBus {

    private SubmissionPublisherBus() {}

    static Bus open(Setup setup) {
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        SubmissionPublisher<Event> publisher = new SubmissionPublisher<>(pool, setup.window());
        setup.receivers().forEach(receiver -> publisher.subscribe(new Subscriber(receiver)));
        return LaneBus.sending(setup, publisher::submit, () -> {
            publisher.close();
            pool.shutdownNow();
        });
    }

    private record Subscriber(Receiver receiver) implements Flow.Subscriber<Event> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            receiver.receive(event);
        }

        @Override
        public void onError(Throwable failure) {
            // What has not arrived is found when it is counted.
        }

        @Override
        public void onComplete() {
            // Nothing to clear up.
        }
    }
}
