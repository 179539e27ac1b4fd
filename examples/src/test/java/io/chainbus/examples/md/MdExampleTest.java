package io.chainbus.examples.md;

import static io.chainbus.verdict.Result.DONE;
import static io.chainbus.verdict.Result.FAILED;
import static io.chainbus.verdict.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.examples.Answer;
import io.chainbus.examples.Told;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Timing;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MdExampleTest {

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final CompletionStage<?> SETTLED = CompletableFuture.completedFuture("settled");

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void arrays_are_quiet_before_the_disk_s_driver_is_visited() {
        List<MdArray> arrays = List.of(MdArray.running("md0"), MdArray.inactive("md127"));
        Receipt<String> receipt =
                Answer.of(start("quiet", arrays, () -> SETTLED).restart());
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("md", OK), tuple("nvme", OK));
        assertThat(arrays).noneMatch(MdArray::writing);
    }

    @Test
    void a_busy_array_is_skipped_and_both_md_and_the_driver_say_so() {
        MdArray busy = MdArray.running("md1");
        busy.beginChange();
        List<MdArray> arrays = List.of(MdArray.running("md0"), busy, MdArray.running("md2"));
        Receipt<String> receipt = Answer.of(start("busy", arrays, () -> SETTLED).restart());
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result, VisitRecord::reason)
                .containsExactly(
                        tuple("md", FAILED, "md1 is being changed, and was skipped"),
                        tuple("nvme", FAILED, "switched off while md1 was being written to"));
        assertThat(arrays).filteredOn(MdArray::writing).containsExactly(busy);
        busy.endChange();
        assertThat(busy.tryToQuiesce()).isTrue();
        assertThat(busy.writing()).isFalse();
    }

    @Test
    void without_arrays_nothing_is_waited_for() {
        Supplier<CompletionStage<?>> never = CompletableFuture::new;
        Receipt<String> receipt =
                Answer.of(start("nothing to wait for", List.of(), never).restart());
        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("md", DONE), tuple("nvme", OK));
    }

    /** The busy one alone too, as in the kernel: it may have been written to a moment ago. */
    @Test
    void whoever_comes_after_md_waits_until_the_disks_have_settled_and_the_receipt_shows_how_long() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> settled = new CompletableFuture<>();
        MdArray busy = MdArray.running("md1");
        busy.beginChange();
        CompletableFuture<Receipt<String>> restart = start("settling", List.of(busy), () -> {
                    begun.complete(null);
                    return settled;
                })
                .restart()
                .toCompletableFuture();
        begun.join();
        assertThat(restart).isNotDone();
        long waiting = System.nanoTime();
        long over = System.nanoTime();
        settled.complete(null);
        List<VisitRecord> visits = restart.join().visits();
        Timing.Span md = span(visits.get(0));
        Timing.Span nvme = span(visits.get(1));
        // All on the same monotonic clock, so this holds however fast or slow the machine is.
        assertThat(md.from()).isLessThanOrEqualTo(waiting);
        assertThat(md.to()).isGreaterThanOrEqualTo(over);
        assertThat(nvme.from()).isGreaterThanOrEqualTo(md.to());
    }

    @Test
    void the_account_tells_the_delay_and_who_was_skipped() throws Exception {
        List<String> account = Told.by(new MdExample(), KIT.system(), "--delay", "5");
        assertThat(account)
                .anyMatch(line -> line.matches("1 {2}md {4}SYS_RESTART {2}ok \\(([5-9]|\\d{2,}) ms\\)"))
                .anyMatch(line -> line.matches(
                        "1 {2}md {4}SYS_RESTART {2}failed: md1 is being changed, and was skipped \\(\\d+ ms\\)"))
                .containsSubsequence("md0 is quiet", "md127 is quiet", "md0 is quiet", "md1 is still being written to");
    }

    private static Timing.Span span(VisitRecord visit) {
        return (Timing.Span) visit.timing();
    }

    private static Machine start(String name, List<MdArray> arrays, Supplier<? extends CompletionStage<?>> settling) {
        return Machine.start(KIT.system(), name, arrays, settling, Duration.ofMinutes(1));
    }
}
