package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal cannot write for a while. */
class JournalBehindTest {

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    @Test
    void what_was_accepted_waits_and_what_is_new_is_refused_until_the_journal_goes_on(@TempDir Path folder)
            throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a")) {
            Chain<String> chain = cluster.node("a").chain(ChainSpec.named("modules", String.class));
            get(chain.register(Subscriber.<String>named("one").handler(visit -> Verdict.ok())))
                    .orThrow();

            SharedJournal.hold();
            CompletionStage<Receipt<String>> waits = chain.publish(ModulePhase.COMING, "ext4");
            List<CompletableFuture<Receipt<String>>> others = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                others.add(chain.publish(ModulePhase.LIVE, "nfs").toCompletableFuture());
                return others.stream().anyMatch(other -> other.isDone() && isRefused(other.join()));
            });
            assertThat(waits.toCompletableFuture()).isNotDone();

            SharedJournal.release();
            assertThat(get(waits).outcome()).isInstanceOf(Outcome.Completed.class);
            assertThat(get(chain.publish(ModulePhase.GOING, "ext4")).outcome()).isInstanceOf(Outcome.Completed.class);
        }
    }

    private static boolean isRefused(Receipt<String> receipt) {
        return receipt.outcome() instanceof Outcome.Refused refused
                && refused.refusal() instanceof PublishRefusal.JournalBehind;
    }
}
