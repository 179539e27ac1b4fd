package io.chainbus.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Torture can fail: the same plan, on a sound engine and on engines broken on purpose, one promise at a time. */
class BrokenEngineTest {

    /** A broken engine may stand still; a sound one on a busy machine must not seem to. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long SEED = 4711;

    /** Some breaks show only when threads meet, which one round of a plan may not bring about: not so many in a row. */
    private static final int ROUNDS = 100;

    @Test
    void on_a_sound_engine_nothing_is_found() throws Exception {
        assertThat(new OneRound(SEED, Duration.ofMinutes(2)).call()).isEmpty();
    }

    // One that is broken may well never end.
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest
    @MethodSource("breaks")
    void on_a_broken_one_something_is(Break broken) throws Exception {
        BrokenEngine engine = new BrokenEngine(broken);
        List<String> found = new ArrayList<>();
        for (long round = 0; round < ROUNDS && found.stream().noneMatch(broken::isSeenIn); round++) {
            found.addAll(engine.oneRound(SEED + round, PATIENCE));
        }
        assertThat(found).anyMatch(broken::isSeenIn);
    }

    static List<Break> breaks() {
        return Break.ALL;
    }
}
