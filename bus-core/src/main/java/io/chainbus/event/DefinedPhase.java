package io.chainbus.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phase that an application defined by {@link Phase}'s factories.
 *
 * @param undoneBy only a vetoable phase has one
 */
record DefinedPhase(
        String name,
        Role role,
        Direction direction,
        boolean vetoable,
        @Nullable Phase undoneBy) implements Phase {

    @Override
    public Optional<Phase> undo() {
        return Optional.ofNullable(undoneBy);
    }

    @Override
    public String toString() {
        return name;
    }
}
