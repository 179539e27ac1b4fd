package io.chainbus.kernel.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.Parameter;
import io.chainbus.kernel.module.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

    private final Parameters parameters = new Parameters(List.of(new Parameter("secs", 3)));
    private final ModuleInstance module =
            new ModuleInstance("m", parameters, KernelLog.none(), new ModuleInstance.Pin() {
                @Override
                public void take() {}

                @Override
                public void release() {}
            });

    @Test
    void names_in_braces_are_filled_in_when_it_is_printed() {
        Text text = new Text("{module}: {secs} of {object} ({module})");
        assertThat(text.of(module, "vmlinux")).isEqualTo("m: 3 of vmlinux (m)");
        parameters.set("secs", "7");
        assertThat(text.of(module)).isEqualTo("m: 7 of  (m)");
        assertThat(text.names()).containsExactly("module", "object", "secs");
    }

    @Test
    void everything_else_is_printed_as_it_is() {
        Text text = new Text("$1 \\n {} { module } {not-a-name}");
        assertThat(text.of(module)).isEqualTo(text.template());
        assertThat(text.names()).isEmpty();
    }

    @Test
    void a_name_that_is_none_is_a_mistake_that_names_tells_beforehand() {
        Text text = new Text("{nosuch}");
        assertThat(text.names()).containsExactly("nosuch");
        assertThatThrownBy(() -> text.of(module)).hasMessage("no parameter nosuch");
    }
}
