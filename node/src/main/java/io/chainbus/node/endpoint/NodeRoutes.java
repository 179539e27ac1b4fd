package io.chainbus.node.endpoint;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.node.metrics.NodeMetrics;
import io.chainbus.node.status.NodeStatus;

/**
 * Chainbus's own endpoints, which Akka Management finds by its configuration ({@code akka.management.http.routes}). All
 * are read only:
 *
 * <pre>
 *   GET /metrics           all meters, in the text format of Prometheus
 *   GET /chainbus/status   the cluster and its chains as this node sees them, as JSON
 * </pre>
 */
public final class NodeRoutes extends AllDirectives implements ManagementRouteProvider {

    /** The format that {@link NodeMetrics#scrape} writes. */
    private static final ContentType.NonBinary PROMETHEUS =
            (ContentType.NonBinary) ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

    private final ActorSystem<Void> system;
    private final ObjectMapper json = new ObjectMapper();

    /** Called by Akka Management. */
    public NodeRoutes(ExtendedActorSystem system) {
        this.system = Adapter.toTyped(system);
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return get(() ->
                concat(path("metrics", this::metrics), pathPrefix("chainbus", () -> path("status", this::status))));
    }

    private Route metrics() {
        return complete(HttpResponse.create()
                .withEntity(
                        HttpEntities.create(PROMETHEUS, NodeMetrics.get(system).scrape())));
    }

    private Route status() {
        return onSuccess(
                NodeStatus.of(system),
                status -> complete(HttpResponse.create()
                        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, text(status)))));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
