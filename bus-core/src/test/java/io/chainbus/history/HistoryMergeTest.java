package io.chainbus.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.seeded.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class HistoryMergeTest {

    @Test
    void lines_come_by_their_clocks_and_keep_their_places() {
        HistoryMerge merge = new HistoryMerge(List.of(
                new Fixed("a", line("n1", 1), line("n1", 4), line("n1", 5)),
                new Fixed("b", line("n2", 2), line("n2", 3), line("n2", 9))));
        assertThat(places(merge)).containsExactly("a:1", "b:1", "b:2", "a:2", "a:3", "b:3");
    }

    @Test
    void at_the_same_clock_the_node_decides_and_then_the_source() {
        HistoryMerge merge = new HistoryMerge(List.of(
                new Fixed("c", line("n2", 1), line("n2", 2)),
                new Fixed("a", line("n1", 1)),
                new Fixed("b", line("n1", 1), line("n1", 1))));
        assertThat(places(merge)).containsExactly("a:1", "b:1", "b:2", "c:1", "c:2");
    }

    @Test
    void the_order_within_a_source_is_never_changed() {
        HistoryMerge merge =
                new HistoryMerge(List.of(new Fixed("a", line("n1", 5), line("n1", 1)), new Fixed("b", line("n2", 3))));
        assertThat(places(merge)).containsExactly("b:1", "a:1", "a:2");
    }

    @Test
    void a_history_that_was_split_by_node_is_put_together_again() {
        Seeds.run(200, random -> {
            List<Line> whole = new ArrayList<>();
            List<List<Line>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int clock = 0; clock < 40; clock++) {
                int node = random.nextInt(3);
                Line line = line("n" + node, clock);
                whole.add(line);
                parts.get(node).add(line);
            }
            HistoryMerge merge = new HistoryMerge(parts.stream()
                    .map(part -> new Fixed("x", part.toArray(Line[]::new)))
                    .toList());
            List<Line> merged = new ArrayList<>();
            merge.forEachRemaining(line -> merged.add(line.line()));
            assertThat(merged)
                    .isEqualTo(whole)
                    .isSortedAccordingTo(Comparator.comparingLong(l -> l.stamp().clock()));
        });
    }

    @Test
    void all_sources_are_closed_even_if_one_cannot_be() {
        Fixed bad = new Fixed("a");
        Fixed good = new Fixed("b");
        bad.unclosable = true;
        HistoryMerge merge = new HistoryMerge(List.of(bad, good));
        assertThatThrownBy(merge::close).isInstanceOf(IOException.class).hasMessage("a cannot be closed");
        assertThat(good.closed).isTrue();
    }

    @Test
    void warnings_are_those_of_all_sources_and_an_end_is_an_end() {
        Fixed source = new Fixed("a");
        HistoryMerge merge = new HistoryMerge(List.of(source, new Fixed("b")));
        assertThat(merge.hasNext()).isFalse();
        assertThatThrownBy(merge::next).isInstanceOf(NoSuchElementException.class);
        assertThat(merge.warnings()).containsExactly("a was odd", "b was odd");
    }

    private static Line line(String node, long clock) {
        return new Line(new Stamp(clock, node, clock, "c"), new Entry.Started(1, 1));
    }

    private static List<String> places(HistoryMerge merge) {
        List<String> places = new ArrayList<>();
        merge.forEachRemaining(line -> places.add(line.place().toString()));
        return places;
    }

    private static final class Fixed implements HistorySource {
        private final String file;
        private final Iterator<Line> lines;
        private long number;
        private boolean unclosable;
        private boolean closed;

        Fixed(String file, Line... lines) {
            this.file = file;
            this.lines = List.of(lines).iterator();
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public PlacedLine next() {
            return new PlacedLine(new Place(file, ++number), lines.next());
        }

        @Override
        public List<String> warnings() {
            return List.of(file + " was odd");
        }

        @Override
        public void close() throws IOException {
            closed = true;
            if (unclosable) {
                throw new IOException(file + " cannot be closed");
            }
        }
    }
}
