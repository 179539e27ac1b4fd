package io.chainbus.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.Subcommand;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.node.status.NodeStatus;
import io.chainbus.node.status.StatusText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chainbus cluster status}: asks one node how the cluster is. */
@Command(
        name = "status",
        description = "Asks a node for the cluster's members and chains, as it sees them.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all members are up and can be reached",
            "1:some are not",
            "2:the call is wrong, or no node answers there"
        },
        footerHeading = "%nExample:%n",
        footer = {"  chainbus cluster status", "  chainbus cluster status --url http://127.0.0.1:8551 --json"})
final class ClusterStatusCommand implements Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8558",
            description = "The node's endpoints (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // it has a default
    private URI url;

    @Option(names = "--json", description = "Print what the node answers, as it is.")
    private boolean json;

    @Override
    public ExitStatus run() throws InterruptedException {
        String answer = ask();
        NodeStatus status = read(answer);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer);
        } else {
            StatusText.lines(status).forEach(out::println);
        }
        return status.isWhole() ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }

    private String ask() throws InterruptedException {
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/chainbus/status"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response.body();
            }
            throw refused("answers with HTTP status " + response.statusCode());
        } catch (IOException | IllegalArgumentException nobody) {
            String why = nobody.getMessage();
            throw refused("nobody answers" + (why == null ? "" : " (" + why + ")"));
        }
    }

    private NodeStatus read(String answer) {
        try {
            return new ObjectMapper().readValue(answer, NodeStatus.class);
        } catch (JsonProcessingException other) {
            throw refused("answers with something else than a status");
        }
    }

    private InputRefused refused(String found) {
        return new InputRefused(
                new Problem(url.toString(), Problem.WHOLE, "expected the endpoints of a node: " + found));
    }
}
