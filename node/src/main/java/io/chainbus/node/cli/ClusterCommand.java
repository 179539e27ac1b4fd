package io.chainbus.node.cli;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.Subcommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus cluster}: what is about several nodes at once. */
@Command(
        name = "cluster",
        description =
                "Several nodes at once: a first try of three on this machine, what a running cluster says of itself,"
                        + " how much one does, and what a larger one would come to.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus cluster demo",
            "  chainbus cluster status --url http://127.0.0.1:8558",
            "  chainbus cluster bench --json bench.json",
            "  chainbus cluster plan --nodes 1000 --chains 100000"
        })
public final class ClusterCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    /** Made as a service. */
    public ClusterCommand() {}

    @Override
    public List<CommandSpec> below() {
        return List.of(
                CommandSpec.forAnnotatedObject(new ClusterDemoCommand()),
                CommandSpec.forAnnotatedObject(new ClusterStatusCommand()),
                CommandSpec.forAnnotatedObject(new ClusterBenchCommand()),
                CommandSpec.forAnnotatedObject(new ClusterPlanCommand()));
    }

    /** Without a command below there is nothing to do, which is never what was meant. */
    @Override
    public ExitStatus run() {
        throw new ParameterException(spec.commandLine(), "expected a command: demo, status, bench or plan");
    }
}
