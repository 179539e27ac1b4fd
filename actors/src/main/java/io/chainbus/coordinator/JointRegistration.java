package io.chainbus.coordinator;

import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.waiting.Awaited;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers that join several chains, all of them or none.
 *
 * <pre>
 *   reserve a place on each ── all granted ──► tell each what is up ── all told ──► enter each
 *            │ one refuses                        │ one vetoes
 *            └────────────────────────────────────┴──► withdraw from each: what was told is undone
 * </pre>
 *
 * <p>Reserving waits for nothing, so that two of these cannot wait for each other. Single-threaded but for the chains'
 * answers, each of which is awaited before the next step.
 */
public final class JointRegistration {

    private final List<Seat<?>> seats = new ArrayList<>();

    /** How it went. */
    public sealed interface Reply {

        /**
         * For callers who cannot go on without.
         *
         * @throws IllegalStateException with what to do, when it was refused
         */
        default Joined orThrow() {
            if (this instanceof NotJoined not) {
                throw new IllegalStateException(
                        "chain " + not.chain() + ": " + not.refusal().message());
            }
            return (Joined) this;
        }
    }

    /** All are on their chains; in the order in which they were added. */
    public record Joined(List<ChainProtocol.Registered> registered) implements Reply {}

    /** None is: that chain has refused. */
    public record NotJoined(String chain, RegistrationRefusal refusal) implements Reply {}

    /** A subscriber and the chain that it is to join. */
    public <T> JointRegistration add(String chain, Gateway<T> gateway, Subscriber<T> subscriber) {
        seats.add(new Seat<>(chain, gateway, subscriber));
        return this;
    }

    /**
     * Joins.
     *
     * @return fails only when one of the chains stops meanwhile; then the others have been withdrawn from
     */
    public CompletionStage<Reply> run() {
        Waits waits = seats.get(0).gateway.waits();
        Set<String> told = seats.stream()
                .filter(seat -> seat.subscriber.replay())
                .map(seat -> seat.chain)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Asked<Reply> reply = new Asked.Plain<>(waits, awaited(told));
        Runnable over = told.size() > 1 ? waits.join(told) : () -> {};
        CompletionStage<?> unused = steps().whenComplete((given, stopped) -> {
            over.run();
            if (stopped == null) {
                reply.answer(given);
            } else {
                reply.fail(stopped.getCause() == null ? stopped : stopped.getCause());
            }
            reply.deliver();
        });
        return reply;
    }

    /** Who is told what is up is told by walks of all keys; on the other chains too, as {@link Waits#join} says. */
    private static @Nullable Awaited awaited(Set<String> told) {
        return told.isEmpty()
                ? null
                : new Awaited.OfAll(
                        told.iterator().next(),
                        "the registration with replay on chain" + (told.size() == 1 ? " " : "s ")
                                + String.join(", ", told));
    }

    private CompletionStage<Reply> steps() {
        return every(Seat::reserve)
                .thenCompose(reserved -> reserved.isPresent()
                        ? withdraw(reserved.get())
                        : every(Seat::tell)
                                .thenCompose(told -> told.isPresent()
                                        ? withdraw(told.get())
                                        : every(Seat::enter)
                                                .thenCompose(entered -> entered.isPresent()
                                                        ? withdraw(entered.get())
                                                        : CompletableFuture.completedFuture(joined()))));
    }

    /** Takes a step with each, and gives the first, in their order, with which it did not succeed. */
    private CompletionStage<Optional<Seat<?>>> every(Function<Seat<?>, CompletionStage<?>> step) {
        CompletableFuture<?>[] steps = seats.stream()
                .map(seat -> step.apply(seat).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(steps)
                .thenApply(
                        all -> seats.stream().filter(Seat::failed).findFirst().map(seat -> (Seat<?>) seat));
    }

    private CompletionStage<Reply> withdraw(Seat<?> first) {
        return every(seat -> seat.withdraw(first.chain)).thenApply(unused -> first.notJoined());
    }

    private Reply joined() {
        return new Joined(seats.stream().map(Seat::registered).toList());
    }

    private static final class Seat<T> {
        final String chain;
        private final Gateway<T> gateway;
        private final Subscriber<T> subscriber;
        private JointStep.@Nullable Reserved<T> place;
        private JointStep.@Nullable Entered<T> entered;
        private @Nullable RegistrationRefusal refusal;
        private @Nullable Throwable failure;

        Seat(String chain, Gateway<T> gateway, Subscriber<T> subscriber) {
            this.chain = chain;
            this.gateway = gateway;
            this.subscriber = subscriber;
        }

        boolean failed() {
            return refusal != null || failure != null;
        }

        CompletionStage<?> reserve() {
            return noted(gateway.reserve(subscriber));
        }

        CompletionStage<?> tell() {
            return noted(gateway.step(new JointStep.Tell<>(place().handle())));
        }

        CompletionStage<?> enter() {
            return noted(gateway.step(new JointStep.Enter<>(place().handle())));
        }

        CompletionStage<?> withdraw(String refusedBy) {
            if (place == null) {
                return CompletableFuture.completedFuture(this);
            }
            return gateway.step(new JointStep.Withdraw<>(place().handle(), refusedBy))
                    .handle((answer, stopped) -> this);
        }

        private CompletionStage<?> noted(CompletionStage<JointStep.Answer<T>> answer) {
            return answer.handle((given, stopped) -> {
                if (given instanceof JointStep.Reserved<T> reserved) {
                    place = reserved;
                } else if (given instanceof JointStep.Entered<T> in) {
                    entered = in;
                } else if (given instanceof JointStep.Refused<T> refused) {
                    refusal = refused.refusal();
                }
                failure = stopped;
                return this;
            });
        }

        private JointStep.Reserved<T> place() {
            JointStep.Reserved<T> reserved = place;
            if (reserved == null) {
                throw new IllegalStateException(subscriber + " has no place on " + chain);
            }
            return reserved;
        }

        ChainProtocol.Registered registered() {
            JointStep.Entered<T> in = entered;
            if (in == null) {
                throw new IllegalStateException(subscriber + " is not on " + chain);
            }
            return in.registered();
        }

        Reply notJoined() {
            RegistrationRefusal why = refusal;
            if (why == null) {
                throw new ChainStoppedException(chain);
            }
            return new NotJoined(chain, why);
        }
    }
}
