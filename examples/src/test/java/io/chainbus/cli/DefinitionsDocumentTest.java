package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.documents.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/kernel.md says that a kernel with modules of one's own prints is what it prints. */
class DefinitionsDocumentTest {

    private static final String HEADING = "## Modules and livepatches of your own";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void every_example_prints_what_it_says() throws IOException {
        String text = Documents.read(Documents.rootFolder().resolve("docs/kernel.md"));
        String section = text.substring(text.indexOf(HEADING));
        List<String> definitions = Documents.blocks(section, "hocon");
        List<DocumentedCommand> examples = Documents.blocks(section, "console").stream()
                .map(DocumentedCommand::of)
                .toList();
        Files.writeString(folder.resolve("store.conf"), definitions.get(0));
        Files.writeString(folder.resolve("wrong.conf"), definitions.get(1));
        List<String> commands = examples.get(0)
                .prints()
                .lines()
                .filter(line -> line.startsWith("% "))
                .map(line -> line.substring(2))
                .toList();
        Files.write(folder.resolve("store.txt"), commands);

        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(examples)
                .hasSizeGreaterThan(1)
                .allSatisfy(example -> assertThat(example.printedIn(folder)).isEqualTo(example.prints()));
    }
}
