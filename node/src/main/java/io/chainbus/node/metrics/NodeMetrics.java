package io.chainbus.node.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.chainbus.Chain;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The meters of a node: of its JVM, of the cluster as the node sees it, and of the chains. One instance an actor system;
 * thread-safe. Whoever embeds a node may add meters of its own to {@link #registry}.
 */
public final class NodeMetrics implements Extension {

    private static final Id ID = new Id();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private NodeMetrics(ActorSystem<?> system) {
        JvmGcMetrics collector = new JvmGcMetrics();
        List.of(
                        new JvmMemoryMetrics(),
                        collector,
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        ofCluster(Cluster.get(system));
        system.getWhenTerminated().thenRun(collector::close);
    }

    /** The system's own. */
    public static NodeMetrics get(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    private void ofCluster(Cluster cluster) {
        for (MemberStatus status :
                List.of(MemberStatus.joining(), MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting())) {
            Gauge.builder("chainbus.cluster.members", cluster, seen -> count(seen, status))
                    .description("Members of the cluster, as this node sees it")
                    .tag("status", status.toString().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "chainbus.cluster.unreachable",
                        cluster,
                        seen -> seen.state().getUnreachable().size())
                .description("Members that cannot be reached, as this node sees it")
                .register(registry);
    }

    private static double count(Cluster cluster, MemberStatus status) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(status))
                .count();
    }

    /** The chain, with what is published through it counted. To be called once for a chain. */
    public <T> Chain<T> metered(Chain<T> chain) {
        return new MeteredChain<>(chain, registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** All meters, in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    private static final class Id extends ExtensionId<NodeMetrics> {
        @Override
        public NodeMetrics createExtension(ActorSystem<?> system) {
            return new NodeMetrics(system);
        }
    }
}
