package io.chainbus.kernel.definition.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedCallbacks;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.DefinedModule.Behaviour;
import io.chainbus.kernel.definition.DefinedObject;
import io.chainbus.kernel.definition.DefinedObject.Replacement;
import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.module.ModuleDefinition.Exit;
import io.chainbus.kernel.module.Parameter;
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

class DefinitionFileTest {

    private static final long FOUR_PAGES = 16_384;

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
    void everything_that_can_be_said_of_a_module_is_read() throws IOException {
        Definitions definitions = read("""
                modules = [
                  { name = plain }
                  {
                    name = "my-store"
                    depends = [ext4, plain, other]
                    params { secs = 5, ret = -19 }
                    functions = [
                      { name = flush, enters = "{module} for {secs}", seconds = secs, leaves = flushed }
                      { name = show }
                    ]
                    workers = flush
                    init { says = "", returns = ret }
                    exit { says = "bye" }
                    text_bytes = 4096
                  }
                  { name = stays, init { returns = -EBUSY }, exit = none }
                ]
                """);

        assertThat(definitions.livepatches()).isEmpty();
        assertThat(definitions.modules())
                .containsExactly(
                        new DefinedModule(
                                "plain", List.of(), FOUR_PAGES, Exit.POSSIBLE, List.of(), List.of(), Behaviour.IDLE),
                        new DefinedModule(
                                "my_store",
                                List.of("ext4", "plain", "other"),
                                4096,
                                Exit.POSSIBLE,
                                List.of(new Parameter("ret", -19), new Parameter("secs", 5)),
                                List.of(
                                        new DefinedFunction(
                                                "flush",
                                                new Text("{module} for {secs}"),
                                                new Amount.OfParameter("secs"),
                                                new Text("flushed")),
                                        DefinedFunction.saying("show", Text.NOTHING)),
                                new Behaviour(
                                        Text.NOTHING,
                                        new Amount.OfParameter("ret"),
                                        List.of("flush"),
                                        new Text("bye"))),
                        new DefinedModule(
                                "stays",
                                List.of(),
                                FOUR_PAGES,
                                Exit.NEVER,
                                List.of(),
                                List.of(),
                                new Behaviour(
                                        Behaviour.IDLE.initSays(), new Amount.Fixed(-16), List.of(), Text.NOTHING)));
    }

    @Test
    void everything_that_can_be_said_of_a_livepatch_is_read() throws IOException {
        Definitions definitions = read("""
                livepatches = [
                  {
                    name = fix
                    params { ret = 0 }
                    replace = true
                    objects = [
                      {
                        name = vmlinux
                        functions = [
                          { name = cmdline_proc_show, enters = patched }
                          { name = meminfo_proc_show, by = mine, seconds = 3 }
                        ]
                      }
                      {
                        name = ext4
                        functions = [ { name = "ext4+0" } ]
                        callbacks {
                          pre_patch { returns = ret }
                          post_patch { says = "{object} is patched by {module}" }
                          post_unpatch {}
                        }
                      }
                    ]
                  }
                  { name = other_fix, replace = ret, params { ret = 1 }, objects = [ { name = fix } ] }
                ]
                """);

        DefinedCallbacks printing = DefinedCallbacks.printing(Amount.NONE);
        assertThat(definitions.modules()).isEmpty();
        assertThat(definitions.livepatches())
                .containsExactly(
                        new DefinedLivepatch(
                                "fix",
                                FOUR_PAGES,
                                List.of(new Parameter("ret", 0)),
                                new Amount.Fixed(1),
                                List.of(
                                        new DefinedObject(
                                                "vmlinux",
                                                List.of(
                                                        new Replacement(
                                                                "cmdline_proc_show",
                                                                DefinedFunction.saying(
                                                                        "livepatch_cmdline_proc_show",
                                                                        new Text("patched"))),
                                                        new Replacement(
                                                                "meminfo_proc_show",
                                                                new DefinedFunction(
                                                                        "mine",
                                                                        Text.NOTHING,
                                                                        new Amount.Fixed(3),
                                                                        Text.NOTHING))),
                                                DefinedCallbacks.NONE),
                                        new DefinedObject(
                                                "ext4",
                                                List.of(new Replacement(
                                                        "ext4+0",
                                                        DefinedFunction.saying("livepatch_ext4_0", Text.NOTHING))),
                                                new DefinedCallbacks(
                                                        printing.prePatch(),
                                                        new Amount.OfParameter("ret"),
                                                        new Text("{object} is patched by {module}"),
                                                        Text.NOTHING,
                                                        printing.postUnpatch())))),
                        new DefinedLivepatch(
                                "other_fix",
                                FOUR_PAGES,
                                List.of(new Parameter("ret", 1)),
                                new Amount.OfParameter("ret"),
                                List.of(new DefinedObject("fix", List.of(), DefinedCallbacks.NONE))));
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
                          { name = mine, objects = [ { name = mine } ], replace = perhaps }
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
                        "15: expected true or false, or one of the params ret in 'replace', found 2");
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
    void a_file_without_either_list_or_that_is_none_is_refused() throws IOException {
        assertThat(problems("")).singleElement().asString().contains("expected a list of objects in 'modules' or");
        assertThat(problems("modules = [\n  {\n")).singleElement().asString().startsWith("3: ");
        assertThat(read("modules = []").modules()).isEmpty();
        Path none = folder.resolve("none.conf");
        assertThat(refused(none).problems()).extracting(Problem::toString).containsExactly(none + ": no such file");
    }

    private Definitions read(String text) throws IOException {
        return DefinitionFile.read(Files.writeString(folder.resolve("mine.conf"), text), others);
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
