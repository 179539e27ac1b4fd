package io.chainbus.node.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.event.ModulePhase;
import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import io.chainbus.node.status.ChainStatus;
import io.chainbus.node.status.NodeStatus;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeEndpointsTest {

    private static TestNodes nodes;
    private static Node node;

    @BeforeAll
    static void start_a_node() throws Exception {
        nodes = new TestNodes();
        node = nodes.first(Map.of());
        node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
        Chain<String> chain = node.chain(ChainSpec.named("modules", String.class));
        Subscriber<String> subscriber = Subscriber.<String>named("ftrace").handler(visit -> Verdict.ok());
        chain.register(subscriber).toCompletableFuture().get(30, TimeUnit.SECONDS);
        chain.publish(ModulePhase.COMING, "ext4").toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop_it() throws Exception {
        nodes.close();
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.management().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    @Test
    void a_node_that_is_up_is_alive_and_ready() throws Exception {
        assertThat(get("/alive").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void the_status_names_the_cluster_and_its_members() throws Exception {
        NodeStatus status = new ObjectMapper().readValue(get("/chainbus/status").body(), NodeStatus.class);
        assertThat(status)
                .isEqualTo(NodeStatus.of(node.system()).toCompletableFuture().get(30, TimeUnit.SECONDS));
        assertThat(status.chains())
                .containsExactly(new ChainStatus("modules", node.address().toString(), 1, 1, 0, true));
        assertThat(status.cluster()).isEqualTo("test");
        assertThat(status.isWhole()).isTrue();
    }

    @Test
    void metrics_are_in_the_format_of_prometheus() throws Exception {
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("chainbus_cluster_members{status=\"up\"} 1.0")
                .contains("jvm_memory_used_bytes{");
    }

    @Test
    void nothing_can_be_changed_and_nobody_on_the_network_is_answered() throws Exception {
        String member = "/cluster/members/" + node.address();
        assertThat(get("/cluster/members").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", member).statusCode()).isEqualTo(405);
        assertThat(InetAddress.getByName(node.management().getHost()).isLoopbackAddress())
                .isTrue();
    }
}
