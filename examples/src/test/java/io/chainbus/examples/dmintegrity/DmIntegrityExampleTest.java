package io.chainbus.examples.dmintegrity;

import static io.chainbus.verdict.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.examples.Answer;
import io.chainbus.examples.Told;
import io.chainbus.explain.Explanation;
import io.chainbus.explain.Place;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DmIntegrityExampleTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void the_target_is_visited_between_md_and_the_hardware_while_it_is_resumed_and_only_then() {
        Storage storage = start("comes and goes");
        assertThat(visited(storage)).containsExactly("md", "nvme");
        storage.target().resume();
        assertThat(visited(storage)).containsExactly("md", "dm-integrity", "nvme");
        Answer.of(storage.target().suspend());
        assertThat(visited(storage)).containsExactly("md", "nvme");
        storage.target().resume();
        assertThat(visited(storage)).containsExactly("md", "dm-integrity", "nvme");
    }

    @Test
    void dirty_regions_are_flushed_before_the_hardware_goes_and_writes_are_synchronous_from_then_on() {
        Storage storage = start("dirty");
        IntegrityTarget target = storage.target();
        target.write();
        target.write();
        Receipt<String> without = Answer.of(storage.restart());
        assertThat(without.failures())
                .extracting(VisitRecord::subscriber, VisitRecord::reason)
                .containsExactly(tuple("nvme", "switched off with 2 dirty regions"));
        target.resume();
        Receipt<String> with = Answer.of(storage.restart());
        assertThat(with.visits()).extracting(VisitRecord::result).containsExactly(OK, OK, OK);
        target.write();
        assertThat(target.dirtyRegions()).isZero();
        Answer.of(target.suspend());
        target.resume();
        target.write();
        assertThat(target.dirtyRegions()).isOne();
    }

    @Test
    void who_leaves_while_a_walk_is_under_way_is_skipped_and_need_not_wait_for_its_end() {
        HeldMd md = new HeldMd();
        Storage storage = Storage.start(KIT.system(), "leaves in the middle", md);
        storage.target().resume();
        CompletableFuture<Receipt<String>> restart = storage.restart().toCompletableFuture();
        Answer.of(md.begun());
        assertThat(Answer.of(storage.target().suspend()))
                .isEqualTo(new ChainProtocol.Unregistered("dm-integrity", false));
        assertThat(restart).isNotDone();
        md.letGo();
        assertThat(restart.join().visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("md", Result.OK), tuple("nvme", Result.OK));
        assertThat(restart.join().skipped()).containsExactly(Map.entry("dm-integrity", Skip.LEFT));
    }

    @Test
    void tearing_down_walks_forwards_since_the_phase_says_so_and_backwards_if_it_did() {
        Storage storage = start("direction");
        storage.target().resume();
        assertThat(places(storage.explain())).containsExactly("md", "dm-integrity", "nvme");
        assertThat(places(storage.explain(Phase.notification("SYS_RESTART", Direction.ASCENDING))))
                .containsExactly("nvme", "dm-integrity", "md");
    }

    @Test
    void the_account_shows_who_was_skipped_and_both_directions() throws Exception {
        assertThat(Told.by(new DmIntegrityExample(), KIT.system()))
                .containsSubsequence(
                        "2  dm-integrity  SYS_RESTART  ok",
                        "-  dm-integrity  SYS_RESTART  skipped: left",
                        "2  dm-integrity  priority 2147483646",
                        "3      1  md            priority 2147483647");
    }

    private static Storage start(String name) {
        CompletionStage<Verdict> quiet = CompletableFuture.completedFuture(Verdict.ok());
        return Storage.start(KIT.system(), name, visit -> quiet);
    }

    private static List<String> visited(Storage storage) {
        return Answer.of(storage.restart()).visits().stream()
                .map(VisitRecord::subscriber)
                .toList();
    }

    private static List<String> places(Explanation explanation) {
        return explanation.visited().stream().map(Place::subscriber).toList();
    }
}
