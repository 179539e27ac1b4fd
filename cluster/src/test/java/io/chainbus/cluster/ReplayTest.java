package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.journal.NoJournal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joining with a replay over two nodes (P6). */
class ReplayTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    @Test
    void who_vetoes_a_replay_undoes_what_it_was_told_before_and_is_refused(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, NoJournal.class, "a", "b")) {
            for (String key : List.of("ext4", "jbd2", "crc16")) {
                get(cluster.node("a").chain(MODULES).publish(ModulePhase.COMING, key));
            }
            Queue<String> seen = new ConcurrentLinkedQueue<>();
            Chain<String> modules = cluster.node("b").chain(MODULES);
            Subscriber<String> late = Subscriber.<String>named("late").replay().handler(visit -> {
                seen.add(visit.cause() + " " + visit.phase().name() + " " + visit.key());
                return visit.key().equals("crc16") ? Verdict.veto("not that") : Verdict.ok();
            });
            ChainProtocol.RegisterReply reply = get(modules.register(late));
            assertThat(reply)
                    .isEqualTo(new ChainProtocol.RegistrationRefused(
                            new RegistrationRefusal.ReplayVetoed("late", "crc16", "COMING", "not that")));
            assertThat(seen)
                    .containsExactly(
                            "REPLAY COMING ext4",
                            "REPLAY COMING jbd2",
                            "REPLAY COMING crc16",
                            "UNDO GOING jbd2",
                            "UNDO GOING ext4");
            assertThat(get(modules.publish(ModulePhase.GOING, "ext4")).visits()).isEmpty();
            assertThat(cluster.check().shown()).isEmpty();
        }
    }
}
