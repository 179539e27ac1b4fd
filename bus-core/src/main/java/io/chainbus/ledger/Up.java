package io.chainbus.ledger;

import io.chainbus.chain.Member;
import io.chainbus.event.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A key's acquisitions, latest first.
 *
 * @param since grows with each that comes up, of whatever key
 */
record Up<T>(
        Acquisition<T> acquisition, long since, @Nullable Up<T> earlier) {

    Up<T> with(Phase phase, Member<?> latecomer) {
        if (acquisition.phase().equals(phase)) {
            return new Up<>(acquisition.and(latecomer), since, earlier);
        }
        return new Up<>(acquisition, since, earlier == null ? null : earlier.with(phase, latecomer));
    }

    /** Whether one of them is in that phase. */
    boolean in(Phase phase) {
        for (Up<T> each = this; each != null; each = each.earlier()) {
            if (each.acquisition().phase().equals(phase)) {
                return true;
            }
        }
        return false;
    }

    /** The latest of the key's acquisitions that the member accepted. */
    @Nullable
    Up<T> heldBy(Member<?> member) {
        for (Up<T> each = this; each != null; each = each.earlier()) {
            if (each.acquisition().heldBy(member)) {
                return each;
            }
        }
        return null;
    }
}
