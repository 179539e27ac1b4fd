package io.chainbus.seeded;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Runs a model test many times, each time with its own seed. The seeds are new in each build, so that every build
 * looks somewhere else; a run that fails names its seed, and {@code mvn test -Dchainbus.seed=N} repeats that run alone.
 */
public final class Seeds {

    private static final String PROPERTY = "chainbus.seed";

    private Seeds() {}

    /**
     * Runs {@code body} {@code runs} times, or once with the seed given by {@code -Dchainbus.seed}.
     *
     * @throws AssertionError naming the seed of the first run that failed, with its failure as the cause
     */
    public static void run(int runs, RandomRun body) {
        run(given(), new SplittableRandom().nextLong(), runs, body);
    }

    static void run(OptionalLong replay, long firstSeed, int runs, RandomRun body) {
        if (replay.isPresent()) {
            runOnce(replay.getAsLong(), body);
            return;
        }
        for (int run = 0; run < runs; run++) {
            runOnce(firstSeed + run, body);
        }
    }

    private static void runOnce(long seed, RandomRun body) {
        try {
            body.run(new SplittableRandom(seed));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "failed with seed " + seed + ", replay with -D" + PROPERTY + "=" + seed + ": "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static OptionalLong given() {
        String seed = System.getProperty(PROPERTY, "");
        return seed.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed.strip()));
    }
}
