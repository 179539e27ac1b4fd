package io.chainbus.seeded;

import java.util.random.RandomGenerator;

/** One random run of a model test: everything random in it comes from {@code random}, so its seed repeats it. */
@FunctionalInterface
public interface RandomRun {

    void run(RandomGenerator random) throws Exception;
}
