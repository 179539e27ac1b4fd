package io.chainbus.node.cli;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.Subcommand;
import io.chainbus.node.growth.Costs;
import io.chainbus.node.growth.Estimate;
import io.chainbus.node.growth.Growth;
import io.chainbus.node.growth.GrowthText;
import io.chainbus.node.growth.Machine;
import io.chainbus.node.growth.Tuning;
import io.chainbus.node.growth.Workload;
import io.chainbus.node.settings.NodeConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus cluster plan}: what a cluster of a size would come to, and what would break first. */
@Command(
        name = "plan",
        description =
                "Calculates what a cluster of a size would come to, and what would be beyond its limit first. Starts nothing:"
                        + " it goes by a node's settings, and by costs that were measured on a small cluster.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is beyond its limit", "1:something is", "2:the call or the configuration is wrong"},
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus cluster plan --nodes 5 --chains 500",
            "  chainbus cluster plan --nodes 1000 --chains 100000 --config node.conf"
        })
final class ClusterPlanCommand implements Subcommand {

    private static final List<String> COUNTS = List.of(
            "--nodes",
            "--chains",
            "--subscribers",
            "--opened",
            "--together",
            "--cores",
            "--heap",
            "--network",
            "--connections",
            "--rows");

    /** As packaging/chainbus-node.service has it. */
    private static final int FILES = 65_536;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--nodes", paramLabel = "N", required = true, description = "Nodes of the cluster.")
    private int nodes;

    @Option(names = "--chains", paramLabel = "N", required = true, description = "Chains in all.")
    private int chains;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Subscribers of each chain (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--opened",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Nodes that have each chain open, since they subscribe or publish (default: ${DEFAULT-VALUE}; at the"
                            + " most all).")
    private int opened;

    @Option(
            names = "--walks",
            paramLabel = "RATE",
            defaultValue = "0.1",
            description = "Walks a second and chain (default: ${DEFAULT-VALUE}).")
    private double walks;

    @Option(
            names = "--together",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Walks that travel in one train, on the average (default: ${DEFAULT-VALUE}, as on quiet chains).")
    private int together;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of a node (default: ${DEFAULT-VALUE}).")
    private int cores;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "2048",
            description = "Of a node, in megabytes (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(
            names = "--network",
            paramLabel = "MB",
            defaultValue = "100",
            description = "Megabytes a second, in or out of a node (default: ${DEFAULT-VALUE}).")
    private int network;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "100",
            description = "That the database lets in (default: ${DEFAULT-VALUE}, PostgreSQL's own).")
    private int connections;

    @Option(
            names = "--rows",
            paramLabel = "RATE",
            defaultValue = "20000",
            description = "Rows a second that the database makes durable (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The nodes' settings, where they are not the defaults: see chainbus node --help.")
    private @Nullable Path config;

    @Override
    public ExitStatus run() {
        COUNTS.forEach(this::refuseIfNone);
        if (nodes > Growth.MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine(), "expected at the most " + Growth.MOST_NODES + " nodes, found '" + nodes + "'");
        }
        if (!(walks >= 0 && walks <= 1e9)) {
            throw new ParameterException(spec.commandLine(), "expected a rate for --walks, found '" + walks + "'");
        }
        NodeConfiguration node = NodeConfiguration.of(Map.of(), System.getenv(), config);
        Tuning tuning = Tuning.of(node.config(), node.settings().journal() != null);
        Workload work = new Workload(nodes, chains, subscribers, opened, walks, together);
        Machine machine = new Machine(cores, heap * 1_000_000L, network * 1_000_000L, FILES, connections, rows);
        List<Estimate> all = Growth.of(work, machine, tuning, Costs.MEASURED);
        GrowthText.lines(work, all, Growth.mostThatHolds(work, machine, tuning, Costs.MEASURED))
                .forEach(spec.commandLine().getOut()::println);
        return Growth.first(all).share() <= 1 ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }

    private void refuseIfNone(String option) {
        int value = spec.findOption(option).getValue();
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "expected a number from 1 for " + option + ", found '" + value + "'");
        }
    }
}
