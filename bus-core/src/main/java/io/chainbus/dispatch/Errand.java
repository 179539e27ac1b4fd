package io.chainbus.dispatch;

import io.chainbus.walk.Walk;
import java.util.Optional;

/**
 * A visit of one subscriber alone, in its key's turn: somebody who joins is told what is up, or somebody who leaves lets
 * go. Like a publication it never overlaps with another walk of its key (promise P5).
 */
interface Errand<T> {

    /** The key whose turn it takes. */
    String key();

    /**
     * Its turn has come.
     *
     * @return the walk that is to visit the subscriber; empty when there is no reason for it any more
     */
    Optional<Walk<T>> begin();

    /** That walk has ended. */
    void ended(Walk<T> walk);
}
