package io.chainbus.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    @Test
    void on_a_sound_engine_nothing_is_found() throws Exception {
        assertThat(new OneRound(Duration.ofMinutes(2)).call()).isEmpty();
    }

    // One that is broken may well never end.
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest
    @MethodSource("breaks")
    void on_a_broken_one_something_is(Break broken) throws Exception {
        List<String> found = new BrokenEngine(broken).oneRound(PATIENCE);
        assertThat(found).anyMatch(line -> line.startsWith(broken.seenAs() + ":"));
    }

    static List<Break> breaks() {
        return Break.ALL;
    }
}
