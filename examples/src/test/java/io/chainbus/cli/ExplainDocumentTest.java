package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.documents.Documents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/explain.md says that a command prints is what it prints. */
class ExplainDocumentTest {

    private static final String PROMPT = "$ ./chainbus ";
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String TEXT = Documents.read(Documents.rootFolder().resolve("docs/explain.md"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void every_example_prints_what_it_says() throws IOException {
        List<String> descriptions = Documents.blocks(TEXT, "hocon");
        Files.writeString(folder.resolve("modules.conf"), descriptions.get(0));
        Files.writeString(folder.resolve("wrong.conf"), descriptions.get(1));
        Files.write(folder.resolve("run.jsonl"), SampleHistory.of("modules"));

        List<String> examples = Documents.blocks(TEXT, "console");

        assertThat(examples).hasSizeGreaterThan(5).allSatisfy(example -> {
            assertThat(example).startsWith(PROMPT);
            int end = example.indexOf('\n');
            assertThat(printedBy(example.substring(PROMPT.length(), end))).isEqualTo(example.substring(end + 1));
        });
    }

    /** Both streams; names of files are replaced on the way in and back on the way out. */
    private String printedBy(String command) {
        String[] arguments = ARGUMENT.matcher(command)
                .results()
                .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                .map(argument -> argument.matches("\\w+\\.(conf|jsonl)")
                        ? folder.resolve(argument).toString()
                        : argument)
                .toArray(String[]::new);
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Main.run(Commands.commandLine(), false, out, out, arguments);
        return printed.toString().replace(folder + folder.getFileSystem().getSeparator(), "");
    }
}
