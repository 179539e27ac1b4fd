package io.chainbus.torture.run;

import io.chainbus.torture.plan.Rates;
import io.chainbus.torture.plan.Size;
import java.time.Duration;

/**
 * What to do.
 *
 * @param atLeast rounds are begun until this has passed
 * @param patience how long nothing at all may happen before what is awaited is taken to be lost
 */
public record TortureSettings(long seed, Duration atLeast, Size size, Rates rates, Duration patience) {

    public static final Duration PATIENCE = Duration.ofSeconds(60);
}
