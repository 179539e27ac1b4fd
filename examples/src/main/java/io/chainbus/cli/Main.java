package io.chainbus.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What {@code ./chainbus} starts. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its {@link ExitStatus}. */
    public static void main(String[] args) {
        boolean debug = "1".equals(System.getenv("CHAINBUS_DEBUG"));
        System.exit(run(Commands.commandLine(), debug, utf8(System.out), utf8(System.err), args));
    }

    /** Runs a command and returns the exit status; both writers are flushed then. */
    static int run(CommandLine commandLine, boolean debug, PrintWriter out, PrintWriter err, String... args) {
        var failures = new Failures(debug);
        commandLine
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return commandLine.execute(args);
        } catch (Error failure) { // picocli hands only exceptions to its handlers
            return failures.report(failure, err).code();
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Whatever the locale says: the histories, trees and scripts that are quoted are UTF-8. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
