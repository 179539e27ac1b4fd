package io.chainbus.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {

    private static final String STARTED =
            "{\"at\":1,\"node\":\"n\",\"clock\":1,\"chain\":\"c\",\"type\":\"started\",\"walk\":3,\"version\":2}";

    private static final String VISITED = "{'at':1,'node':'n','clock':1,'chain':'c','type':'visited','walk':3,"
            + "'step':0,'subscriber':'s','phase':'UP','verdict':'ok','source':'handler','from':1,'to':2}";

    @Test
    void fields_come_in_any_order_and_unknown_ones_are_ignored() {
        String line =
                "{\"version\":2,\"type\":\"started\",\"more\":{\"a\":[1,{\"b\":null}]},\"walk\":3,\"fraction\":1.5,"
                        + "\"huge\":123456789012345678901234567890,\"chain\":\"c\",\"clock\":1,\"node\":\"n\",\"at\":1}\n";
        assertThat(entries(line)).containsExactly(new Entry.Started(3, 2));
    }

    @Test
    void unknown_types_and_empty_lines_are_ignored_and_counted_as_lines() {
        String unknown = STARTED.replace("started", "paused");
        assertThat(read("\n" + unknown + "\n  \r\n" + STARTED + "\r\n\n"))
                .extracting(PlacedLine::place)
                .containsExactly(new Place("h", 4));
    }

    @Test
    void words_may_be_in_either_case() {
        assertThat(entries(VISITED.replace('\'', '"').replace("\"ok\"", "\"OK\"") + "\n"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Visited.class,
                        visited -> assertThat(visited.turn().verdict()).isEqualTo(Recorded.Verdict.OK));
    }

    @Test
    void an_acquire_that_does_not_say_whether_it_can_be_vetoed_can() {
        String line = "{'at':1,'node':'n','clock':1,'chain':'c','type':'chain','membership':'accepted','phases':{"
                + "'UP':{'role':'acquire','direction':'descending','undo':'DOWN'},"
                + "'DOWN':{'role':'release','direction':'ascending'}}}";
        Entry.ChainDeclared declared =
                (Entry.ChainDeclared) entries(line.replace('\'', '"')).get(0);
        assertThat(declared.phases())
                .containsEntry("UP", new PhaseRule(Recorded.Role.ACQUIRE, Recorded.Direction.DESCENDING, "DOWN", true))
                .containsEntry("DOWN", new PhaseRule(Recorded.Role.RELEASE, Recorded.Direction.ASCENDING, "", false));
    }

    @Test
    void a_last_line_without_a_newline_is_a_line() {
        assertThat(entries(STARTED)).hasSize(1);
    }

    @Test
    void a_torn_last_line_is_a_warning() throws IOException {
        for (int length = 1; length < STARTED.length(); length++) {
            try (HistoryReader reader = reader(STARTED + "\n" + STARTED.substring(0, length))) {
                reader.forEachRemaining(line -> {});
                assertThat(reader.warnings()).containsExactly("h:2: the last line is torn and was left out");
            }
        }
    }

    @Test
    void a_torn_line_with_a_newline_is_refused() {
        refused(
                STARTED + "\n" + STARTED.substring(0, 40) + "\n",
                "h:2: expected a JSON object, found what is not JSON");
    }

    @Test
    void a_torn_line_with_nothing_before_it_is_refused() {
        refused(STARTED.substring(0, 40), "h:1: expected a JSON object, found what is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n"})
    void a_file_without_a_line_is_refused(String empty) {
        refused(empty, "expected a history, found no history in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "name\tdepends\n", "[1]\n", "17\n", "null\n", "{]\n", "{\"at\"}\n", "\u0000\u0001\n"})
    void what_is_not_an_object_is_refused(String text) {
        refused(text, "h:1: expected a JSON object, found ");
    }

    @Test
    void two_objects_on_a_line_are_refused() {
        refused(STARTED + STARTED + "\n", "h:1: expected one JSON object a line, found more behind it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at",
                "node",
                "clock",
                "chain",
                "type",
                "walk",
                "step",
                "subscriber",
                "phase",
                "verdict",
                "source",
                "from",
                "to"
            })
    void a_line_that_lacks_a_field_is_refused(String field) {
        assertThatThrownBy(() ->
                        entries(STARTED + "\n" + VISITED.replace('\'', '"').replace(field, "x" + field)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith("h:2: expected ")
                .hasMessageEndingWith(" in '" + field + "', found no such field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'at':1 | 'at':'soon' | expected an integer in 'at', found 'soon'",
                "'at':1 | 'at':1.5 | expected an integer in 'at', found 1.5",
                "'at':1 | 'at':12345678901234567890 | expected an integer in 'at', found 12345678901234567890",
                "'at':1 | 'at':null | expected an integer in 'at', found no such field",
                "'clock':1 | 'clock':-1 | expected an integer from 0 in 'clock', found -1",
                "'node':'n' | 'node':'' | expected a string that is not empty in 'node', found ''",
                "'node':'n' | 'node':5 | expected a string that is not empty in 'node', found 5",
                "'walk':3 | 'walk':[3] | expected an integer from 0 in 'walk', found [3]",
                "'verdict':'ok' | 'verdict':'fine' | expected one of done, ok, stop, veto, failed in 'verdict', found 'fine'",
                "'source':'handler' | 'source':true | expected one of handler, throw, deadline, death, stuck in 'source', found true",
            })
    void a_field_that_is_something_else_is_refused(String was, String is, String problem) {
        String line = VISITED.replace(was, is).replace('\'', '"');
        assertThatThrownBy(() -> entries(line)).hasMessage("h:1: " + problem);
    }

    @Test
    void a_message_is_one_line_however_long_what_was_found_is() {
        String line =
                VISITED.replace("'ok'", "'" + "\\n\\u0007".repeat(100) + "'").replace('\'', '"');
        assertThatThrownBy(() -> entries(line))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .doesNotContain("\n", "\u0007")
                        .hasSizeLessThan(200)
                        .endsWith("..."));
    }

    @Test
    void lists_and_flags_have_their_types_too() {
        String registered = "{'at':1,'node':'n','clock':1,'chain':'c','type':'registered','subscriber':'s',"
                + "'priority':1,'version':1,'before':['a'],'replay':true}";
        assertThat(entries(registered.replace('\'', '"'))).hasSize(1);
        refused(
                registered.replace("['a']", "['a',1]").replace('\'', '"'),
                "h:1: expected an array of strings in 'before', found [a, 1]");
        refused(registered.replace("true", "1").replace('\'', '"'), "h:1: expected true or false in 'replay', found 1");
        refused(
                registered.replace("'priority':1", "'priority':3000000000").replace('\'', '"'),
                "h:1: expected an integer of 32 bits in 'priority', found 3000000000");
    }

    @Test
    void a_refusal_says_of_what() {
        String refused = "{'at':1,'node':'n','clock':1,'chain':'c','type':'refused','why':'no'}";
        refused(
                refused.replace('\'', '"'),
                "h:1: expected a string ('key' for a publish) in 'subscriber', found no such field");
    }

    @Test
    void lines_are_found_wherever_the_reads_end() throws IOException {
        String text = (STARTED + "\n").repeat(50);
        for (int size = 1; size < 400; size += 7) {
            InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            try (HistoryReader reader = new HistoryReader(new Sips(bytes, size), "h")) {
                List<PlacedLine> lines = new ArrayList<>();
                reader.forEachRemaining(lines::add);
                assertThat(lines).hasSize(50);
                assertThat(lines.get(49).place().line()).isEqualTo(50);
            }
        }
    }

    @Test
    void long_lines_are_read_and_endless_ones_refused() {
        String reason = "x".repeat(200_000);
        assertThat(entries(VISITED.replace("}", ",'reason':'" + reason + "'}").replace('\'', '"') + "\n" + STARTED))
                .hasSize(2);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        HistoryReader reader = new HistoryReader(endless, "h");
        assertThatThrownBy(reader::hasNext)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("h:1: expected a line of at most 16 MB, found a longer one");
    }

    /** Gives a few bytes at a time. */
    private static final class Sips extends FilterInputStream {
        private final int size;

        Sips(InputStream in, int size) {
            super(in);
            this.size = size;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(size, length));
        }
    }

    private static void refused(String text, String problem) {
        assertThatThrownBy(() -> entries(text))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith("h:");
    }

    private static HistoryReader reader(String text) {
        return new HistoryReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "h");
    }

    private static List<PlacedLine> read(String text) {
        List<PlacedLine> lines = new ArrayList<>();
        reader(text).forEachRemaining(lines::add);
        return lines;
    }

    private static List<Entry> entries(String text) {
        return read(text).stream().map(line -> line.line().entry()).toList();
    }
}
