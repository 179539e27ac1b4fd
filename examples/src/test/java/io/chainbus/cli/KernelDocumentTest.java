package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.documents.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What docs/kernel.md says that the console prints is what it prints. */
class KernelDocumentTest {

    private static final String TEXT = Documents.read(Documents.rootFolder().resolve("docs/kernel.md"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    static Stream<DocumentedCommand> examples() {
        return Documents.blocks(TEXT, "console").stream().map(DocumentedCommand::of);
    }

    /** The first example that names a script has its lines behind % signs. */
    @BeforeAll
    static void theFilesThatItNames() throws IOException {
        List<String> definitions = Documents.blocks(TEXT, "hocon");
        Files.writeString(folder.resolve("store.conf"), definitions.get(0));
        Files.writeString(folder.resolve("wrong.conf"), definitions.get(1));
        for (DocumentedCommand example : examples().toList()) {
            Path script = folder.resolve(example.lastArgument());
            if (!Files.exists(script)) {
                Files.write(script, scriptOf(example));
            }
        }
    }

    private static List<String> scriptOf(DocumentedCommand example) {
        return example.prints()
                .lines()
                .filter(line -> line.startsWith("% "))
                .map(line -> line.substring(2))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_prints_what_it_says(DocumentedCommand example) {
        assertThat(example.printedIn(folder)).isEqualTo(example.prints());
    }

    @Test
    void every_command_and_every_option_is_there_and_most_of_them_in_an_example() {
        List<String> scripts =
                examples().flatMap(example -> scriptOf(example).stream()).toList();
        assertThat(scripts).hasSizeGreaterThan(50);
        assertThat(List.of("modprobe", "rmmod", "lsmod", "echo", "cat", "grep", "ls", "sysctl", "sleep"))
                .allSatisfy(tool -> assertThat(scripts).anyMatch(line -> line.startsWith(tool)));
        assertThat(new CommandLine(new KernelCommand()).getCommandSpec().options())
                .filteredOn(option -> !option.usageHelp())
                .allSatisfy(option -> assertThat(TEXT).contains("`" + option.longestName()));
    }
}
