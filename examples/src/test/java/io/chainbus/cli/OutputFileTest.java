package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.input.InputRefused;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void what_is_complete_is_put_in_its_place_and_nothing_beside_it() throws IOException {
        Path wanted = Files.writeString(folder.resolve("figures.json"), "before");
        try (OutputFile file = OutputFile.orTemporary(wanted)) {
            file.write("after");
            assertThat(wanted).hasContent("before");
            file.keep();
        }
        assertThat(wanted).hasContent("after");
        assertThat(left()).containsExactly(wanted);
    }

    @Test
    void what_is_not_complete_leaves_what_was_there() throws IOException {
        Path wanted = Files.writeString(folder.resolve("figures.json"), "before");
        try (OutputFile file = OutputFile.orTemporary(wanted)) {
            file.write("half of it");
        }
        assertThat(wanted).hasContent("before");
        assertThat(left()).containsExactly(wanted);
    }

    @Test
    void a_link_stays_one() throws IOException {
        Path wanted = Files.writeString(folder.resolve("figures.json"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), wanted);
        try (OutputFile file = OutputFile.orTemporary(link)) {
            file.write("after");
            file.keep();
        }
        assertThat(link).isSymbolicLink();
        assertThat(wanted).hasContent("after");
    }

    @Test
    void what_is_no_regular_file_is_not_replaced_by_one() throws IOException {
        // A socket stands for what there is of the kind: devices, pipes.
        Path special = folder.resolve("socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(special));
            try (OutputFile file = OutputFile.orTemporary(special)) {
                assertThat(file.path()).isEqualTo(special);
                file.keep();
            }
            assertThat(Files.isRegularFile(special)).isFalse();
            assertThat(left()).containsExactly(special);
        }
    }

    @Test
    void what_cannot_be_written_is_named_as_the_user_does() throws IOException {
        Path wanted = folder.resolve("figures.json");
        try (OutputFile file = OutputFile.orTemporary(wanted)) {
            Files.delete(file.path());
            Files.createDirectory(file.path());
            assertThatThrownBy(() -> file.write("text"))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageStartingWith(wanted + ": ");
            assertThat(file.unusable(new IOException("No space left on device")))
                    .hasMessage(wanted + ": No space left on device");
        }
    }

    @Test
    void what_is_named_twice_is_refused() throws IOException {
        Path wanted = folder.resolve("figures.json");
        try (OutputFile file = OutputFile.orTemporary(wanted)) {
            assertThatThrownBy(() -> OutputFile.orTemporary(wanted))
                    .isInstanceOf(InputRefused.class)
                    .hasMessage(wanted + ": is to be written twice, expected a file for each");
            file.write("text");
            file.keep();
        }
        assertThat(left()).containsExactly(wanted);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
