package io.chainbus.coordinator;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The real coordinator and the real actors of its subscribers in random lives of a chain, all on one thread in a random
 * order, against the simplest possible chain: every call of a handler, every line of the history and every answer.
 */
class CoordinatorModelTest {

    private static final int RUNS = 1500;
    private static final int MOVES = 250;

    private static final Phase ABORT = Phase.release("ABORT_RATE_CHANGE", Direction.ASCENDING);
    private static final List<Phase> CLOCKS = List.of(
            Phase.acquire("PRE_RATE_CHANGE", Direction.DESCENDING, ABORT),
            Phase.release("POST_RATE_CHANGE", Direction.DESCENDING),
            ABORT);

    private static final List<List<Phase>> SETS = List.of(List.of(ModulePhase.values()), CLOCKS);

    /** As many as {@code -Dchainbus.runs} says, or the one of {@code -Dchainbus.seed}. */
    @Test
    void does_what_the_simplest_possible_chain_does() {
        Long given = Long.getLong("chainbus.seed");
        long first = given == null ? new SplittableRandom().nextLong() : given;
        long runs = given == null ? Long.getLong("chainbus.runs", RUNS) : 1;
        for (long seed = first; seed != first + runs; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try {
                new RandomLife(random, SETS.get(random.nextInt(SETS.size()))).go(MOVES);
            } catch (AssertionError e) {
                throw new AssertionError("-Dchainbus.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
