package io.chainbus.torture.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.history.Stamp;
import io.chainbus.history.Turn;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What handlers saw against what stands in the history, where the one knows what the other does not. */
class ComparisonTest {

    private static final Visit<String> COMING =
            new Visit<>("modules", 7, "vfat", "", ModulePhase.COMING, ModulePhase.COMING, Cause.FORWARD);

    private final CallLog log = new CallLog();
    private final Incarnation who = log.incarnation("modules", "s1", false);
    private final List<Entry> entries = new ArrayList<>();

    @Test
    void an_undo_of_an_acceptance_that_came_too_late_may_be_the_last_that_is_heard_of_somebody() {
        called(COMING);
        recorded(Recorded.Verdict.VETO, Recorded.Source.DEADLINE);
        called(COMING.asUndo());
        assertThat(found()).isEmpty();
    }

    @Test
    void who_is_called_again_has_made_his_amends_and_it_is_recorded_that_he_has() {
        called(COMING);
        recorded(Recorded.Verdict.VETO, Recorded.Source.DEADLINE);
        called(COMING.asUndo());
        called(COMING);
        recorded(Recorded.Verdict.OK, Recorded.Source.HANDLER);
        assertThat(found()).singleElement().asString().contains("P8", "called, but not in the history", "UNDO");
    }

    @Test
    void an_undo_of_what_was_accepted_in_time_is_always_recorded() {
        called(COMING);
        recorded(Recorded.Verdict.OK, Recorded.Source.HANDLER);
        called(COMING.asUndo());
        assertThat(found()).singleElement().asString().contains("P8", "called, but not in the history", "UNDO");
    }

    @Test
    void a_call_that_is_no_undo_is_always_recorded() {
        called(COMING);
        assertThat(found()).singleElement().asString().contains("P8", "called, but not in the history");
    }

    private void called(Visit<String> visit) {
        Verdict unused = log.begin(who, visit).answered(Verdict.ok());
    }

    private void recorded(Recorded.Verdict verdict, Recorded.Source source) {
        entries.add(new Entry.Visited(new Turn(7, 0, "s1", "COMING", verdict, source, 1, 2, "")));
    }

    /** As if the chain itself had published it: nobody is to have its receipt. */
    private List<Disagreement> found() {
        Comparison comparison = new Comparison(log);
        entries.add(0, published());
        entries.add(new Entry.Ended(7, Recorded.Outcome.COMPLETED, ""));
        for (int line = 1; line <= entries.size(); line++) {
            Stamp stamp = new Stamp(line, "n1", line, "modules");
            comparison.accept(new PlacedLine(new Place("run.jsonl", line), new Line(stamp, entries.get(line - 1))));
        }
        return comparison.finish().finish(Map.of("modules", 1));
    }

    private static Entry published() {
        return new Entry.Published(7, "vfat", "COMING", Recorded.Direction.DESCENDING, Recorded.Cause.PUBLISH);
    }
}
