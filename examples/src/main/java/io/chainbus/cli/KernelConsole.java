package io.chainbus.cli;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.KernelSpec;
import io.chainbus.kernel.console.Comparison.Answer;
import io.chainbus.kernel.console.Comparison.Run;
import io.chainbus.kernel.console.Console;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.order.Order;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A kernel of its own and the console on it, for as long as a command runs. */
final class KernelConsole implements AutoCloseable {

    private final OwnSystem own = new OwnSystem();
    private final Kernel kernel;
    private final Console console;

    /** @param log where the kernel and the tools print, from whatever thread */
    KernelConsole(KernelModules modules, Order order, Recorder history, KernelLog log) {
        KernelSpec spec = modules.kernel(log).history(history).order(order);
        kernel = Kernel.start(own.system(), spec).toCompletableFuture().join();
        console = new Console(kernel, log);
    }

    Kernel kernel() {
        return kernel;
    }

    Console console() {
        return console;
    }

    /** Runs a script and waits for its commands in the background; whether all did what they were asked. */
    boolean run(Iterator<String> script) {
        boolean all = true;
        while (script.hasNext()) {
            all &= console.run(script.next());
        }
        return console.finish() && all;
    }

    /** Runs a script under another order than usual, and keeps what it prints. */
    static Run run(KernelModules modules, Order order, List<String> script) {
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        List<Answer> answers = new ArrayList<>();
        int failed = 0;
        try (KernelConsole kernel = new KernelConsole(modules, order, Recorder.off(), printed::add)) {
            for (String line : script) {
                printed.clear();
                failed += kernel.console().runTyped(line) ? 0 : 1;
                answers.add(new Answer(line.strip(), List.copyOf(printed)));
            }
            failed += kernel.finishInto(answers, printed) ? 0 : 1;
            return new Run(order, answers, failed, kernel.kernel().ftrace().violations());
        }
    }

    /** What commands in the background print at the end counts as printed by the last one. */
    private boolean finishInto(List<Answer> answers, List<String> printed) {
        boolean done = console.finish();
        if (!answers.isEmpty()) {
            int last = answers.size() - 1;
            answers.set(last, new Answer(answers.get(last).command(), List.copyOf(printed)));
        }
        return done;
    }

    @Override
    public void close() {
        own.close();
    }
}
