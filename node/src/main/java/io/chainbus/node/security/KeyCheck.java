package io.chainbus.node.security;

import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whether a node's key files will do, told before anything is started: afterwards nothing would be seen but nodes that
 * never come together.
 */
public final class KeyCheck {

    private final List<Problem> problems = new ArrayList<>();

    private KeyCheck() {}

    /**
     * What is wrong with them, or nothing.
     *
     * @param host what others call the node, which its certificate has to name
     * @param protocol of TLS
     */
    public static List<Problem> problems(KeyFiles files, String host, String protocol) {
        KeyCheck check = new KeyCheck();
        check.check(files, host, protocol);
        return check.problems;
    }

    /**
     * Refuses them if they will not do.
     *
     * @throws InputRefused naming all that is wrong with them
     */
    public static void refuseIfUnusable(KeyFiles files, String host, String protocol) {
        List<Problem> problems = problems(files, host, protocol);
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
    }

    private void check(KeyFiles files, String host, String protocol) {
        try {
            KeyStore keys = load(files.keyStore(), files.keyStorePassword());
            KeyStore trusted = load(files.trustStore(), files.trustStorePassword());
            expect(files.keyStore(), "expected a key with its certificate, found none", keys, true);
            expect(files.trustStore(), "expected a trusted certificate, found none", trusted, false);
            if (problems.isEmpty()) {
                greet(files, keys, trusted, host, protocol);
            }
        } catch (GeneralSecurityException unusable) {
            problems.add(Problem.with(files.keyStore(), "cannot be used: " + unusable.getMessage()));
        }
    }

    private KeyStore load(Path file, String password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file.toFile())) {
            store.load(in, password.toCharArray());
            return store;
        } catch (IOException unusable) {
            problems.add(
                    unusable.getCause() instanceof UnrecoverableKeyException
                            ? Problem.with(file, "cannot be opened with this password")
                            : unusable instanceof java.io.FileNotFoundException
                                    ? Problem.with(file, "expected a PKCS12 file that can be read, found none")
                                    : Problem.with(file, "expected a PKCS12 file: " + unusable.getMessage()));
            KeyStore none = KeyStore.getInstance("PKCS12");
            loadNothing(none);
            return none;
        }
    }

    private static void loadNothing(KeyStore store) throws GeneralSecurityException {
        try {
            store.load(null, new char[0]);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether there is one; nothing more is said of a file that could not be read. */
    private void expect(Path file, String otherwise, KeyStore store, boolean key) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (key ? store.isKeyEntry(alias) : store.isCertificateEntry(alias)) {
                return;
            }
        }
        if (problems.stream().noneMatch(problem -> problem.source().equals(file.toString()))) {
            problems.add(Problem.with(file, otherwise));
        }
    }

    private void greet(KeyFiles files, KeyStore keys, KeyStore trusted, String host, String protocol)
            throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, files.keyStorePassword().toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        try {
            Greeting.of(context, host, protocol);
        } catch (SSLException refused) {
            problems.add(Problem.with(
                    files.keyStore(),
                    "expected a certificate of " + host + " that " + files.trustStore() + " trusts: "
                            + reason(refused)));
        }
    }

    private static String reason(Throwable refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
