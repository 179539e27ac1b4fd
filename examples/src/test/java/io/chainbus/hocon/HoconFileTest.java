package io.chainbus.hocon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.input.InputRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoconFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void files_beside_it_are_included_each_from_its_own_folder() throws IOException {
        Files.createDirectory(folder.resolve("more"));
        write("more/one.conf", "include file(\"two.conf\")\n");
        write("more/two.conf", "names = [ included ]\n");

        assertThat(names("include required(\"more/one.conf\")\n")).containsExactly("included");
        assertThat(names("names = ${inner.names}\ninner { include \"more/one.conf\" }\n"))
                .containsExactly("included");
    }

    @Test
    void a_mistake_in_an_included_file_is_told_of_that_file() throws IOException {
        write("one.conf", "\nnames = [ {} ]\n");
        write("two.conf", "\n\nnames = [\n");

        assertThat(problem("include \"one.conf\"\n"))
                .isEqualTo("one.conf:2: expected strings that are not blank in 'names', found {}");
        assertThat(problem("include \"two.conf\"\n")).startsWith("two.conf:4: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"none.conf\" -> found 'none.conf': no such file",
                "include required(\"none.conf\") -> found 'none.conf': no such file",
                "include file(\"none.conf\") -> found 'none.conf': no such file",
                "include \".\" -> found '.': is a directory, expected a file",
                "include \"\\u0000\" -> found no path",
                "include classpath(\"reference.conf\") -> found classpath(\"reference.conf\")",
                "include url(\"file:main.conf\") -> found url(\"file:main.conf\")"
            })
    void what_cannot_be_included_is_told_of_the_line_that_includes_it(String inclusion) throws IOException {
        String[] parts = inclusion.split(" -> ", 2);

        String told = problem("names = []\n# below\n" + parts[0] + "\n");

        String line = parts[0].contains("u0000") ? "main.conf: " : "main.conf:3: ";
        assertThat(told).isEqualTo(line + "expected a file to include, " + parts[1]);
    }

    @Test
    void no_file_includes_itself_also_by_way_of_others() throws IOException {
        write("one.conf", "names = []\ninclude \"./main.conf\"\n");

        assertThat(problem("include \"main.conf\"\n"))
                .isEqualTo("main.conf:1: expected no file to include itself, found 'main.conf'");
        assertThat(problem("include \"one.conf\"\n"))
                .isEqualTo("one.conf:2: expected no file to include itself, found './main.conf'");
    }

    @Test
    void a_value_from_the_environment_is_told_of_where_it_is_used() throws IOException {
        assertThat(problem("\nnumbers { path = ${PATH} }\n"))
                .startsWith("main.conf:2: expected an integer of 32 bits in 'path', found \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{ a = "})
    void brackets_beyond_all_measure_are_refused(String bracket) throws IOException {
        assertThat(problem("names = " + bracket.repeat(100_000)))
                .isEqualTo("main.conf: expected fewer objects and lists inside each other");
    }

    private List<String> names(String text) throws IOException {
        return HoconFile.read(
                write("main.conf", text),
                "a test",
                List.of("names", "inner"),
                (file, findings) -> file.textsOrNone("names"));
    }

    private String problem(String text) throws IOException {
        Path file = write("main.conf", text);
        StringBuilder told = new StringBuilder();
        assertThatThrownBy(() -> HoconFile.read(file, "a test", List.of("names", "numbers"), (whole, findings) -> {
                    whole.integersOrNone("numbers");
                    return whole.textsOrNone("names");
                }))
                .isInstanceOfSatisfying(
                        InputRefused.class,
                        refused -> told.append(refused.problems().get(0))
                                .append(refused.problems().size() == 1 ? "" : "..."));
        return told.toString().replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
