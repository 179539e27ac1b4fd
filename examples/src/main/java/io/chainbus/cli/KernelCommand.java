package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.console.Comparison;
import io.chainbus.kernel.console.Comparison.Run;
import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.order.Order;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModules;
import io.chainbus.recording.HistoryFile;
import io.chainbus.recording.Recorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code chainbus kernel}: a kernel's console. */
@Command(
        name = "kernel",
        description = {
            "Runs commands on a model of the kernel's module loader, ftrace and livepatch, and prints what a kernel"
                    + " would. 'help' lists the commands.",
            "Time is virtual: 'sleep 10' takes none. A command waits until what it started has settled, unless it ends"
                    + " in '&'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainbus kernel script.txt, where script.txt has the lines",
            "    modprobe test_klp_callbacks_demo",
            "    modprobe test_klp_callbacks_mod",
            "    echo 0 > /sys/kernel/livepatch/test_klp_callbacks_demo/enabled",
            "    rmmod test_klp_callbacks_demo",
            "    lsmod",
            "  Notifier error injection: make livepatch refuse the next two modules with ENOMEM",
            "    echo 2 > /sys/kernel/debug/notifier-error-inject/modules/livepatch/actions/MODULE_STATE_COMING/times",
            "    echo -12 > /sys/kernel/debug/notifier-error-inject/modules/livepatch/actions/MODULE_STATE_COMING/error",
            "  The phases are MODULE_STATE_UNFORMED, _COMING, _LIVE and _GOING; 'times' is -1 for always; an 'error' of"
                    + " 0 ends it.",
            "  'modprobe module_notifier_error_inject priority=N' puts one more subscriber on the chain that can be"
                    + " made to fail.",
            "  Everything with examples: docs/kernel.md"
        })
final class KernelCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private TreeOption tree = new TreeOption();

    @Mixin
    private DefineOption define = new DefineOption();

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = OrderConverter.class,
            description = "How ftrace and livepatch hear of modules: fixed (the loader's side calls them by hand, as in"
                    + " the kernel), priority (a notifier chain: one number each, and every walk goes forward), reverse"
                    + " (chainbus; the default).")
    private Order order = Order.REVERSE;

    @Option(names = "--compare", description = "Run the script under each order, and show where they differ.")
    private boolean compare;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Keep the module chain's recorded history in this file ('chainbus check FILE' verifies it).")
    private @Nullable Path history;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCRIPT",
            description = "Commands, one a line; '#' begins a comment (default: standard input, with a prompt on a"
                    + " terminal).")
    private @Nullable Path script;

    @Override
    public ExitStatus run() throws IOException {
        if (compare && history != null) {
            throw new ParameterException(spec.commandLine(), "expected one of --compare and --history, found both");
        }
        ModuleTree read = tree.read();
        KernelModules modules = new KernelModules(TreeModules.catalog(read), define.read(read));
        return compare ? compare(modules) : run(modules);
    }

    private ExitStatus compare(KernelModules modules) {
        List<String> lines = new ArrayList<>();
        script().forEachRemaining(lines::add);
        lines.removeIf(line -> line.isBlank() || line.strip().startsWith("#"));
        List<Run> runs = Arrays.stream(Order.values())
                .map(each -> KernelConsole.run(modules, each, lines))
                .toList();
        new Comparison(runs).lines().forEach(spec.commandLine().getOut()::println);
        boolean holds = runs.stream()
                .filter(run -> run.order() == Order.REVERSE)
                .allMatch(run -> run.violations().isEmpty());
        return holds ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }

    private ExitStatus run(KernelModules modules) throws IOException {
        Path wanted = history;
        if (wanted == null) {
            return run(modules, Recorder.off());
        }
        try (OutputFile recorded = OutputFile.orTemporary(wanted)) {
            ExitStatus status;
            try (HistoryFile file = HistoryFile.create(recorded.path(), "kernel")) {
                status = run(modules, file.recorder(Kernel.CHAIN));
            } catch (IOException unusable) {
                throw recorded.unusable(unusable);
            }
            recorded.keep();
            return status;
        }
    }

    private ExitStatus run(KernelModules modules, Recorder recorder) throws IOException {
        if (script == null && KernelTerminal.isThere()) {
            return KernelTerminal.run(modules, order, recorder) ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
        Iterator<String> lines = script();
        PrintWriter out = spec.commandLine().getOut();
        try (KernelConsole kernel = new KernelConsole(modules, order, recorder, out::println)) {
            boolean done = kernel.run(lines);
            List<Violation> violations = kernel.kernel().ftrace().violations();
            if (!violations.isEmpty()) {
                out.flush();
                spec.commandLine().getErr().println(violated(violations));
            }
            return done && violations.isEmpty() ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private static String violated(List<Violation> violations) {
        return "chainbus kernel: order violations: " + violations.size() + "; the first: "
                + violations.get(0).message();
    }

    private Iterator<String> script() {
        Path given = script;
        if (given == null) {
            return new StandardInput();
        }
        try {
            return Files.readAllLines(given).iterator();
        } catch (IOException unreadable) {
            throw InputRefused.unusable(given, unreadable);
        }
    }

    private static final class OrderConverter implements ITypeConverter<Order> {
        @Override
        public Order convert(String value) {
            return Arrays.stream(Order.values())
                    .filter(order -> order.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + Arrays.toString(Order.values()) + ", found '" + value + "'"));
        }
    }
}
