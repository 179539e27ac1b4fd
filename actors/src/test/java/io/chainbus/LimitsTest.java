package io.chainbus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.chainbus.coordinator.ChainSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-deadline = 0 s",
                "default-deadline = -1 s",
                "train-limit = 0",
                "trains-in-flight = -1",
                "stop-budget = -1 us",
                "deadline-check-min = 0 s",
                "deadline-check-min = -1 ms",
                "deadline-check-max = 0 s",
                "deadline-check-min = 1 s",
                "rejoin-window = 0 s",
                "rejoin-window = 21 d",
                "rejoin-patience = -1 s",
                "rejoin-patience = 21 d"
            })
    void a_setting_that_makes_no_sense_is_named_before_any_chain_runs(String line) {
        Config chainbus = ConfigFactory.parseString(line)
                .withFallback(ConfigFactory.load().getConfig("chainbus"));
        assertThatThrownBy(() -> ChainSettings.Limits.of(chainbus))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(line.substring(0, line.indexOf(' ')));
    }
}
