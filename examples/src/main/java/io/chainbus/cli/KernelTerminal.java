package io.chainbus.cli;

import io.chainbus.kernel.console.Completions;
import io.chainbus.kernel.console.Completions.Completion;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.order.Order;
import io.chainbus.recording.Recorder;
import java.io.IOException;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The kernel's console for somebody who types: with a prompt, a history of this session, and completion. */
final class KernelTerminal {

    /** To the line reader a percent sign is the beginning of something. */
    private static final String PROMPT = "%% ";

    private static final String EXIT = "exit";
    private static final List<String> ENDS = List.of(EXIT, "quit", "logout");

    private KernelTerminal() {}

    /** Whether somebody types and reads, which the launcher knows and the JDK does not tell. */
    static boolean isThere() {
        return Boolean.getBoolean("chainbus.interactive");
    }

    /** Runs what is typed until the end of it; whether all of it did what it was asked, in the right order. */
    static boolean run(KernelModules modules, Order order, Recorder recorder) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            return run(terminal, modules, order, recorder);
        }
    }

    static boolean run(Terminal terminal, KernelModules modules, Order order, Recorder recorder) {
        try (KernelConsole kernel = new KernelConsole(modules, order, recorder, line -> print(terminal, line))) {
            print(terminal, greeting(modules.tree()));
            boolean all = session(reader(terminal, kernel.console().completions()), kernel);
            boolean finished = kernel.console().finish();
            return all && finished && kernel.kernel().ftrace().violations().isEmpty();
        }
    }

    private static String greeting(ModuleCatalog modules) {
        return modules.names().size() + " modules of " + modules.version()
                + " and those of the livepatch self-tests; 'help' lists the commands, Tab completes, Ctrl-D ends";
    }

    private static boolean session(LineReader reader, KernelConsole kernel) {
        boolean all = true;
        String line = next(reader);
        while (!ENDS.contains(line.strip())) {
            all &= kernel.console().runTyped(line);
            line = next(reader);
        }
        return all;
    }

    /** A line as it was typed; an empty one for one that was dropped, and at the end of the input the one that says so. */
    private static String next(LineReader reader) {
        try {
            return reader.readLine(PROMPT);
        } catch (UserInterruptException dropped) {
            return "";
        } catch (EndOfFileException end) {
            return EXIT;
        }
    }

    private static LineReader reader(Terminal terminal, Completions completions) {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        return LineReaderBuilder.builder()
                .appName("chainbus-kernel")
                .terminal(terminal)
                .parser(parser)
                .completer((reader, line, candidates) -> complete(completions, line, candidates))
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_DUPS, true)
                .build();
    }

    private static void complete(Completions completions, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String word = line.word().substring(0, line.wordCursor());
        for (Completion completion : completions.at(before, word)) {
            candidates.add(new Candidate(
                    completion.word(), completion.shown(), null, null, null, null, completion.complete()));
        }
    }

    /** A line of output, from whatever thread, while nobody is typing. */
    private static void print(Terminal terminal, String line) {
        synchronized (terminal) {
            terminal.writer().println(line);
            terminal.writer().flush();
        }
    }
}
