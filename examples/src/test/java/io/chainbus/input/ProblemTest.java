package io.chainbus.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path dir;

    @Test
    void a_file_that_cannot_be_read_says_why_in_words() throws IOException {
        Path missing = dir.resolve("missing");
        assertThat(reading(missing)).hasToString(missing + ": no such file");

        assertThat(reading(dir)).hasToString(dir + ": is a directory, expected a file");

        Path latin1 = Files.write(dir.resolve("latin1"), "für".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reading(latin1)).hasToString(latin1 + ": not UTF-8 text");
    }

    @Test
    void a_line_counts_from_1() {
        assertThat(Problem.at(dir, 1, "x").line()).isEqualTo(1);
        assertThatThrownBy(() -> Problem.at(dir, -1, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_refused_for_no_problem() {
        assertThatThrownBy(() -> new InputRefused(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Problem reading(Path file) {
        try {
            throw new AssertionError("read " + Files.readString(file));
        } catch (IOException e) {
            return InputRefused.unusable(file, e).problems().get(0);
        }
    }
}
