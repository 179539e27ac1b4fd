package io.chainbus.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.event.ModulePhase;
import io.chainbus.node.metrics.NodeMetrics;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeChainTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_published_on_a_node_s_chain_is_recorded_and_counted() throws Exception {
        Path history = folder.resolve("h.jsonl");
        try (TestNodes nodes = new TestNodes()) {
            Node node = nodes.first(Map.of("history", history.toString(), "name", "n1"));
            node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
            ChainSpec<String> spec = ChainSpec.named("modules", String.class);
            Chain<String> chain = node.chain(spec);
            assertThat(node.chain(spec)).isSameAs(chain);
            Subscriber<String> picky = Subscriber.<String>named("picky")
                    .handler(visit -> visit.key().equals("bad") ? Verdict.veto("no") : Verdict.ok());
            chain.register(picky).toCompletableFuture().get(30, TimeUnit.SECONDS);
            chain.publish(ModulePhase.COMING, "good").toCompletableFuture().get(30, TimeUnit.SECONDS);
            chain.publish(ModulePhase.COMING, "bad").toCompletableFuture().get(30, TimeUnit.SECONDS);

            // The receipt and the count of it are two things that happen.
            await().untilAsserted(() -> assertThat(
                            NodeMetrics.get(node.system()).scrape())
                    .contains("chainbus_visits_total{chain=\"modules\"} 2.0")
                    .contains("chainbus_walks_open{chain=\"modules\"} 0.0")
                    .contains("chainbus_walks_seconds_count{chain=\"modules\",outcome=\"done\",phase=\"COMING\"} 1")
                    .contains("chainbus_walks_seconds_count{chain=\"modules\",outcome=\"vetoed\",phase=\"COMING\"} 1"));
            node.leave();
            node.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(history))
                .contains("\"node\":\"n1\"")
                .contains("\"outcome\":\"completed\"")
                .contains("\"outcome\":\"vetoed\"");
    }
}
