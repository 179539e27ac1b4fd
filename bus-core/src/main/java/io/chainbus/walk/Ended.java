package io.chainbus.walk;

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
    private final boolean completed;
    /** What all of them got at each of their targets, where that is known and none has noted it yet. */
    private @Nullable Verdict unnoted;

    private Ended(List<Walk<T>> walks, @Nullable Verdict unnoted) {
        this.walks = walks;
        this.completed = unnoted != null;
        this.unnoted = unnoted;
    }

    /** Those walks got that verdict wherever they went, and are told so later. */
    static <T> Ended<T> alike(Walk<T>[] walks, Verdict verdict) {
        return new Ended<>(Arrays.asList(walks), verdict);
    }

    /** Walks that know of their end. */
    public static <T> Ended<T> of(List<Walk<T>> walks) {
        return new Ended<>(walks, null);
    }

    /** How many there are. */
    public int size() {
        return walks.size();
    }

    /** Whether it is known of all in one that they were completed. */
    public boolean completed() {
        return completed;
    }

    /** The walks, which have ended, in their order in the train. */
    public List<Walk<T>> walks() {
        Verdict verdict = unnoted;
        if (verdict != null) {
            unnoted = null;
            for (Walk<T> walk : walks) {
                walk.completedAlike(verdict);
            }
        }
        return walks;
    }
}
