package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.ExtendedActorSystem;
import akka.serialization.JSerializer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.journal.NoJournal;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payload that one node cannot read: its subscribers' policies answer there, and its history says so. */
class UnreadablePayloadTest {

    /** What is published. */
    record Secret(String key) {}

    private static final Config SERIALIZED =
            ConfigFactory.parseString("""
            akka.actor.serializers.secret = "%s"
            akka.actor.serialization-bindings { "%s" = secret }
            """.formatted(OnlyOnSome.class.getName(), Secret.class.getName()));

    private static final ChainSpec<Secret> SECRETS =
            ChainSpec.named("secrets", Secret.class).keyedBy(Secret::key);

    /** Reads nothing on node b. */
    public static final class OnlyOnSome extends JSerializer {

        private final String node;

        public OnlyOnSome(ExtendedActorSystem system) {
            node = system.settings().config().getString("chainbus.cluster.node");
        }

        @Override
        public int identifier() {
            return 4711;
        }

        @Override
        public boolean includeManifest() {
            return false;
        }

        @Override
        public byte[] toBinary(Object secret) {
            return ((Secret) secret).key().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
            if (node.equals("b")) {
                throw new IllegalArgumentException("b knows no secrets");
            }
            return new Secret(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void its_subscribers_policies_answer_and_the_history_has_the_lines(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, NoJournal.class, SERIALIZED, "a", "b")) {
            join(cluster.node("a").chain(SECRETS), "first", 3);
            join(cluster.node("b").chain(SECRETS), "second", 2);
            join(cluster.node("b").chain(SECRETS), "third", 1);
            Chain<Secret> secrets = cluster.node("a").chain(SECRETS);
            Receipt<Secret> vetoed = get(secrets.publish(ModulePhase.COMING, new Secret("x")));
            assertThat(vetoed.outcome()).isInstanceOf(Outcome.Vetoed.class);
            assertThat(vetoed.visits())
                    .extracting(VisitRecord::subscriber, VisitRecord::source)
                    .containsExactly(tuple("first", Source.HANDLER), tuple("second", Source.THROW));
            assertThat(vetoed.undone()).extracting(VisitRecord::subscriber).containsExactly("first");
            Receipt<Secret> notified = get(secrets.publish(ModulePhase.LIVE, new Secret("x")));
            assertThat(notified.failures()).extracting(VisitRecord::subscriber).containsExactly("second", "third");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    private static void join(Chain<Secret> chain, String id, int priority) throws Exception {
        get(chain.register(Subscriber.<Secret>named(id).priority(priority).handler(visit -> Verdict.ok())))
                .orThrow();
    }
}
