package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainbus kernel --define}, called as from a shell. */
class DefineOptionTest {

    private record Run(int status, String out, String err) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void own_modules_may_need_those_of_the_tree_and_take_their_places() throws IOException {
        Run run = run("""
                modules = [
                  { name = mine, depends = [b, test_klp_callbacks_mod] }
                  { name = b, depends = a, functions = [ { name = b_work } ] }
                ]
                livepatches = [
                  { name = fix, objects = [ { name = b, functions = [ { name = b_work } ], callbacks { pre_patch {} } } ] }
                ]
                """, "modprobe mine", "modprobe fix", "rmmod a");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "% modprobe mine",
                        "b: b_init",
                        "test_klp_callbacks_mod: test_klp_callbacks_mod_init",
                        "mine: mine_init",
                        "% modprobe fix",
                        "livepatch: enabling patch 'fix'",
                        "livepatch: 'fix': initializing patching transition",
                        "fix: pre_patch_callback: b -> [MODULE_STATE_LIVE] Normal state",
                        "livepatch: 'fix': starting patching transition",
                        "livepatch: 'fix': completing patching transition",
                        "livepatch: 'fix': patching complete",
                        "% rmmod a",
                        "rmmod: ERROR: Module a is in use by: b");
    }

    @Test
    void a_livepatch_of_a_function_that_is_not_there_is_refused_as_in_a_kernel() throws IOException {
        Run run = run("""
                livepatches = [ { name = fix, objects = [ { name = vmlinux, functions = [ { name = nosuch } ] } ] } ]
                """, "modprobe fix");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "% modprobe fix",
                        "livepatch: symbol 'nosuch' not found in symbol table",
                        "modprobe: ERROR: could not insert 'fix': Invalid argument");
    }

    @Test
    void init_and_exit_are_as_they_are_said_to_be() throws IOException {
        Run run = run("""
                modules = [
                  { name = fails, params { ret = -5 }, init { says = "{module}: no ({ret})", returns = ret } }
                  { name = stays, exit = none }
                ]
                """, "modprobe fails", "modprobe fails ret=0", "modprobe stays", "rmmod stays");
        assertThat(run.out().lines())
                .containsExactly(
                        "% modprobe fails",
                        "fails: no (-5)",
                        "modprobe: ERROR: could not insert 'fails': Input/output error",
                        "% modprobe fails ret=0",
                        "fails: no (0)",
                        "% modprobe stays",
                        "stays: stays_init",
                        "% rmmod stays",
                        "rmmod: ERROR: could not remove 'stays': Device or resource busy",
                        "rmmod: ERROR: could not remove module stays: Device or resource busy");
    }

    @Test
    void a_bad_file_is_a_line_for_each_problem_and_nothing_is_run() throws IOException {
        Run run = run("modules = [\n  { name = a, depends = nobody }\n  { nam = b }\n]\n", "lsmod");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith(folder.resolve("mine.conf") + ":"));
        Run missing = run(
                new String[] {"kernel", "--define", folder.resolve("nowhere").toString()});
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err().lines()).containsExactly(folder.resolve("nowhere") + ": no such file");
    }

    private Run run(String definitions, String... script) throws IOException {
        Path tree = Files.writeString(folder.resolve("tree.tsv"), "name\tdepends\na\t\nb\t\n");
        Path mine = Files.writeString(folder.resolve("mine.conf"), definitions);
        Path lines = Files.write(folder.resolve("script"), List.of(script));
        return run(
                new String[] {"kernel", "--modules", tree.toString(), "--define", mine.toString(), lines.toString()});
    }

    private static Run run(String[] args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(Commands.commandLine(), false, new PrintWriter(out), new PrintWriter(err), args);
        return new Run(status, out.toString(), err.toString());
    }
}
