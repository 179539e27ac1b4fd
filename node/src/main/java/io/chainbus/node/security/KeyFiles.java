package io.chainbus.node.security;

import java.nio.file.Path;

/**
 * The two files of mutual TLS, in PKCS12.
 *
 * @param keyStore the node's own key, with its certificate
 * @param trustStore whose certificates are trusted
 */
public record KeyFiles(Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {

    /** Without the passwords. */
    @Override
    public String toString() {
        return "key store " + keyStore + ", trust store " + trustStore;
    }
}
