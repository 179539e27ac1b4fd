package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.console.Console;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.selftest.SelfTestModules;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModules;
import io.chainbus.recording.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainbus kernel}: a kernel's console. */
@Command(
        name = "kernel",
        description = "Runs commands on a model of the kernel's module loader, ftrace and livepatch, and prints what a"
                + " kernel would.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus kernel script.txt, where script.txt has the lines",
            "    modprobe test_klp_callbacks_demo",
            "    modprobe test_klp_callbacks_mod",
            "    echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled",
            "    rmmod test_klp_callbacks_demo",
            "    lsmod"
        })
final class KernelCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private TreeOption tree = new TreeOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "SCRIPT",
            description = "Commands, one a line; '#' begins a comment (default: standard input).")
    private @Nullable Path script;

    @Override
    public ExitStatus run() throws IOException {
        ModuleTree modules = tree.read();
        Path given = script;
        if (given == null) {
            InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
            return run(modules, new BufferedReader(in).lines().iterator());
        }
        return run(modules, linesOf(given));
    }

    private static Iterator<String> linesOf(Path script) {
        try {
            return Files.readAllLines(script).iterator();
        } catch (IOException unreadable) {
            throw InputRefused.unusable(script, unreadable);
        }
    }

    private ExitStatus run(ModuleTree modules, Iterator<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        KernelLog log = out::println;
        try (OwnSystem own = new OwnSystem()) {
            Kernel kernel = Kernel.start(
                            own.system(), TreeModules.catalog(modules), SelfTestModules::of, log, Recorder.off())
                    .toCompletableFuture()
                    .join();
            Console console = new Console(kernel, log);
            ExitStatus status = ExitStatus.DONE;
            while (lines.hasNext()) {
                if (!console.run(lines.next())) {
                    status = ExitStatus.DOES_NOT_HOLD;
                }
            }
            return status;
        }
    }
}
