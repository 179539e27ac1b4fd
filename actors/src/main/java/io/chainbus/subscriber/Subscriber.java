package io.chainbus.subscriber;

import akka.actor.typed.ActorRef;
import io.chainbus.chain.Position;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is registered on a chain: an id, a position, a reaction, and what stands in when the reaction fails. Immutable;
 * one value can be registered on several chains.
 *
 * <pre>{@code
 * Subscriber.<Module>named("livepatch")
 *     .first().after("ftrace")
 *     .deadline(Duration.ofSeconds(2))
 *     .handler(visit -> Verdict.ok());
 * }</pre>
 *
 * @param <T> the chain's payload
 */
public final class Subscriber<T> {

    private final Builder<T> traits;
    private final Reaction<T> reaction;

    private Subscriber(Builder<T> traits, Reaction<T> reaction) {
        this.traits = traits;
        this.reaction = reaction;
    }

    /** Starts with priority 0 and no constraint. */
    public static <T> Builder<T> named(String id) {
        return new Builder<>(id, Position.DEFAULT, Set.of(), null, FailurePolicy.veto(), null);
    }

    public String id() {
        return traits.id;
    }

    public Position position() {
        return traits.position;
    }

    public boolean observer() {
        return traits.traits.contains(Trait.OBSERVER);
    }

    public boolean blocking() {
        return traits.traits.contains(Trait.BLOCKING);
    }

    /** Whether it is told first what is up. */
    public boolean replay() {
        return traits.traits.contains(Trait.REPLAY);
    }

    /** Whether its place is kept while it is away. */
    public boolean durable() {
        return traits.traits.contains(Trait.DURABLE);
    }

    /** The actor with which it leaves, apart from one that it is itself. */
    public Optional<ActorRef<?>> owner() {
        return Optional.ofNullable(traits.owner);
    }

    /** The deadline of each visit, or empty for the chain's default. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(traits.deadline);
    }

    public FailurePolicy failurePolicy() {
        return traits.failurePolicy;
    }

    public Reaction<T> reaction() {
        return reaction;
    }

    @Override
    public String toString() {
        return "subscriber " + traits.id;
    }

    private enum Trait {
        OBSERVER,
        BLOCKING,
        REPLAY,
        DURABLE
    }

    /** A subscriber without its reaction yet. Immutable: each call gives another builder, in whatever order. */
    public static final class Builder<T> {

        private final String id;
        private final Position position;
        private final Set<Trait> traits;
        private final @Nullable Duration deadline;
        private final FailurePolicy failurePolicy;
        private final @Nullable ActorRef<?> owner;

        private Builder(
                String id,
                Position position,
                Set<Trait> traits,
                @Nullable Duration deadline,
                FailurePolicy failurePolicy,
                @Nullable ActorRef<?> owner) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a subscriber's id is not blank");
            }
            this.id = id;
            this.position = position;
            this.traits = traits;
            this.deadline = deadline;
            this.failurePolicy = failurePolicy;
            this.owner = owner;
        }

        private Builder<T> placed(UnaryOperator<Position> change) {
            return new Builder<>(id, change.apply(position), traits, deadline, failurePolicy, owner);
        }

        /** Higher comes first in a descending walk; between equals the earlier registered does. */
        public Builder<T> priority(int priority) {
            return placed(position -> position.priority(priority));
        }

        /** Refuses to share its priority with anyone. */
        public Builder<T> unique() {
            return placed(position -> position.unique(true));
        }

        /** Before all that are not in the FIRST band. */
        public Builder<T> first() {
            return placed(Position::first);
        }

        /** After all that are not in the LAST band. */
        public Builder<T> last() {
            return placed(Position::last);
        }

        /** Comes before those, whether they are registered already, later or never. */
        public Builder<T> before(String... ids) {
            return placed(position -> position.before(ids));
        }

        /** Comes after those, whether they are registered already, later or never. */
        public Builder<T> after(String... ids) {
            return placed(position -> position.after(ids));
        }

        /** Is visited in every walk that gets as far as its place, whatever it holds; its verdict is ignored. */
        public Builder<T> observer() {
            return with(Trait.OBSERVER);
        }

        /**
         * Is told first what is up (promise P6): each acquire phase that each key is up in, the oldest first. It is
         * registered when it has been told all; when it vetoes one, it is undone and refused.
         */
        public Builder<T> replay() {
            return with(Trait.REPLAY);
        }

        /**
         * Keeps its place and what it holds while it is away (promise P3): when its actor or its owner stops, or it
         * leaves {@linkplain io.chainbus.coordinator.LeaveMode#FOR_A_WHILE for a while}, it has not left. Walks visit it
         * as before, and its {@link FailurePolicy} answers each visit at once, with {@link
         * io.chainbus.verdict.Source#DEATH}; a release ends its hold whatever the policy says. Mind that the policy
         * vetoes acquires unless {@linkplain #onFailure said otherwise}.
         *
         * <p>Who registers within {@code chainbus.rejoin-window} by the same id, durable, in the very same position and
         * an observer like that one or not, is that one, come back: the acknowledgement says what it holds by now, and
         * all walks that start from then on visit it. With {@link #replay} it is told first what is up and it does not
         * hold. With another position it is refused. After the window it has left.
         */
        public Builder<T> durable() {
            return with(Trait.DURABLE);
        }

        private Builder<T> with(Trait trait) {
            Set<Trait> more = EnumSet.of(trait);
            more.addAll(traits);
            return new Builder<>(id, position, Set.copyOf(more), deadline, failurePolicy, owner);
        }

        /** Its handler may block: it runs on a dispatcher for that ({@code chainbus.blocking-dispatcher}). */
        public Builder<T> blocking() {
            return with(Trait.BLOCKING);
        }

        /** How long a visit may take before the policy answers; not less, and up to two looks at deadlines more (a look is a tenth of the chain's shortest deadline). */
        public Builder<T> deadline(Duration deadline) {
            if (deadline.isZero() || deadline.isNegative()) {
                throw new IllegalArgumentException("a deadline is positive, not " + deadline);
            }
            return new Builder<>(id, position, traits, deadline, failurePolicy, owner);
        }

        /** What answers when the handler does not; {@link FailurePolicy#veto()} unless said otherwise. */
        public Builder<T> onFailure(FailurePolicy policy) {
            return new Builder<>(id, position, traits, deadline, policy, owner);
        }

        /**
         * Leaves when that actor stops: it has left then as if it had been its own actor (promise P7), or is away, if it
         * is {@link #durable}. An actor that stops takes everything that it owns on all chains along.
         */
        public Builder<T> ownedBy(ActorRef<?> owner) {
            return new Builder<>(id, position, traits, deadline, failurePolicy, owner);
        }

        public Subscriber<T> handler(Handler<T> handler) {
            return new Subscriber<>(this, new Reaction.Immediate<>(handler));
        }

        public Subscriber<T> asyncHandler(AsyncHandler<T> handler) {
            return new Subscriber<>(this, new Reaction.Later<>(handler));
        }

        /**
         * An actor that receives {@link VisitRequest}s as its own kind of message. When it stops, it has left, or is away,
         * if it is {@link #durable}.
         */
        public <M> Subscriber<T> actor(ActorRef<M> actor, Function<? super VisitRequest<T>, ? extends M> message) {
            return new Subscriber<>(this, Reaction.ByActor.of(id, actor, message));
        }

        /** An actor that receives {@link VisitRequest}s. When it stops, it has left, or is away. */
        public Subscriber<T> actor(ActorRef<VisitRequest<T>> actor) {
            return actor(actor, Function.identity());
        }
    }
}
