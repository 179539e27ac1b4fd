package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.documents.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/explain.md says that a command prints is what it prints. */
class ExplainDocumentTest {

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
            DocumentedCommand command = DocumentedCommand.of(example);
            assertThat(command.printedIn(folder)).isEqualTo(command.prints());
        });
    }
}
