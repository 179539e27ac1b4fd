package io.chainbus;

import io.chainbus.coordinator.JointRegistration;
import io.chainbus.subscriber.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Who is to join which chains, all of them or none; see {@link Chainbus#register}. Immutable.
 *
 * <p>Chains of one actor system only. Chains of a cluster have a coordinator each, any of which may be lost when all have
 * granted a place and before all have let their subscriber in: that all or none join would have to be decided in one
 * place that outlives each of them, and places that are kept for such a decision would keep others out for as long as
 * nobody can be asked. Whoever needs several of them registers on one after the other, and unregisters where it was
 * refused.
 */
public final class Enrolment {

    private final List<Entry<?>> entries;

    private record Entry<T>(Chain<T> chain, Subscriber<T> subscriber) {
        Entry {
            Objects.requireNonNull(chain, "chain");
            Objects.requireNonNull(subscriber, "subscriber");
            if (!(chain instanceof LocalChain<T>)) {
                throw new IllegalArgumentException("chain '" + chain.name()
                        + "' is spread over a cluster: only chains of one actor system can be joined together");
            }
        }

        void addTo(JointRegistration registration) {
            registration.add(chain.name(), ((LocalChain<T>) chain).gateway(), subscriber);
        }
    }

    private Enrolment(List<Entry<?>> entries) {
        this.entries = entries;
    }

    /**
     * Who is to join which chain.
     *
     * @throws IllegalArgumentException if the chain is spread over a cluster
     */
    public static <T> Enrolment of(Chain<T> chain, Subscriber<T> subscriber) {
        return new Enrolment(List.of(new Entry<>(chain, subscriber)));
    }

    public <T> Enrolment and(Chain<T> chain, Subscriber<T> subscriber) {
        List<Entry<?>> more = new ArrayList<>(entries);
        more.add(new Entry<>(chain, subscriber));
        return new Enrolment(List.copyOf(more));
    }

    CompletionStage<JointRegistration.Reply> run() {
        JointRegistration registration = new JointRegistration();
        entries.forEach(entry -> entry.addTo(registration));
        return registration.run();
    }
}
