package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.console.Transcripts.Transcript;
import io.chainbus.kernel.order.Order;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Line for line what a kernel prints, whether its loader calls ftrace and livepatch by hand or the chain does. */
class TranscriptTest {

    static Stream<Transcript> selfTests() {
        return Transcripts.selfTests().stream();
    }

    static Stream<Transcript> rules() {
        return Transcripts.rules().stream();
    }

    @ParameterizedTest
    @MethodSource("selfTests")
    void the_kernel_s_own_self_tests_print_what_they_expect(Transcript transcript) {
        assertPrints(Order.REVERSE, transcript);
        assertPrints(Order.FIXED, transcript);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_and_each_line_is_as_the_kernel_has_it(Transcript transcript) {
        assertPrints(Order.REVERSE, transcript);
        assertPrints(Order.FIXED, transcript);
    }

    private static void assertPrints(Order order, Transcript transcript) {
        try (TestConsole console = new TestConsole(order)) {
            transcript.commands().forEach(console::run);
            console.console().finish();
            console.assertPrinted(transcript.printed());
            assertThat(console.kernel().ftrace().violations()).isEmpty();
        }
    }
}
