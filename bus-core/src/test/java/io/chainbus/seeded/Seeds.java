package io.chainbus.seeded;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Runs a model test many times, each time with its own seed. The seeds are new in each build, so that every build
 * looks somewhere else; a run that fails names its seed, and {@code mvn test -Dchainbus.seed=N} repeats that run alone.
 * {@code -Dchainbus.runs=N} runs more, or fewer; both together run so many from that seed on, always the same.
 */
public final class Seeds {

    private static final String SEED = "chainbus.seed";
    private static final String RUNS = "chainbus.runs";

    private Seeds() {}

    /**
     * Runs {@code body} {@code runs} times, or as the properties say.
     *
     * @throws AssertionError naming the seed of the first run that failed, with its failure as the cause
     */
    public static void run(int runs, RandomRun body) {
        run(given(SEED), given(RUNS), runs, body);
    }

    static void run(OptionalLong seed, OptionalLong wanted, int runs, RandomRun body) {
        long first = seed.orElseGet(() -> new SplittableRandom().nextLong());
        long count = wanted.orElse(seed.isPresent() ? 1 : runs);
        for (long run = 0; run < count; run++) {
            runOnce(first + run, body);
        }
    }

    private static void runOnce(long seed, RandomRun body) {
        try {
            body.run(new SplittableRandom(seed));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "failed with seed " + seed + ", replay with -D" + SEED + "=" + seed + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static OptionalLong given(String property) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.strip()));
    }
}
