package io.chainbus.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTreeReaderTest {

    @TempDir
    private Path folder;

    @Test
    void columns_are_found_by_name_and_unknown_ones_ignored() throws IOException {
        ModuleTree tree = read("""
                colour\tdepends\tsoftdep_pre\thas_exit\tname\tftrace_sites\ttext_bytes\thas_init
                red\tb-b, c\tsoft-one,platform:x\t0\ta\t12\t345\t1
                blue\t\t\t1\tb_b\t0\t0\t0
                \t\t\t1\tc\t3\t9\t1
                """);
        assertThat(tree.modules())
                .containsExactly(
                        new TreeModule(
                                "a", List.of("b_b", "c"), List.of("soft_one", "platform:x"), 12, true, false, 345),
                        new TreeModule("b_b", List.of(), List.of(), 0, false, true, 0),
                        new TreeModule("c", List.of(), List.of(), 3, true, true, 9));
        assertThat(tree.find("b-b")).isPresent();
        assertThat(tree.version()).isEqualTo("tree");
    }

    @Test
    void what_a_tree_does_not_tell_is_assumed() throws IOException {
        assertThat(read("name\tdepends\na\t\n").modules())
                .containsExactly(new TreeModule("a", List.of(), List.of(), 1, true, true, 0));
    }

    @Test
    void windows_line_ends_trailing_spaces_blank_lines_and_a_byte_order_mark_do_no_harm() throws IOException {
        ModuleTree tree = read("\uFEFFname\tdepends\tftrace_sites  \r\na\tb \t7  \r\n\r\nb\t\t2\r\n");
        assertThat(tree.modules().stream().map(TreeModule::ftraceSites)).containsExactly(7, 2);
        assertThat(tree.find("a").orElseThrow().depends()).containsExactly("b");
    }

    @Test
    void modules_dep_is_recognised_by_its_content() throws IOException {
        ModuleTree tree = read("""
                kernel/net/snd-a.ko.xz: kernel/b.ko.zst kernel/c.ko.gz
                kernel/b.ko.zst:
                # a comment
                kernel/c.ko.gz: kernel/b.ko.zst
                """);
        assertThat(tree.modules())
                .containsExactly(
                        new TreeModule("snd_a", List.of("b", "c"), List.of(), 1, true, true, 0),
                        new TreeModule("b", List.of(), List.of(), 1, true, true, 0),
                        new TreeModule("c", List.of("b"), List.of(), 1, true, true, 0));
    }

    @Test
    void a_modules_dep_has_its_directory_s_version() throws IOException {
        Path file = Files.createDirectory(folder.resolve("6.1.0-13-amd64")).resolve("modules.dep");
        Files.writeString(file, "kernel/a.ko:\n");
        assertThat(ModuleTreeReader.read(file).version()).isEqualTo("6.1.0-13-amd64");
    }

    @Test
    void the_embedded_trees_are_read_whole() throws IOException {
        for (String version : List.of("debian-6.1-amd64", "debian-6.1-cloud-amd64")) {
            ModuleTree tree = ModuleTreeReader.embedded(version);
            List<String[]> lines = rawLines(version);
            assertThat(tree.size()).isEqualTo(lines.size());
            assertThat(tree.dependencyEdges())
                    .isEqualTo(lines.stream()
                            .mapToInt(cells -> cells[6].isEmpty() ? 0 : cells[6].split(",", -1).length)
                            .sum());
            assertThat(tree.ftraceSites())
                    .isEqualTo(lines.stream()
                            .mapToLong(cells -> Long.parseLong(cells[3]))
                            .sum());
        }
    }

    private static List<String[]> rawLines(String version) throws IOException {
        try (InputStream in = ModuleTreeReader.class.getResourceAsStream(version + ".tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void dependencies_come_first_in_the_order_of_dependencies() throws IOException {
        List<String> order = ModuleTreeReader.embedded().dependencyOrder();
        assertThat(order)
                .doesNotHaveDuplicates()
                .hasSize(ModuleTreeReader.embedded().size());
        for (TreeModule module :
                ModuleTreeReader.embedded().modules().stream().limit(200).toList()) {
            assertThat(module.depends())
                    .allSatisfy(name -> assertThat(order.indexOf(name)).isLessThan(order.indexOf(module.name())));
        }
    }

    @Test
    void a_chain_of_fifty_thousand_modules_is_read() throws IOException {
        String lines = IntStream.range(0, 50_000)
                .mapToObj(i -> "m" + i + "\t" + (i == 49_999 ? "" : "m" + (i + 1)) + "\n")
                .collect(Collectors.joining());
        ModuleTree tree = read("name\tdepends\n" + lines);
        assertThat(tree.dependencyOrder()).startsWith("m49999", "m49998").endsWith("m0");
    }

    @Test
    void a_dependency_that_is_missing_is_named() throws IOException {
        assertThat(problems("name\tdepends\na\tb,x\nb\ty\n"))
                .containsExactly(
                        ":2: expected a module of this file as a dependency of 'a', found 'x'",
                        ":3: expected a module of this file as a dependency of 'b', found 'y'");
    }

    @Test
    void a_soft_dependency_that_is_missing_is_none() throws IOException {
        assertThat(read("name\tdepends\tsoftdep_pre\na\t\tcrypto-x,platform:y\n")
                        .size())
                .isOne();
    }

    @Test
    void a_cycle_is_named_with_its_path_and_each_only_once() throws IOException {
        assertThat(problems("name\tdepends\nx\ta\na\tb\nb\tc,x\nc\tb\nself\tself\n"))
                .containsExactly(
                        ":2: expected dependencies without a cycle, found 'x -> a -> b -> x'",
                        ":6: expected dependencies without a cycle, found 'self -> self'");
    }

    @Test
    void a_duplicate_is_named_with_the_line_of_the_first() throws IOException {
        assertThat(problems("name\tdepends\nsnd-a\t\nb\t\nsnd_a\tb\n"))
                .containsExactly(":4: expected a name that is not used before, found 'snd_a', as on line 2");
    }

    @Test
    void bad_numbers_are_named_with_their_column() throws IOException {
        assertThat(problems("""
                        name\tdepends\tftrace_sites\thas_init\ttext_bytes
                        a\t\t-1\t1\t1
                        b\t\tmany\t1\t1
                        c\t\t\t1\t1
                        d\t\t9999999999\t2\t99999999999999999999
                        """))
                .containsExactly(
                        ":2: expected a whole number from 0 to 1000000 in 'ftrace_sites', found '-1'",
                        ":3: expected a whole number from 0 to 1000000 in 'ftrace_sites', found 'many'",
                        ":4: expected a whole number from 0 to 1000000 in 'ftrace_sites', found ''",
                        ":5: expected a whole number from 0 to 1000000 in 'ftrace_sites', found '9999999999'",
                        ":5: expected 0 or 1 in 'has_init', found '2'",
                        ":5: expected a whole number from 0 in 'text_bytes', found '99999999999999999999'");
    }

    @Test
    void a_line_with_too_few_or_too_many_columns_is_named_and_its_name_still_known() throws IOException {
        assertThat(problems("name\tdepends\tftrace_sites\na\tb\t1\nb\nc\ta\t2\t3\nd\tc\t4\n"))
                .containsExactly(":3: expected 3 columns, found 1", ":4: expected 3 columns, found 4");
    }

    @Test
    void a_line_without_a_name_is_named() throws IOException {
        assertThat(problems("name\tdepends\n\tx y\nsp ace\t\n"))
                .containsExactly(
                        ":2: expected a module's name, found ''", ":3: expected a module's name, found 'sp ace'");
    }

    @Test
    void a_header_without_a_column_that_is_needed_is_named() throws IOException {
        assertThat(problems("name\tdeps\na\t\n"))
                .containsExactly(":1: expected a column 'depends', found the columns name, deps");
        assertThat(problems("name\tdepends\tname\na\t\t\n"))
                .containsExactly(":1: expected each column once, found two named 'name'");
    }

    @Test
    void what_is_neither_format_is_refused_in_one_line() throws IOException {
        assertThat(problems("{\"modules\": []}\nmore\n"))
                .singleElement()
                .asString()
                .startsWith(":1: expected a header");
        assertThat(problems(""))
                .singleElement()
                .asString()
                .startsWith(":1: expected a header")
                .endsWith("an empty file");
        assertThat(problems("\n\n")).singleElement().asString().endsWith("an empty file");
        assertThat(problems("name\tdepends\n"))
                .containsExactly(":1: expected at least one module, found the end of the file");
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_with_their_line() throws IOException {
        Path file = folder.resolve("tree.tsv");
        Files.write(file, "name\tdepends\na\t\nb\u00e4\ta\nc\ta\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(file)).containsExactly(":3: expected text in UTF-8, found bytes that are not UTF-8");
    }

    @Test
    void a_modules_dep_s_broken_lines_are_named() throws IOException {
        assertThat(problems("kernel/a.ko: kernel/b.ko kernel/x.ko\nkernel/b.ko: nonsense\njust words\n"))
                .containsExactly(
                        ":1: expected a module of this file as a dependency of 'a', found 'x'",
                        ":2: expected a path to a .ko file as a dependency, found 'nonsense'",
                        ":3: expected 'path/name.ko: dependencies', found 'just words'");
    }

    @Test
    void everything_that_is_wrong_is_reported_at_once_in_the_order_of_the_lines() throws IOException {
        List<String> problems =
                problems("name\tdepends\tftrace_sites\na\tb\t1\nb\ta\tx\na\t\t1\nc\tnowhere\t1\nshort\n");
        assertThat(problems)
                .containsExactly(
                        ":2: expected dependencies without a cycle, found 'a -> b -> a'",
                        ":3: expected a whole number from 0 to 1000000 in 'ftrace_sites', found 'x'",
                        ":4: expected a name that is not used before, found 'a', as on line 2",
                        ":5: expected a module of this file as a dependency of 'c', found 'nowhere'",
                        ":6: expected 3 columns, found 1");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused_in_one_line() {
        assertThat(problems(folder.resolve("nowhere.tsv"))).containsExactly(": no such file");
        assertThat(problems(folder)).singleElement().asString().contains("directory");
    }

    private ModuleTree read(String text) throws IOException {
        return ModuleTreeReader.read(Files.writeString(folder.resolve("tree.tsv"), text));
    }

    private List<String> problems(String text) throws IOException {
        return problems(Files.writeString(folder.resolve("tree.tsv"), text));
    }

    /** The problems, without the file's name, which each begins with. */
    private static List<String> problems(Path file) {
        InputRefused refused = catchThrowableOfType(InputRefused.class, () -> ModuleTreeReader.read(file));
        assertThat(refused).isNotNull();
        List<String> lines = refused.problems().stream().map(Problem::toString).toList();
        assertThat(lines).allMatch(line -> line.startsWith(file.toString()));
        return lines.stream()
                .map(line -> line.substring(file.toString().length()))
                .toList();
    }
}
