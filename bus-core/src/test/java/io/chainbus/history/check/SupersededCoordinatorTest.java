package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A coordinator on n1 that does not know that another, on n2, goes on with its chain: what only it says counts for nothing,
 * and what handlers do counts as ever.
 */
class SupersededCoordinatorTest {

    private static final Entry LATER = new Entry.Recovered(2, Set.of(1L), Set.of());

    /** Walk 1 is under way when the other takes over. */
    private static Scribe chain() {
        return Scribe.accepted()
                .registered("a", 40)
                .begin(1, "net", "COMING")
                .write("n2", LATER)
                .write("n2", published(1, "net"))
                .write("n2", new Entry.Started(1, 1));
    }

    private static Entry published(long walk, String key) {
        return new Entry.Published(walk, key, "COMING", Recorded.Direction.DESCENDING, Recorded.Cause.PUBLISH);
    }

    @Test
    void what_it_accepts_does_not_start() {
        CheckReport report = chain().visited(1, "a")
                .write("n2", published(100, "usb"))
                .published(2, "usb", "COMING")
                .write("n2", ended(1))
                .check();
        assertThat(report.shown()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.contains("that nobody goes by: 1"));
    }

    @Test
    void what_it_had_started_and_ended_the_later_one_says() {
        assertThat(chain().started(1)
                        .completed(1)
                        .visited(1, "a")
                        .write("n2", ended(1))
                        .check()
                        .shown())
                .isEmpty();
    }

    @Test
    void whoever_is_visited_by_what_it_accepted_was_visited_all_the_same() {
        assertThat(chain().visited(1, "a")
                        .write("n2", ended(1))
                        .published(2, "usb", "COMING")
                        .started(2)
                        .visited(2, "a")
                        .check()
                        .shown())
                .extracting(Violation::toString)
                .containsExactly("P5: modules: walk 2 visits a, and was never accepted (line 12)");
    }

    @Test
    void who_takes_over_again_is_believed_again() {
        assertThat(chain().visited(1, "a")
                        .write("n2", ended(1))
                        .write("n1", new Entry.Recovered(3, Set.of(), Set.of()))
                        .begin(2, "usb", "COMING")
                        .visited(2, "a")
                        .completed(2)
                        .check()
                        .shown())
                .isEmpty();
    }

    @Test
    void whoever_was_being_told_what_is_up_may_answer_the_one_before() {
        Scribe history = Scribe.accepted()
                .published(1, "net", "COMING", Recorded.Cause.REPLAY)
                .started(1)
                .write("n2", new Entry.Recovered(2, Set.of(), Set.of()));
        assertThat(history.visited(1, "late").check().shown()).isEmpty();
    }

    @Test
    void whoever_is_visited_by_a_walk_that_had_not_started_is_visited_by_nobody() {
        Scribe history = Scribe.accepted()
                .registered("a", 40)
                .published(1, "net", "COMING")
                .write("n2", new Entry.Recovered(2, Set.of(), Set.of()));
        assertThat(history.visited(1, "a").check().shown()).hasSize(1);
    }

    private static Entry ended(long walk) {
        return new Entry.Ended(walk, Recorded.Outcome.COMPLETED, "");
    }
}
