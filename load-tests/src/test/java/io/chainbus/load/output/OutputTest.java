package io.chainbus.load.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.chainbus.load.figures.Accounts;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.FiguresFixture;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.figures.Machine;
import io.chainbus.load.figures.Moves;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.threshold.Judgement;
import io.chainbus.load.threshold.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How figures are told. */
class OutputTest {

    private static final Machine MACHINE = new Machine(Map.of("Java", "17"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<String> text(Figures figures, String... conditions) {
        List<Judgement> judgements = new ArrayList<>();
        for (String condition : conditions) {
            judgements.add(Threshold.read(condition).judge(figures));
        }
        return FiguresText.lines(figures, judgements);
    }

    @Test
    void a_terminal_is_told_the_figures_and_a_line_for_each_condition() {
        List<String> lines = text(FiguresFixture.thousand(true), "p99>5ms", "errors>0");
        assertThat(lines)
                .contains("measured 2 s after a warm-up of 1 s")
                .anySatisfy(line -> assertThat(line).contains("500 events/s", "4,000 deliveries/s"))
                .anySatisfy(line -> assertThat(line).contains("from the intended start"))
                .contains(
                        "receipts agree: 1,010 published, as many answered; 8,000 visits, as many as handlers counted")
                .contains("passed p99>5ms: p99 is 990 µs")
                .contains("FAILED errors>0: errors is 10");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("note: 5 events due and not published"));
        assertThat(text(FiguresFixture.thousand(false)))
                .anySatisfy(line -> assertThat(line).contains("from the publish"))
                .noneSatisfy(line -> assertThat(line).contains("lag"));
    }

    @Test
    void it_is_said_whether_the_rate_was_kept_and_whose_the_latency_is() {
        assertThat(text(FiguresFixture.late(100, 1000)))
                .noneSatisfy(line -> assertThat(line).contains("the rate was not kept"))
                .noneSatisfy(line -> assertThat(line).contains("publishers were late"));
        assertThat(text(FiguresFixture.late(400, 900)))
                .contains("note: the rate was not kept: 1,015 events were due, 900 ended in time")
                .contains("note: publishers were late themselves: their lag's p50 is 200 µs, of a latency's 500 µs; the"
                        + " machine was too busy, or is too small, for load and bus together");
    }

    @Test
    void what_disagrees_is_said() {
        Figures figures = FiguresFixture.figures(
                true,
                new Accounts(1011, 1000, 20, 10, 0),
                FiguresFixture.AGREEING,
                new Moves(0, Latency.none(), Latency.none()),
                1000);
        assertThat(text(figures))
                .anySatisfy(line -> assertThat(line).startsWith("DISAGREE 1,011 published"))
                .noneSatisfy(line -> assertThat(line).startsWith("receipts agree"));
    }

    @Test
    void a_run_that_ended_before_it_measured_anything_can_be_told() throws IOException {
        Figures nothing = FiguresFixture.nothing();
        assertThat(text(nothing, "p99>5ms"))
                .contains("measured 0 s (ended early) after a warm-up of 1 s")
                .contains("FAILED p99>5ms: nothing was measured");
        assertThat(FiguresPage.of(nothing, MACHINE, List.of()).html()).contains("Nothing was measured.");
        assertThat(FiguresJson.of(nothing, MACHINE, List.of())).contains("\"eventsPerSecond\" : null");
    }

    @Test
    void programs_are_told_in_json() throws IOException {
        Figures figures = FiguresFixture.thousand(true);
        String json = FiguresJson.of(
                figures, MACHINE, List.of(Threshold.read("errors>0").judge(figures)));
        assertThat(json)
                .contains("\"loop\" : \"open\"")
                .contains("\"eventsPerSecond\" : 500")
                .contains("\"failIf\" : \"errors>0\"")
                .contains("\"holds\" : false");
        int objects = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                objects += token == JsonToken.START_OBJECT ? 1 : 0;
            }
        }
        assertThat(objects).isGreaterThan(10);
    }

    @Test
    void a_page_has_the_figures_the_settings_and_the_plots() {
        Figures figures = FiguresFixture.thousand(true);
        String html = FiguresPage.of(figures, MACHINE, List.of(Threshold.read("p99>5ms"), Threshold.read("errors>0")))
                .html();
        assertThat(html)
                .contains("<span class=\"badge fails\">Failed</span>")
                .contains("Fail if p99&gt;5ms: p99 is 990 µs")
                .contains("\"label\":\"fail if p99>5ms\"")
                .contains("exponential with mean 5.000 µs")
                .contains("coordinated");
        for (String title :
                List.of("Throughput", "Latency", "Events in flight", "Heap", "Garbage collection", "By percentile")) {
            assertThat(html).contains(">" + title + "</h3>");
        }
    }

    @Test
    void a_histogram_log_can_be_read_by_the_tools_that_read_such_logs() throws IOException {
        Path file = folder.resolve("load.hlog");
        Histogram acquire = FiguresFixture.upTo(100).histogram();
        Histogram release = FiguresFixture.upTo(1000).histogram();
        try (IntervalLog log = new IntervalLog(file, "a test", 1_700_000_000_000L)) {
            log.interval(0, 1_000_000_000, Map.of(Mix.Step.ACQUIRE, acquire, Mix.Step.RELEASE, release));
            log.interval(1_000_000_000, 2_000_000_000, Map.of(Mix.Step.ACQUIRE, Latency.empty()));
            log.interval(2_000_000_000, 2_500_000_000L, Map.of(Mix.Step.ACQUIRE, acquire));
        }
        List<String> read = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                Histogram histogram = (Histogram) next;
                read.add("%s %d from %d to %d, max %.1f"
                        .formatted(
                                histogram.getTag(),
                                histogram.getTotalCount(),
                                histogram.getStartTimeStamp() - 1_700_000_000_000L,
                                histogram.getEndTimeStamp() - 1_700_000_000_000L,
                                histogram.getMaxValue() / 1e6));
            }
            assertThat(reader.getStartTimeSec()).isEqualTo(1_700_000_000.0);
        }
        assertThat(read)
                .containsExactlyInAnyOrder(
                        "null 1100 from 0 to 1000, max 1.0",
                        "acquire 100 from 0 to 1000, max 0.1",
                        "release 1000 from 0 to 1000, max 1.0",
                        "null 100 from 2000 to 2500, max 0.1",
                        "acquire 100 from 2000 to 2500, max 0.1");
    }
}
