package io.chainbus.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A command as a document shows it: {@code $ ./chainbus ...}, and below it what it prints. */
final class DocumentedCommand {

    private static final String PROMPT = "$ ./chainbus ";
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern FILE = Pattern.compile("\\w+\\.(conf|jsonl|txt)");

    private final String arguments;
    private final String prints;

    private DocumentedCommand(String arguments, String prints) {
        this.arguments = arguments;
        this.prints = prints;
    }

    static DocumentedCommand of(String block) {
        if (!block.startsWith(PROMPT)) {
            throw new IllegalArgumentException("expected '" + PROMPT + "' first, found " + block);
        }
        int end = block.indexOf('\n');
        return new DocumentedCommand(block.substring(PROMPT.length(), end), block.substring(end + 1));
    }

    /** Of its arguments the last one. */
    String lastArgument() {
        return arguments.substring(arguments.lastIndexOf(' ') + 1);
    }

    /** What the document says that it prints. */
    String prints() {
        return prints;
    }

    /** What it prints on both streams, its files being in that folder; which is left out of what is printed. */
    String printedIn(Path folder) {
        String[] words = ARGUMENT.matcher(arguments)
                .results()
                .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                .map(argument -> FILE.matcher(argument).matches()
                        ? folder.resolve(argument).toString()
                        : argument)
                .toArray(String[]::new);
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Main.run(Commands.commandLine(), false, out, out, words);
        return printed.toString().replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    @Override
    public String toString() {
        return arguments;
    }
}
