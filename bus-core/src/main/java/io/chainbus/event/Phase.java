package io.chainbus.event;

import java.util.Optional;

/**
 * What is happening to a key. A phase has a direction and a role, and that settles everything a publisher would
 * otherwise have to remember at each call: which way the walk goes, who is visited, whether a subscriber may refuse,
 * and what is delivered to those who had accepted when somebody refuses.
 *
 * <p>Applications usually implement this with an enum, as {@link ModulePhase} does, or define single phases:
 *
 * <pre>{@code
 * Phase abort = Phase.release("ABORT_RATE_CHANGE", Direction.ASCENDING);
 * Phase post = Phase.release("POST_RATE_CHANGE", Direction.DESCENDING);
 * Phase pre = Phase.acquire("PRE_RATE_CHANGE", Direction.DESCENDING, abort);
 * }</pre>
 *
 * <p>Phases are compared with {@code equals}; a chain knows each of its phases by its name ({@link PhaseSet}).
 * Implementations are immutable.
 */
public interface Phase {

    /** The name, unique within a chain; it is what histories and logs show. */
    String name();

    Role role();

    Direction direction();

    /**
     * Whether a subscriber's veto ends the walk and undoes it. Only an acquire can be vetoed; in every other phase a
     * veto is recorded as a failure and the walk goes on.
     */
    default boolean vetoable() {
        return role() == Role.ACQUIRE;
    }

    /** The phase delivered to those who had accepted this one when it is vetoed. Every vetoable phase names one. */
    default Optional<Phase> undo() {
        return Optional.empty();
    }

    /** An acquire that may be vetoed; {@code undo} is what those who had accepted receive then. */
    static Phase acquire(String name, Direction direction, Phase undo) {
        return new DefinedPhase(name, Role.ACQUIRE, direction, true, undo);
    }

    /** An acquire that nobody may veto. */
    static Phase unvetoable(String name, Direction direction) {
        return new DefinedPhase(name, Role.ACQUIRE, direction, false, null);
    }

    /** A release: visits the holders of the key. */
    static Phase release(String name, Direction direction) {
        return new DefinedPhase(name, Role.RELEASE, direction, false, null);
    }

    /** A notification: visits whoever is registered. */
    static Phase notification(String name, Direction direction) {
        return new DefinedPhase(name, Role.NOTIFY, direction, false, null);
    }
}
