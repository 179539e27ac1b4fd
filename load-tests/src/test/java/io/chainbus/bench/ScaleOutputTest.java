package io.chainbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.contest.Median;
import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.scale.Growth;
import io.chainbus.bench.scale.Scale;
import io.chainbus.report.Finding;
import io.chainbus.report.Page;
import io.chainbus.report.Plot;
import io.chainbus.report.Quantity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same figures as text, JSON and a page. */
class ScaleOutputTest {

    private static final List<Growth> GROWTHS = List.of(new Growth(
            "Subscribers of a chain",
            "subscribers",
            List.of(
                    new Growth.Column("registerNanos", "all registered in", Quantity.DURATION),
                    new Growth.Column("bytesEach", "memory each", Quantity.BYTES)),
            List.of(row(0, 1e3, Double.NaN), row(10, 1e6, 1800), row(100_000, 3e9, 1750))));
    private static final List<Requirement> REQUIREMENTS = List.of(
            Requirement.of("seconds", Optional.of(median(3)), new Requirement.Bound.AtMost(5)),
            Requirement.of("bytes", Optional.of(median(1750)), new Requirement.Bound.AtMost(1000)),
            Requirement.of("not measured", Optional.empty(), new Requirement.Bound.AtMost(1)));
    private static final Scale.Effort EFFORT = new Scale.Effort(3, Duration.ofSeconds(1), 100_000);

    @Test
    void the_text_has_a_table_below_what_must_hold() {
        List<String> lines = ScaleText.lines(GROWTHS, REQUIREMENTS, EFFORT, new Conditions(9, 2));
        assertThat(lines.get(0)).startsWith("medians of 3 rounds, on Java ").endsWith(", 2 cores");
        assertThat(lines.get(1)).contains("not at rest", "load average was 9.0");
        assertThat(lines)
                .anyMatch(line -> line.matches("  yes seconds +3\\.00 \\(3\\.00 to 3\\.00\\) +at most 5"))
                .anyMatch(line -> line.matches("  NO  bytes +1,750 \\(1,750 to 1,750\\) +at most 1000"))
                .containsSubsequence(
                        "  1 more were not measured, or not with a sound result",
                        "Subscribers of a chain",
                        "               all registered in   memory each",
                        "           0             1.00 µs             –",
                        "          10             1.00 ms       1.80 kB",
                        "     100,000              3.00 s       1.75 kB");
    }

    @Test
    void json_names_each_figure() throws IOException {
        assertThat(ScaleJson.of(GROWTHS).replaceAll("\\s+", ""))
                .isEqualTo("{\"growths\":[{\"title\":\"Subscribersofachain\",\"along\":\"subscribers\",\"rows\":["
                        + "{\"size\":0,\"registerNanos\":1000.0},"
                        + "{\"size\":10,\"registerNanos\":1000000.0,\"bytesEach\":1800.0},"
                        + "{\"size\":100000,\"registerNanos\":3.0E9,\"bytesEach\":1750.0}]}]}");
    }

    @Test
    void the_page_has_a_table_and_a_plot_for_each_figure() {
        Page page = ScalePage.of(GROWTHS, REQUIREMENTS, EFFORT, new Conditions(9, 2));
        assertThat(page.findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.HOLDS, Finding.Kind.FAILS, Finding.Kind.NOTE);
        assertThat(page.sections())
                .singleElement()
                .satisfies(section -> assertThat(section.blocks())
                        .hasSize(3)
                        .filteredOn(Plot.class::isInstance)
                        .map(Plot.class::cast)
                        .extracting(Plot::alternative)
                        .containsExactly(
                                "1.00 ms with 10 subscribers, 3.00 s with 100,000",
                                "1.80 kB with 10 subscribers, 1.75 kB with 100,000"));
        // Nothing has no place on a logarithmic axis.
        assertThat(page.sections().get(0).blocks())
                .filteredOn(Plot.class::isInstance)
                .map(Plot.class::cast)
                .allMatch(plot -> plot.x().equals(List.of(10.0, 100_000.0)));
        assertThat(page.html()).contains("How Chainbus grows", "all registered in");
    }

    private static Growth.Row row(long size, double first, double second) {
        return new Growth.Row(size, List.of(median(first), median(second)));
    }

    private static Median median(double value) {
        return new Median(value, value, value);
    }
}
