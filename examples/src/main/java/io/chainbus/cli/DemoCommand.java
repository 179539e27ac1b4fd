package io.chainbus.cli;

import io.chainbus.kernel.demo.Demo;
import io.chainbus.kernel.demo.DemoReport;
import io.chainbus.kernel.demo.DemoSettings;
import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chainbus demo}: the main job. */
@Command(
        name = "demo",
        description =
                "Loads a whole kernel's modules with ftrace, livepatch and others on the module chain, unloads them in"
                        + " reverse, and checks the recorded history against the promises.",
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus demo",
            "  chainbus demo --modules /lib/modules/$(uname -r)/modules.dep --history demo.jsonl --seed 7"
        })
final class DemoCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private TreeOption tree = new TreeOption();

    @Option(
            names = "--boot",
            paramLabel = "FILE",
            description = "The modules to load first, one a line (default: a virtual machine's, as far as the tree has"
                    + " them).")
    private @Nullable Path boot;

    @Option(names = "--history", paramLabel = "FILE", description = "Keep the recorded history in this file.")
    private @Nullable Path history;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which modules are refused, and by whom (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--loaders",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many loaders work at once (default: ${DEFAULT-VALUE}).")
    private int loaders;

    @Override
    public ExitStatus run() throws IOException {
        if (loaders < 1 || loaders > 1000) {
            throw new ParameterException(spec.commandLine(), "expected from 1 to 1000 for --loaders, found " + loaders);
        }
        ModuleTree modules = tree.read();
        Path bootFile = boot;
        BootList list = bootFile == null ? BootList.embedded(modules) : BootList.read(bootFile, modules);
        DemoSettings settings = new DemoSettings(modules, list, seed, loaders);
        try (OutputFile recorded = OutputFile.orTemporary(history);
                OutputFile figures = OutputFile.orTemporary(json)) {
            DemoReport report = run(settings, recorded);
            StringWriter json = new StringWriter();
            report.writeJson(json);
            figures.write(json.toString());
            recorded.keep();
            figures.keep();
            PrintWriter out = spec.commandLine().getOut();
            report.text().lines().forEach(out::println);
            return report.holds() ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private DemoReport run(DemoSettings settings, OutputFile recorded) {
        try (OwnSystem own = new OwnSystem();
                TerminalProgress progress = TerminalProgress.onStandardError()) {
            return Demo.run(own.system(), settings, recorded.path(), progress);
        } catch (IOException unusable) {
            throw recorded.unusable(unusable);
        }
    }
}
