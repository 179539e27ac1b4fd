package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Places;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptTest {

    private final Lineup abc = Lineup.of("a", "b", "c");

    private static List<String> subscribers(List<VisitRecord> visits) {
        return visits.stream().map(VisitRecord::subscriber).toList();
    }

    @Test
    void tells_what_was_published() {
        Receipt<String> receipt =
                Traveller.with(ModulePhase.COMING, abc).ok().stop().receipt();

        assertThat(receipt.walk()).isEqualTo(7);
        assertThat(receipt.key()).isEqualTo("k");
        assertThat(receipt.payload()).isEqualTo("payload of k");
        assertThat(receipt.phase()).isEqualTo(ModulePhase.COMING);
        assertThat(receipt.outcome()).isEqualTo(new Outcome.Stopped("b"));
        assertThat(receipt).hasToString("COMING of k: Stopped[by=b]");
    }

    @Test
    void success_is_to_have_completed_or_to_have_been_stopped() {
        Traveller completed = Traveller.with(ModulePhase.COMING, abc).ok().ok().ok();
        Traveller stopped = Traveller.with(ModulePhase.COMING, abc).stop();
        Traveller vetoed = Traveller.with(ModulePhase.COMING, abc).veto();

        assertThat(completed.receipt().success()).isTrue();
        assertThat(stopped.receipt().success()).isTrue();
        assertThat(vetoed.receipt().success()).isFalse();
        assertThat(completed.receipt().veto()).isEmpty();
        assertThat(stopped.receipt().veto()).isEmpty();
        assertThat(vetoed.receipt().veto()).contains(new Verdict.Refusal("a refuses"));
    }

    @Test
    void lists_the_visits_of_a_descending_walk_in_their_order() {
        Receipt<String> receipt = Traveller.with(ModulePhase.COMING, abc)
                .ok()
                .done()
                .answer(Verdict.stop(), Source.THROW)
                .receipt();

        assertThat(receipt.visits())
                .containsExactly(
                        visit("a", Verdict.ok(), Result.OK, Source.HANDLER),
                        visit("b", Verdict.done(), Result.DONE, Source.HANDLER),
                        visit("c", Verdict.stop(), Result.STOP, Source.THROW));
        assertThat(receipt.undone()).isEmpty();
        assertThat(receipt.failures()).isEmpty();
        assertThat(receipt.skipped()).isEmpty();
    }

    private static VisitRecord visit(String subscriber, Verdict verdict, Result result, Source source) {
        return new VisitRecord(subscriber, ModulePhase.COMING, Cause.FORWARD, verdict, result, source, Timing.off());
    }

    @Test
    void lists_the_visits_of_an_ascending_walk_in_their_order() {
        Receipt<String> receipt =
                Traveller.with(ModulePhase.GOING, abc).ok().stop().veto().receipt();

        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result, VisitRecord::reason)
                .containsExactly(
                        tuple("c", Result.OK, ""), tuple("b", Result.OK, ""), tuple("a", Result.FAILED, "a refuses"));
        assertThat(subscribers(receipt.failures())).containsExactly("a");
    }

    @Test
    void counts_the_visits_of_the_undo_too() {
        Receipt<String> vetoed = Traveller.with(ModulePhase.COMING, abc)
                .ok()
                .ok()
                .veto()
                .ok()
                .ok()
                .receipt();

        assertThat(vetoed.visitCount())
                .isEqualTo(vetoed.visits().size() + vetoed.undone().size())
                .isEqualTo(5);
        assertThat(Traveller.with(ModulePhase.LIVE, abc).ok().stop().receipt().visitCount())
                .isEqualTo(2);
        assertThat(Receipt.refusedAtOnce("k", ModulePhase.COMING, "k", new PublishRefusal.Closing("c"))
                        .visitCount())
                .isZero();
    }

    @Test
    void lists_only_whom_the_walk_got_to() {
        assertThat(subscribers(Traveller.with(ModulePhase.LIVE, abc)
                        .ok()
                        .stop()
                        .receipt()
                        .visits()))
                .containsExactly("a", "b");
    }

    @Test
    void lists_the_undo_apart_and_in_reverse() {
        Receipt<String> receipt = Traveller.with(ModulePhase.COMING, abc)
                .ok()
                .ok()
                .veto()
                .answer(Verdict.veto("cannot"), Source.DEATH)
                .stop()
                .receipt();

        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("a", Result.OK), tuple("b", Result.OK), tuple("c", Result.VETO));
        assertThat(receipt.undone())
                .containsExactly(
                        undo("b", Verdict.veto("cannot"), Result.FAILED, Source.DEATH),
                        undo("a", Verdict.stop(), Result.OK, Source.HANDLER));
        assertThat(receipt.failures())
                .extracting(VisitRecord::subscriber, VisitRecord::cause, VisitRecord::reason)
                .containsExactly(tuple("b", Cause.UNDO, "cannot"));
    }

    private static VisitRecord undo(String subscriber, Verdict verdict, Result result, Source source) {
        return new VisitRecord(subscriber, ModulePhase.GOING, Cause.UNDO, verdict, result, source, Timing.off());
    }

    @Test
    void lists_failures_on_the_way_out_before_those_of_the_undo() {
        Lineup observed = Lineup.of("a").observe("o").join("b");
        Receipt<String> receipt = Traveller.with(ModulePhase.COMING, observed)
                .ok()
                .veto()
                .veto()
                .veto()
                .receipt();

        assertThat(receipt.failures())
                .extracting(VisitRecord::subscriber, VisitRecord::cause)
                .containsExactly(tuple("o", Cause.FORWARD), tuple("a", Cause.UNDO));
    }

    @ParameterizedTest
    @EnumSource(names = {"FORWARD", "REPLAY", "TEARDOWN"})
    void gives_the_cause_of_the_publish(Cause cause) {
        Publication<String> publication = new Published<>(1, "k", "p", ModulePhase.COMING, cause, receipt -> {});
        Walk<String> walk = new Walk<>(publication, "chain", abc.places("b"));
        walk.visited(abc.place("b"), Verdict.ok(), Source.HANDLER);
        walk.exhausted();

        assertThat(walk.receipt().visits()).extracting(VisitRecord::cause).containsExactly(cause);
    }

    @Test
    void names_who_was_passed_by_in_the_order_of_passing() {
        Lineup abcd = Lineup.of("a", "b", "c", "d");
        Receipt<String> receipt = Traveller.with(ModulePhase.COMING, abcd)
                .ok()
                .ok()
                .skip(Skip.LEFT)
                .veto()
                .skip(Skip.DIED)
                .skip(Skip.LEFT)
                .receipt();

        assertThat(receipt.skipped().entrySet())
                .containsExactly(entry("c", Skip.LEFT), entry("b", Skip.DIED), entry("a", Skip.LEFT));
        assertThat(subscribers(receipt.visits())).containsExactly("a", "b", "d");
    }

    @Test
    void names_who_was_passed_by_on_an_ascending_walk_in_the_order_of_passing() {
        Receipt<String> receipt = Traveller.with(ModulePhase.GOING, abc)
                .skip(Skip.DIED)
                .ok()
                .skip(Skip.LEFT)
                .receipt();

        assertThat(receipt.skipped().entrySet()).containsExactly(entry("c", Skip.DIED), entry("a", Skip.LEFT));
    }

    @Test
    void tells_times_where_they_were_taken_for_the_visit_and_for_its_undo() {
        Walk<String> walk = Traveller.walk(1, "k", ModulePhase.COMING, Places.all(abc.route()));
        walk.timed(0, 100, 130);
        walk.visited(0, Verdict.ok(), Source.HANDLER);
        walk.timed(1, 200, 205);
        walk.visited(1, Verdict.veto("no"), Source.HANDLER);
        walk.timed(0, 300, 307);
        walk.visited(0, Verdict.ok(), Source.HANDLER);
        walk.exhausted();

        assertThat(walk.receipt().visits())
                .extracting(VisitRecord::timing)
                .containsExactly(Timing.of(100, 130), Timing.of(200, 205));
        assertThat(walk.receipt().undone()).extracting(VisitRecord::timing).containsExactly(Timing.of(300, 307));
    }

    @Test
    void a_publish_that_was_refused_has_no_visits() {
        Publication<String> publication =
                new Published<>(9, "k", "p", ModulePhase.COMING, Cause.FORWARD, receipt -> {});
        PublishRefusal refusal = new PublishRefusal.AlreadyUp("k", ModulePhase.COMING);
        Receipt<String> receipt = Receipt.refused(publication, refusal);

        assertThat(receipt.walk()).isEqualTo(9);
        assertThat(receipt.outcome()).isEqualTo(new Outcome.Refused(refusal));
        assertThat(receipt.success()).isFalse();
        assertThat(receipt.veto()).isEmpty();
        assertThat(receipt.visits()).isEmpty();
        assertThat(receipt.undone()).isEmpty();
        assertThat(receipt.failures()).isEmpty();
        assertThat(receipt.skipped()).isEmpty();
    }

    @Test
    void lists_cannot_be_changed() {
        Receipt<String> receipt = Traveller.with(ModulePhase.COMING, abc).veto().receipt();

        assertThatThrownBy(() -> receipt.visits().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> receipt.failures().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
