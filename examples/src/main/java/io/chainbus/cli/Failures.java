package io.chainbus.cli;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How each failure ends: its lines on standard error, and the exit status. A stack trace only where one was asked for. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final boolean debug;

    /** @param debug whether a bug's stack trace is shown */
    Failures(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException wrongCall, String[] args) {
        CommandLine commandLine = wrongCall.getCommandLine();
        String name = commandLine.getCommandSpec().qualifiedName();
        String line = "%s: %s (see %s --help)".formatted(name, describe(wrongCall), name);
        commandLine.getErr().println(onOneLine(line));
        return ExitStatus.REFUSED.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parseResult) {
        return report(failure, commandLine.getErr()).code();
    }

    /** Reports what a command ended with. */
    ExitStatus report(Throwable failure, PrintWriter err) {
        if (failure instanceof InputRefused refused) {
            refused.problems().stream().map(Problem::toString).forEach(err::println);
            return ExitStatus.REFUSED;
        }
        err.println(onOneLine(
                "chainbus: internal error: " + failure + "; rerun with CHAINBUS_DEBUG=1 for the stack trace"));
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitStatus.FAILED;
    }

    private static String describe(ParameterException wrongCall) {
        if (wrongCall instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return describe(unmatched);
        }
        String message = wrongCall.getMessage();
        return message == null ? wrongCall.getClass().getSimpleName() : message;
    }

    private static String describe(UnmatchedArgumentException unmatched) {
        String argument = unmatched.getUnmatched().get(0);
        String what = unmatched.isUnknownOption()
                ? "unknown option"
                : unmatched.getCommandLine().getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
        List<String> suggestions = unmatched.getSuggestions();
        String hint = suggestions.isEmpty() ? "" : ", did you mean " + String.join(" or ", suggestions) + "?";
        return "%s '%s'%s".formatted(what, argument, hint);
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
