package io.chainbus.kernel.definition.file;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_list_may_be_empty() throws IOException {
        assertThat(read("modules = []")).isEqualTo(new Definitions(List.of(), List.of()));
    }

    private Definitions read(String text) throws IOException {
        return DefinitionFile.read(Files.writeString(folder.resolve("mine.conf"), text), others);
    }
}
