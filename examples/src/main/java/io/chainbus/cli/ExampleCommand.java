package io.chainbus.cli;

import io.chainbus.examples.Example;
import io.chainbus.examples.acpi.AcpiExample;
import io.chainbus.examples.clk.ClkExample;
import io.chainbus.examples.cpufreq.CpufreqExample;
import io.chainbus.examples.dmintegrity.DmIntegrityExample;
import io.chainbus.examples.kdb.KdbExample;
import io.chainbus.examples.md.MdExample;
import io.chainbus.examples.nexthop.NexthopExample;
import io.chainbus.examples.stream.StreamExample;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chainbus example}: lists the embedding examples; each is a command below this one. */
@Command(
        name = "example",
        description = "Lists the embedding examples, or runs one.",
        synopsisSubcommandLabel = "[NAME]",
        commandListHeading = "%nExamples:%n",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example stream")
final class ExampleCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    /** All examples, in the order of the list. */
    private static List<Example> examples() {
        return List.of(
                new StreamExample(),
                new AcpiExample(),
                new MdExample(),
                new DmIntegrityExample(),
                new KdbExample(),
                new ClkExample(),
                new CpufreqExample(),
                new NexthopExample());
    }

    @Override
    public List<CommandSpec> below() {
        return examples().stream()
                .map(example -> CommandSpec.forAnnotatedObject(new Running(example)))
                .toList();
    }

    @Override
    public ExitStatus run() {
        PrintWriter out = spec.commandLine().getOut();
        for (CommandLine example : spec.subcommands().values()) {
            CommandSpec told = example.getCommandSpec();
            out.printf(
                    "%-12s %s%n",
                    told.name(), String.join(" ", told.usageMessage().description()));
        }
        return ExitStatus.DONE;
    }

    /** One example as a command: with the name, the description and the options that the example declares. */
    @Command
    private static final class Running implements Subcommand {

        @Mixin
        private final Example example;

        @Spec
        @SuppressWarnings("NullAway.Init") // injected by picocli
        private CommandSpec spec;

        Running(Example example) {
            this.example = example;
        }

        @Override
        public ExitStatus run() throws Exception {
            try (OwnSystem own = new OwnSystem()) {
                example.run(own.system(), spec.commandLine().getOut());
            }
            return ExitStatus.DONE;
        }
    }
}
