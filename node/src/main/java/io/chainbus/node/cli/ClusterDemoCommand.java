package io.chainbus.node.cli;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.Subcommand;
import io.chainbus.kernel.tree.ModuleTreeReader;
import io.chainbus.node.demo.ClusterDemo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus cluster demo}: the first try of several nodes. */
@Command(
        name = "demo",
        description =
                "Starts three nodes on this machine, loads and unloads a kernel's modules from all three, kills one"
                        + " node in the middle, and checks the merged history. Takes about a minute.",
        footerHeading = "%nExample:%n",
        footer = {"  chainbus cluster demo", "  chainbus cluster demo --keep run && chainbus check run/*.jsonl"})
final class ClusterDemoCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--modules",
            paramLabel = "FILE",
            description =
                    "A module tree: tab-separated with a header line, or depmod's modules.dep (default: Debian 12's"
                            + " 6.1 kernel for PCs, which comes along).")
    private @Nullable Path modules;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which modules are refused (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Keep the nodes' histories and logs in this folder, which is made.")
    private @Nullable Path keep;

    @Override
    public ExitStatus run() throws IOException, InterruptedException {
        Path tree = modules;
        var read = tree == null ? ModuleTreeReader.embedded() : ModuleTreeReader.read(tree);
        Path kept = keep;
        if (kept != null && Files.exists(kept)) {
            throw new ParameterException(
                    spec.commandLine(), "expected a folder to make for --keep, found that " + kept + " is there");
        }
        Path folder = kept == null ? Files.createTempDirectory("chainbus-cluster-") : Files.createDirectories(kept);
        Thread atExit = new Thread(() -> Folders.delete(folder), "demo-ends");
        if (kept == null) {
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        boolean holds;
        try {
            holds = ClusterDemo.run(read, seed, folder, (what, line) -> {
                out.printf("%-9s %s%n", what, line);
                out.flush();
            });
        } catch (TimeoutException late) {
            throw new IllegalStateException("a node did not do in a minute what takes seconds", late);
        }
        out.printf("%-9s %.1f s%n%n", "took", (System.nanoTime() - began) / 1e9);
        out.println(
                holds
                        ? "What came up in one order went down in exactly the opposite order, on three machines' worth"
                                + " of nodes, one of which died."
                        : "Not everything that is promised held.");
        return holds ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }
}
