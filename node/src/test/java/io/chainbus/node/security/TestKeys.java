package io.chainbus.node.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keys and certificates of the script that users have. */
record TestKeys(Path folder) {

    static final String PASSWORD = "not-the-usual-one";

    /** Makes them, once for a class of tests. */
    static TestKeys in(Path parent) throws IOException, InterruptedException {
        Path keys = parent.resolve("keys");
        Path log = parent.resolve("make.log");
        ProcessBuilder builder = new ProcessBuilder("../packaging/make-test-certificates", keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CHAINBUS_TEST_PASSWORD", PASSWORD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = builder.start().waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
        return new TestKeys(keys);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** One of the key stores, with the CA that is trusted. */
    KeyFiles of(String keyStore) {
        return new KeyFiles(file(keyStore), PASSWORD, file("trust.p12"), PASSWORD);
    }

    /** The same as a node's options. */
    Map<String, Object> options(String keyStore) {
        KeyFiles files = of(keyStore);
        return Map.of(
                "tls.key-store", files.keyStore().toString(),
                "tls.key-store-password", files.keyStorePassword(),
                "tls.trust-store", files.trustStore().toString(),
                "tls.trust-store-password", files.trustStorePassword());
    }
}
