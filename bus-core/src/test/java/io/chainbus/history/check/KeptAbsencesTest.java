package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What histories say of those who are durable, go away and come back, and breaks nothing. */
class KeptAbsencesTest {

    private static void clean(Scribe history) {
        assertThat(history.check().shown()).isEmpty();
    }

    @Test
    void a_durable_subscriber_that_comes_back_has_kept_its_place_and_its_holds() {
        Scribe history = Scribe.abc()
                .registered("d", 5, Trait.DURABLE)
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c", "d")
                .completed(1);
        history.write(new Entry.Registered(
                "d", 5, history.version(), Recorded.Anchor.NONE, List.of(), List.of(), Set.of(Trait.DURABLE)));
        clean(history.begin(2, "net", "GOING").visited(2, "d", "c", "b", "a").completed(2));
    }

    @Test
    void while_somebody_durable_is_away_its_policy_answers_and_its_place_and_holds_are_kept() {
        clean(Scribe.abc()
                .registered("d", 5, Trait.DURABLE)
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c", "d")
                .completed(1)
                .begin(2, "usb", "COMING")
                .visited(2, "a", "b", "c", "d")
                .completed(2)
                .away("d")
                .begin(3, "net", "GOING")
                .answered(3, "d", Verdict.FAILED)
                .visited(3, "c", "b", "a")
                .completed(3)
                .begin(4, "ext4", "COMING")
                .visited(4, "a", "b", "c")
                .answered(4, "d", Verdict.DONE)
                .completed(4)
                .resumed("d")
                .begin(5, "usb", "GOING")
                .visited(5, "d", "c", "b", "a")
                .completed(5)
                .begin(6, "ext4", "GOING")
                .visited(6, "c", "b", "a")
                .completed(6));
    }

    @Test
    void a_policy_may_accept_for_somebody_who_is_away_and_its_end_ends_its_holds() {
        clean(Scribe.abc()
                .registered("d", 5, Trait.DURABLE)
                .away("d", Recorded.Absence.LEFT)
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c")
                .answered(1, "d", Verdict.OK)
                .completed(1)
                .unregistered("d", Recorded.Absence.LEFT)
                .begin(2, "net", "GOING")
                .visited(2, "c", "b", "a")
                .completed(2));
    }

    @Test
    void somebody_who_comes_back_with_replay_is_told_what_it_does_not_hold() {
        clean(Scribe.abc()
                .registered("d", 5, Trait.DURABLE)
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c", "d")
                .completed(1)
                .away("d")
                .begin(2, "usb", "COMING")
                .visited(2, "a", "b", "c")
                .answered(2, "d", Verdict.DONE)
                .completed(2)
                .published(3, "usb", "COMING", Cause.REPLAY)
                .started(3)
                .visited(3, "d")
                .completed(3)
                .resumed("d", true)
                .begin(4, "usb", "GOING")
                .visited(4, "d", "c", "b", "a")
                .completed(4));
    }

    @Test
    void what_somebody_accepts_who_comes_back_it_holds_though_it_dies_before_it_has_been_told_all() {
        clean(Scribe.abc()
                .registered("d", 5, Trait.DURABLE)
                .away("d")
                .begin(1, "usb", "COMING")
                .visited(1, "a", "b", "c")
                .answered(1, "d", Verdict.DONE)
                .completed(1)
                .published(2, "usb", "COMING", Cause.REPLAY)
                .started(2)
                .visited(2, "d")
                .completed(2)
                .write(new Entry.SubscriberRefused("d", "was gone"))
                .begin(3, "usb", "GOING")
                .answered(3, "d", Verdict.OK)
                .visited(3, "c", "b", "a")
                .completed(3)
                .unregistered("d", Recorded.Absence.DIED));
    }
}
