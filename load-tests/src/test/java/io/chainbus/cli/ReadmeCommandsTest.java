package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Here, where all modules are seen. */
class ReadmeCommandsTest {

    @Test
    void the_readme_lists_the_commands_that_there_are() throws IOException {
        List<String> listed = Pattern.compile("(?m)^\\| `\\./chainbus ([a-z]+)")
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        Set<String> commands =
                new TreeSet<>(Commands.commandLine().getSubcommands().keySet());
        // Not here unless the cluster's modules are built (-Pcluster), and listed all the same.
        commands.addAll(List.of("cluster", "node"));
        assertThat(new TreeSet<>(listed)).isEqualTo(commands);
    }
}
