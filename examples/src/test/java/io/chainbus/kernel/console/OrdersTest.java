package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.console.Comparison.Answer;
import io.chainbus.kernel.console.Comparison.Run;
import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.ftrace.Violation.Kind;
import io.chainbus.kernel.order.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same script under each order: where everything goes forward, a hook stays on a record that is released. */
class OrdersTest {

    private static final String TARGET = "test_klp_callbacks_busy";
    private static final Violation RELEASED = new Violation(Kind.RELEASED_WITH_HOOK, TARGET, "busymod_work_func");
    private static final Violation DETACHED = new Violation(Kind.DETACHED_AFTER_RELEASE, TARGET, "busymod_work_func");

    @ParameterizedTest
    @EnumSource
    void a_livepatched_module_goes(Order order) {
        try (TestConsole console = new TestConsole(order)) {
            console.run("modprobe " + TARGET, "modprobe test_klp_callbacks_demo");
            console.forget();
            console.run("rmmod " + TARGET);
            if (order == Order.PRIORITY) {
                assertThat(console.kernel().ftrace().violations()).containsExactly(RELEASED, DETACHED);
                assertThat(console.printed()).contains(RELEASED.message(), DETACHED.message());
                assertThat(RELEASED.message())
                        .startsWith("ftrace: ORDER VIOLATION: ")
                        .endsWith("(use after free)");
            } else {
                assertThat(console.kernel().ftrace().violations()).isEmpty();
                assertThat(console.printed()).noneMatch(line -> line.contains("VIOLATION"));
            }
            assertThat(console.does("modprobe " + TARGET))
                    .as("it can come again")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_livepatched_module_whose_init_fails(Order order) {
        try (TestConsole console = new TestConsole(order)) {
            console.run("modprobe klp_failing", "modprobe failing");
            assertThat(console.kernel().ftrace().violations()).hasSize(order == Order.PRIORITY ? 2 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_chain_shows_who_is_told_how(Order order) {
        try (TestConsole console = new TestConsole(order)) {
            console.run("cat /proc/chains");
            assertThat(console.printed().subList(1, 4))
                    .isEqualTo(
                            switch (order) {
                                case FIXED ->
                                    List.of(
                                            "modules:",
                                            "  -  ftrace     called by hand",
                                            "  -  livepatch  called by hand");
                                case PRIORITY ->
                                    List.of(
                                            "modules:",
                                            "  1  ftrace     priority 2147483647",
                                            "  2  livepatch  priority 2147483646");
                                case REVERSE ->
                                    List.of(
                                            "modules:",
                                            "  1  ftrace     FIRST",
                                            "  2  livepatch  FIRST, behind ftrace by 'livepatch after ftrace'");
                            });
        }
    }

    @Test
    void a_comparison_shows_where_they_differ_and_what_became_of_each() {
        Answer same = new Answer("modprobe a", List.of("a: a_init"));
        Answer good = new Answer("rmmod a", List.of("reverted"));
        Answer bad = new Answer("rmmod a", List.of("ftrace: ORDER VIOLATION", "reverted"));
        Comparison comparison = new Comparison(List.of(
                new Run(Order.FIXED, List.of(same, good), 0, List.of()),
                new Run(Order.PRIORITY, List.of(same, bad), 1, List.of(RELEASED, DETACHED)),
                new Run(Order.REVERSE, List.of(same, good), 0, List.of())));
        assertThat(comparison.lines())
                .containsExactly(
                        "% rmmod a",
                        "  fixed, reverse:",
                        "    reverted",
                        "  priority:",
                        "    ftrace: ORDER VIOLATION",
                        "    reverted",
                        "1 of 2 commands print the same under each order",
                        "fixed     order violations: 0, commands failed: 0",
                        "priority  order violations: 2, commands failed: 1",
                        "reverse   order violations: 0, commands failed: 0");
    }
}
