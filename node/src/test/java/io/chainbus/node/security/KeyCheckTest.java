package io.chainbus.node.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCheckTest {

    @TempDir
    static Path folder;

    private static TestKeys keys;

    @BeforeAll
    static void make_certificates() throws Exception {
        keys = TestKeys.in(folder);
    }

    private static List<String> problems(KeyFiles files, String host) {
        return KeyCheck.problems(files, host, "TLSv1.3").stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void a_certificate_of_the_host_from_a_trusted_ca_will_do() {
        assertThat(problems(keys.of("node.p12"), "127.0.0.1")).isEmpty();
        assertThat(problems(keys.of("node.p12"), "localhost")).isEmpty();
    }

    @Test
    void a_certificate_of_another_host_will_not() {
        assertThat(problems(keys.of("node.p12"), "127.0.0.2"))
                .singleElement()
                .asString()
                .startsWith(keys.file("node.p12") + ": expected a certificate of 127.0.0.2 that "
                        + keys.file("trust.p12") + " trusts: ");
    }

    @Test
    void a_certificate_from_another_ca_will_not() {
        assertThat(problems(keys.of("untrusted.p12"), "127.0.0.1"))
                .singleElement()
                .asString()
                .startsWith(keys.file("untrusted.p12") + ": expected a certificate of 127.0.0.1 that ");
    }

    @Test
    void a_store_without_a_key_will_not() {
        assertThat(problems(keys.of("empty.p12"), "127.0.0.1"))
                .containsExactly(keys.file("empty.p12") + ": expected a key with its certificate, found none");
    }

    @Test
    void everything_that_is_wrong_with_both_files_is_told() throws IOException {
        Path text = Files.writeString(folder.resolve("text.p12"), "not a key store");
        Path missing = folder.resolve("missing.p12");
        assertThat(problems(new KeyFiles(text, TestKeys.PASSWORD, missing, ""), "127.0.0.1"))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith(text + ": expected a PKCS12 file: "))
                .satisfies(lines -> assertThat(lines.get(1))
                        .isEqualTo(missing + ": expected a PKCS12 file that can be read, found none"));
    }

    @Test
    void a_wrong_password_is_told_and_not_shown() {
        Path node = keys.file("node.p12");
        KeyFiles files = new KeyFiles(node, "guessed", keys.file("trust.p12"), TestKeys.PASSWORD);
        assertThat(problems(files, "127.0.0.1")).containsExactly(node + ": cannot be opened with this password");
        assertThat(files.toString()).doesNotContain("guessed").doesNotContain(TestKeys.PASSWORD);
    }
}
