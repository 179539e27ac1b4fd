package io.chainbus.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.documents.Documents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeCommandsTest {

    /** What the test's own class path adds. */
    private static final Set<String> OF_TESTS = Set.of("probe");

    @Test
    void the_readme_lists_the_commands_that_there_are() {
        List<String> listed = Pattern.compile("(?m)^\\| `\\./chainbus ([a-z]+)")
                .matcher(Documents.readme())
                .results()
                .map(row -> row.group(1))
                .toList();
        Set<String> commands = Commands.commandLine().getSubcommands().keySet().stream()
                .filter(command -> !OF_TESTS.contains(command))
                .collect(toCollection(TreeSet::new));
        assertThat(new TreeSet<>(listed)).isEqualTo(commands);
    }
}
