package io.chainbus.kernel.definition.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.ModuleTreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a definition file is told with its line. */
class DefinitionFileProblemsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private OtherModules others;

    @BeforeEach
    void aTreeAndAnotherModule() throws IOException {
        ModuleTree tree = ModuleTreeReader.read(
                Files.writeString(folder.resolve("tree.tsv"), "name\tdepends\ncrc\t\next4\tjbd2\njbd2\tcrc\n"));
        others = OtherModules.of(tree, Stream.of("other"));
    }

    @Test
    void everything_that_is_wrong_with_modules_is_told_at_once_with_its_line() throws IOException {
        assertThat(problems("""
                        typo = 1
                        modules = [
                          { }
                          { name = "a b", color = red }
                          { name = c, depends = [ext4, nobody, "x y"], text_bytes = -1 }
                          { name = C-d, params { "no name" = 1, x = many, module = 2 } }
                          { name = C_d }
                          { name = e
                            functions = [
                              { name = f, seconds = -1 }
                              { name = f, enters = "{secs}" }
                              { name = e_exit, enters = "{object}", leaves = [] }
                              { seconds = soon }
                            ]
                            workers = [f, g]
                            init = hello
                            exit { returns = 1 }
                          }
                          { name = h, params { secs = 1 }, init { returns = -ENOWHERE } }
                          { name = vmlinux, functions = none }
                        ]
                        """))
                .containsExactly(
                        "1: expected no other fields of a definition file than modules, livepatches, found 'typo'",
                        "3: expected a module's name of letters, digits, '_' and '-', 55 at the most in 'name', found no"
                                + " such field",
                        "4: expected no other fields of a module than name, depends, params, functions, workers, init,"
                                + " exit, text_bytes, found 'color'",
                        "4: expected a module's name of letters, digits, '_' and '-', 55 at the most in 'name', found"
                                + " \"a b\"",
                        "5: expected a module's name of letters, digits, '_' and '-', 55 at the most in 'depends', found"
                                + " \"x y\"",
                        "5: expected modules of the tree, of the self-tests or of this file in 'depends', found 'nobody'",
                        "5: expected a number of bytes from 0 in 'text_bytes', found -1",
                        "6: expected an integer of 32 bits in 'x', found \"many\"",
                        "6: expected a name of letters, digits and '_' for each of 'params', but 'module' and 'object',"
                                + " found 'module'",
                        "6: expected a name of letters, digits and '_' for each of 'params', but 'module' and 'object',"
                                + " found 'no name'",
                        "7: expected each module and livepatch once, found 'C_d' again",
                        "10: expected a number of seconds from 0 in 'seconds', found -1",
                        "11: expected functions of different names, none of them the module's init or exit, found 'f'",
                        "11: expected one of module in the braces of 'enters', found 'secs'",
                        "12: expected functions of different names, none of them the module's init or exit, found"
                                + " 'e_exit'",
                        "12: expected one of module in the braces of 'enters', found 'object'",
                        "12: expected one line of text in 'leaves', found []",
                        "13: expected a name of letters, digits and '_' in 'name', found no such field",
                        "13: expected a number of seconds from 0 in 'seconds', found \"soon\"",
                        "15: expected functions of this module in 'workers', found 'g'",
                        "16: expected an object for an init in 'init', found \"hello\"",
                        "17: expected no other fields of an exit, or none than says, found 'returns'",
                        "19: expected 0 or an error like -19 or -ENODEV, or one of the params secs in 'returns', found"
                                + " \"-ENOWHERE\"",
                        "20: expected another name than that of the kernel itself, vmlinux",
                        "20: expected a list of objects in 'functions', found \"none\"");
    }

    @Test
    void everything_that_is_wrong_with_livepatches_is_told_at_once_with_its_line() throws IOException {
        assertThat(problems("""
                        modules = [ { name = mine } ]
                        livepatches = [
                          { name = a }
                          { name = b, objects = [] }
                          { name = mine, objects = [ { name = ext4 } ], replace = perhaps }
                          { name = c
                            params { ret = 0 }
                            objects = [
                              { name = nobody }
                              { name = vmlinux, functions = [ { name = f }, { name = f }, { name = "f-g", by = "1" } ] }
                              { name = vmlinux, callbacks { pre_patch { returns = err }, post_patch = x } }
                              { name = mine, callbacks { post_unpatch { says = "{secs}", returns = 0 } } }
                              mine
                            ]
                            replace = 2
                          }
                          { name = itself, objects = [ { name = itself } ] }
                        ]
                        """))
                .containsExactly(
                        "3: expected one object at least in 'objects', found none",
                        "4: expected one object at least in 'objects', found none",
                        "5: expected each module and livepatch once, found 'mine' again",
                        "5: expected true or false in 'replace', found \"perhaps\"",
                        "9: expected vmlinux, or a module of the tree, of the self-tests or of this file in 'name', found 'nobody'",
                        "10: expected each function once, found 'f' again",
                        "10: expected a function's name of letters, digits and '_', or MODULE+NUMBER of a tree's module"
                                + " in 'name', found \"f-g\"",
                        "10: expected a name of letters, digits and '_' in 'by', found \"1\"",
                        "11: expected each object once, found 'vmlinux' again",
                        "11: expected 0 or an error like -19 or -ENODEV, or one of the params ret in 'returns', found"
                                + " \"err\"",
                        "11: expected an object for a callback in 'post_patch', found \"x\"",
                        "12: expected no other fields of a callback than says, found 'returns'",
                        "12: expected one of module, object, ret in the braces of 'says', found 'secs'",
                        "13: expected an object for an object in 'objects', found \"mine\"",
                        "15: expected true or false, or one of the params ret in 'replace', found 2",
                        "17: expected another object than the livepatch itself, found 'itself'");
    }

    @Test
    void modules_that_need_themselves_are_told_once_also_by_way_of_others() throws IOException {
        assertThat(problems("""
                        modules = [
                          { name = a, depends = b }
                          { name = b, depends = [crc, a] }
                          { name = self, depends = self }
                          { name = crc, depends = ext4 }
                          { name = fine, depends = [a, ext4] }
                        ]
                        """))
                .containsExactly(
                        "2: expected no module to need itself in 'depends', found a -> b -> a",
                        "4: expected no module to need itself in 'depends', found self -> self",
                        "5: expected no module to need itself in 'depends', found crc -> ext4 -> jbd2 -> crc");
    }

    @Test
    void what_no_name_and_no_number_can_be_is_refused() throws IOException {
        assertThat(problems("""
                        modules = [
                          { name = modül }
                          { name = %s }
                          { name = big, text_bytes = 99999999999999999999, params { a = 4294967296, b = 1e400, c = 1.5 } }
                          { name = here, depends = vmlinux }
                        ]
                        """.formatted("a".repeat(56))))
                .containsExactly(
                        "2: expected a module's name of letters, digits, '_' and '-', 55 at the most in 'name', found"
                                + " \"modül\"",
                        "3: expected a module's name of letters, digits, '_' and '-', 55 at the most in 'name', found \""
                                + "a".repeat(56) + "\"",
                        "4: expected an integer of 32 bits in 'a', found 4294967296",
                        "4: expected an integer of 32 bits in 'b', found Infinity",
                        "4: expected an integer of 32 bits in 'c', found 1.5",
                        "4: expected a number of bytes from 0 in 'text_bytes', found \"99999999999999999999\"",
                        "5: expected modules of the tree, of the self-tests or of this file in 'depends', found"
                                + " 'vmlinux'");
    }

    @Test
    void a_file_without_either_list_or_that_is_none_is_refused() throws IOException {
        assertThat(problems("")).singleElement().asString().contains("expected a list of objects in 'modules' or");
        assertThat(problems("modules = [\n  {\n")).singleElement().asString().startsWith("3: ");
        Path none = folder.resolve("none.conf");
        assertThat(refused(none).problems()).extracting(Problem::toString).containsExactly(none + ": no such file");
    }

    /** By line. */
    private List<String> problems(String text) throws IOException {
        return refused(Files.writeString(folder.resolve("mine.conf"), text)).problems().stream()
                .map(problem -> problem.line() + ": " + problem.expected())
                .toList();
    }

    private InputRefused refused(Path file) {
        return catchThrowableOfType(InputRefused.class, () -> DefinitionFile.read(file, others));
    }
}
