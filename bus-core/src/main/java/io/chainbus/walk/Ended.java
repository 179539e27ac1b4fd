package io.chainbus.walk;

import io.chainbus.chain.Places;
import io.chainbus.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks that have come to their end together. What all of them got, if it is known for all in one, each notes only when
 * they are asked for: by whoever made them, and not by whoever did the last visits, on whose core none of them need be.
 *
 * <p>Not thread-safe: it has one owner at a time.
 *
 * @param <T> the payload
 */
public final class Ended<T> {

    private final List<Walk<T>> walks;
    private final int first;
    private final int last;
    private final int steps;
    /** What they got, while none of them has noted it. */
    private @Nullable Verdict unnoted;

    /** The first {@code size} of those, which got that verdict at {@code steps} places and are told so later. */
    Ended(Walk<T>[] walks, int size, int first, int last, int steps, Verdict verdict) {
        this.walks = Arrays.asList(walks).subList(0, size);
        this.first = first;
        this.last = last;
        this.steps = steps;
        this.unnoted = verdict;
    }

    private Ended(List<Walk<T>> walks) {
        this.walks = walks;
        this.first = Places.NOWHERE;
        this.last = Places.NOWHERE;
        this.steps = 0;
    }

    /** Walks that know of their end. */
    public static <T> Ended<T> of(List<Walk<T>> walks) {
        return new Ended<>(walks);
    }

    /** The walks, which have ended, in their order in the train. */
    public List<Walk<T>> walks() {
        Verdict verdict = unnoted;
        if (verdict != null) {
            unnoted = null;
            for (Walk<T> walk : walks) {
                walk.visitedAlike(first, last, steps, verdict);
                walk.exhausted();
            }
        }
        return walks;
    }
}
