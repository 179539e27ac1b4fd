package io.chainbus.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.input.InputRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootListTest {

    private static final ModuleTree TREE = ModuleTreeReader.embedded("debian-6.1-cloud-amd64");

    @TempDir
    private Path folder;

    @Test
    void a_list_is_one_name_a_line_with_comments() throws IOException {
        Path file =
                Files.writeString(folder.resolve("boot"), "# boot\r\nvirtio-net  # the network\n\next4\nvirtio_net\n");
        ModuleTree tree = ModuleTree.of("v", List.of(module("virtio_net"), module("ext4")));
        assertThat(BootList.read(file, tree).names()).containsExactly("virtio_net", "ext4", "virtio_net");
    }

    @Test
    void names_that_the_tree_does_not_have_are_refused_all_at_once() throws IOException {
        Path file = Files.writeString(folder.resolve("boot"), "nosuch\nvirtio_net\nneither\n");
        assertThatThrownBy(() -> BootList.read(file, TREE))
                .isInstanceOf(InputRefused.class)
                .hasMessage(file + ":1: expected a module of the tree, found 'nosuch'\n" + file
                        + ":3: expected a module of the tree, found 'neither'");
    }

    @Test
    void a_list_without_names_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("boot"), "# nothing\n");
        assertThatThrownBy(() -> BootList.read(file, TREE))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("expected the name of a module");
    }

    @Test
    void the_embedded_list_has_what_the_tree_has() {
        assertThat(BootList.embedded(TREE).names())
                .isNotEmpty()
                .allMatch(name -> TREE.find(name).isPresent())
                .isSubsetOf(BootList.embedded(ModuleTreeReader.embedded()).names());
    }

    private static TreeModule module(String name) {
        return new TreeModule(name, List.of(), List.of(), 1, true, true, 0);
    }
}
