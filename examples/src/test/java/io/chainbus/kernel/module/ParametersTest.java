package io.chainbus.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.module.Parameters.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private final Parameters parameters = new Parameters(List.of(new Parameter("ret", 3)));

    @Test
    void a_parameter_has_its_initial_value_until_it_is_set() {
        assertThat(parameters.get("ret")).isEqualTo(3);
        assertThat(parameters.set("ret", "-19")).isEqualTo(Setting.SET);
        assertThat(parameters.get("ret")).isEqualTo(-19);
        assertThat(parameters.set("ret", "0x10")).isEqualTo(Setting.SET);
        assertThat(parameters.get("ret")).isEqualTo(16);
    }

    @Test
    void what_is_no_number_changes_nothing() {
        assertThat(parameters.set("ret", "abc")).isEqualTo(Setting.INVALID);
        assertThat(parameters.set("ret", "")).isEqualTo(Setting.INVALID);
        assertThat(parameters.set("other", "1")).isEqualTo(Setting.UNKNOWN);
        assertThat(parameters.get("ret")).isEqualTo(3);
    }
}
