package io.chainbus.cli;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top of the command line, and which commands are below it. */
@Command(
        name = "chainbus",
        description = "A priority-ordered, reversible event bus: what came up in one order goes down in exactly the"
                + " opposite order.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:what was checked does not hold",
            "2:the call or the input is wrong",
            "3:a bug in this program (CHAINBUS_DEBUG=1 shows where)"
        },
        footerHeading = "%n",
        footer = {
            "CHAINBUS_JAVA_OPTS is passed to the JVM, e.g. -Xmx256m.",
            "Each command has its own help with an example: chainbus COMMAND --help"
        },
        versionProvider = Version.class)
@SuppressWarnings("unused") // picocli reads the options' fields
final class Commands implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private Commands() {}

    /** The whole command line: this module's commands in the order of the help, then those of other modules by name. */
    static CommandLine commandLine() {
        return commandLine(
                Stream.concat(ownCommands().stream(), commandsOfOthers()).toList());
    }

    static CommandLine commandLine(List<Subcommand> subcommands) {
        var commandLine = new CommandLine(new Commands());
        for (Subcommand subcommand : subcommands) {
            var below = new CommandLine(subcommand);
            subcommand.below().forEach(below::addSubcommand);
            commandLine.addSubcommand(below);
        }
        return commandLine.setUsageHelpWidth(100);
    }

    private static List<Subcommand> ownCommands() {
        return List.of(
                new DemoCommand(), new KernelCommand(), new CheckCommand(), new ExplainCommand(), new ExampleCommand());
    }

    private static Stream<Subcommand> commandsOfOthers() {
        return ServiceLoader.load(Subcommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(
                        subcommand -> CommandSpec.forAnnotatedObject(subcommand).name()));
    }

    /** Without a command there is nothing to do, which is never what was meant. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }
}
