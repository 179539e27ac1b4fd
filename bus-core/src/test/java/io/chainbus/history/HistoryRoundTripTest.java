package io.chainbus.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Direction;
import io.chainbus.history.Recorded.Holding;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryRoundTripTest {

    private static final Stamp STAMP = new Stamp(12, "n1", 7, "modules");
    private static final String STAMPED = "{\"at\":12,\"node\":\"n1\",\"clock\":7,\"chain\":\"modules\",\"type\":";

    private static Turn turn(Verdict verdict, Source source, String reason) {
        return new Turn(3, 1, "livepatch", "COMING", verdict, source, 100, Long.MAX_VALUE, reason);
    }

    private static Map<String, PhaseRule> phases() {
        Map<String, PhaseRule> phases = new LinkedHashMap<>();
        phases.put("UNFORMED", new PhaseRule(Role.ACQUIRE, Direction.DESCENDING, "", false));
        phases.put("COMING", new PhaseRule(Role.ACQUIRE, Direction.DESCENDING, "GOING", true));
        phases.put("GOING", new PhaseRule(Role.RELEASE, Direction.ASCENDING, "", false));
        return phases;
    }

    static Stream<Entry> one_of_each() {
        return Stream.of(
                new Entry.ChainDeclared(Holding.ACCEPTED, phases()),
                new Entry.ChainDeclared(Holding.CURRENT, Map.of()),
                new Entry.Registered("a", Integer.MIN_VALUE, 1, Anchor.NONE, List.of(), List.of(), Set.of()),
                new Entry.Registered(
                        "b", 7, 2, Anchor.LAST, List.of("x", "y"), List.of("z"), EnumSet.allOf(Trait.class)),
                new Entry.Unregistered("a", 3, Absence.DIED),
                new Entry.Away("a", Absence.LEFT),
                new Entry.Resumed("a", 3, false),
                new Entry.Resumed("a", 3, true),
                new Entry.Published(3, "net", "COMING", Direction.DESCENDING, Cause.PUBLISH),
                new Entry.Published(4, "net", "COMING", Direction.ASCENDING, Cause.REPLAY),
                new Entry.Started(3, 2),
                new Entry.Visited(turn(Verdict.OK, Source.HANDLER, "")),
                new Entry.Visited(turn(Verdict.VETO, Source.THROW, "out of memory")),
                new Entry.Undone(turn(Verdict.FAILED, Source.STUCK, "hangs")),
                new Entry.Skipped(3, "a", Absence.LEFT),
                new Entry.Ended(3, Outcome.COMPLETED, ""),
                new Entry.Ended(3, Outcome.VETOED, "livepatch"),
                new Entry.SubscriberRefused("a", "there is one already"),
                new Entry.PublishRefused("net", "too many"),
                new Entry.TurnRefused(3, "net", "is up already"),
                new Entry.Late(3, "a", "COMING", Verdict.DONE, 5, 9, new Entry.Amends.None()),
                new Entry.Late(3, "a", "COMING", Verdict.OK, 5, 9, new Entry.Amends.Undid("GOING", Verdict.FAILED)));
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void what_is_written_is_read_again(Entry entry) throws IOException {
        assertThat(read(write(entry))).containsExactly(new Line(STAMP, entry));
    }

    @Test
    void many_lines_are_read_in_their_order_with_their_numbers() throws IOException {
        List<Entry> entries = one_of_each().toList();
        byte[] written = write(entries.toArray(Entry[]::new));
        List<PlacedLine> read = placed(written);
        assertThat(read.stream().map(line -> line.line().entry())).containsExactlyElementsOf(entries);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).place()).isEqualTo(new Place("h", i + 1));
        }
    }

    @Test
    void a_line_is_one_object_with_the_stamp_first_and_a_newline_behind() throws IOException {
        assertThat(text(write(new Entry.Started(3, 2), new Entry.Ended(3, Outcome.STOPPED, "b"))))
                .isEqualTo(STAMPED + "\"started\",\"walk\":3,\"version\":2}\n" + STAMPED
                        + "\"ended\",\"walk\":3,\"outcome\":\"stopped\",\"by\":\"b\"}\n");
    }

    @Test
    void words_are_lower_case_except_directions_and_anchors() throws IOException {
        assertThat(text(write(new Entry.Registered(
                        "b", 7, 2, Anchor.FIRST, List.of("x"), List.of(), Set.of(Trait.OBSERVER)))))
                .isEqualTo(STAMPED + "\"registered\",\"subscriber\":\"b\",\"priority\":7,\"version\":2,"
                        + "\"anchor\":\"FIRST\",\"before\":[\"x\"],\"observer\":true}\n");
        assertThat(text(write(new Entry.Published(3, "net", "COMING", Direction.DESCENDING, Cause.PUBLISH))))
                .isEqualTo(STAMPED + "\"published\",\"walk\":3,\"key\":\"net\",\"phase\":\"COMING\","
                        + "\"direction\":\"DESCENDING\",\"cause\":\"publish\"}\n");
        assertThat(text(write(new Entry.Visited(turn(Verdict.VETO, Source.HANDLER, "no")))))
                .isEqualTo(STAMPED + "\"visited\",\"walk\":3,\"step\":1,\"subscriber\":\"livepatch\","
                        + "\"phase\":\"COMING\",\"verdict\":\"veto\",\"source\":\"handler\",\"from\":100,"
                        + "\"to\":9223372036854775807,\"reason\":\"no\"}\n");
    }

    @Test
    void phases_say_their_role_direction_and_undo() throws IOException {
        assertThat(text(write(new Entry.ChainDeclared(Holding.ACCEPTED, phases()))))
                .isEqualTo(STAMPED + "\"chain\",\"membership\":\"accepted\",\"phases\":{"
                        + "\"UNFORMED\":{\"role\":\"acquire\",\"direction\":\"DESCENDING\",\"vetoable\":false},"
                        + "\"COMING\":{\"role\":\"acquire\",\"direction\":\"DESCENDING\",\"undo\":\"GOING\","
                        + "\"vetoable\":true},"
                        + "\"GOING\":{\"role\":\"release\",\"direction\":\"ASCENDING\",\"vetoable\":false}}}\n");
    }

    @Test
    void text_of_any_kind_stays_on_its_line() throws IOException {
        Entry entry = new Entry.PublishRefused("a\"b\\c\n\u2028d\u0000", "größer, 日本, \uD83D\uDE80");
        byte[] written = write(entry);
        assertThat(text(written).chars().filter(c -> c == '\n').count()).isEqualTo(1);
        assertThat(read(written)).containsExactly(new Line(STAMP, entry));
    }

    @Test
    void half_a_character_is_replaced_and_tears_no_line() throws IOException {
        assertThat(read(write(new Entry.PublishRefused("net", "bad \uD83D end"))))
                .containsExactly(new Line(STAMP, new Entry.PublishRefused("net", "bad ? end")));
    }

    private static byte[] write(Entry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(out)) {
            for (Entry entry : entries) {
                writer.write(new Line(STAMP, entry));
            }
        }
        return out.toByteArray();
    }

    private static String text(byte[] written) {
        return new String(written, StandardCharsets.UTF_8);
    }

    private static List<Line> read(byte[] written) throws IOException {
        return placed(written).stream().map(PlacedLine::line).toList();
    }

    private static List<PlacedLine> placed(byte[] written) throws IOException {
        List<PlacedLine> lines = new ArrayList<>();
        try (HistoryReader reader = new HistoryReader(new ByteArrayInputStream(written), "h")) {
            reader.forEachRemaining(lines::add);
            assertThat(reader.warnings()).isEmpty();
        }
        return lines;
    }
}
