package io.chainbus.node.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.node.security.KeyFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code chainbus.node}, and notes all that is wrong with it, each with where it was said. */
final class SettingsReader {

    static final String ROOT = "chainbus.node";

    /** What an actor system may be called, since the cluster's name is its. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]*");

    /** Those that a journal can be in: what is kept in H2's memory is gone when the process is. */
    private static final Pattern DATABASE = Pattern.compile("jdbc:(postgresql:|h2:(?!mem:))");

    private final Config node;
    private final List<Problem> problems = new ArrayList<>();

    private SettingsReader(Config config) {
        this.node = config.getConfig(ROOT);
    }

    /** @throws InputRefused naming all that is wrong */
    static NodeSettings read(Config config) {
        SettingsReader reader = new SettingsReader(config);
        NodeSettings settings = reader.settings();
        if (!reader.problems.isEmpty()) {
            throw new InputRefused(reader.problems);
        }
        return settings;
    }

    private NodeSettings settings() {
        NodeAddress address = new NodeAddress(host("host"), port("port"));
        NodeAddress management = new NodeAddress(host("management.host"), port("management.port"));
        String history = text("history");
        return new NodeSettings(
                cluster(),
                text("name").strip(),
                address,
                seeds(),
                joinTimeout(),
                keys(address),
                management,
                journal(address),
                history.isBlank() ? null : Path.of(history));
    }

    private String cluster() {
        String name = text("cluster");
        return NAME.matcher(name).matches() ? name : wrong("cluster", "a name of letters, digits, - and _", "chainbus");
    }

    private String text(String path) {
        try {
            return node.getString(path);
        } catch (ConfigException.WrongType other) {
            return wrong(path, "a string", "");
        }
    }

    private String host(String path) {
        String host = text(path).strip();
        return host.isEmpty() || host.contains(" ") || host.contains("/")
                ? wrong(path, "the name or address of a host", "127.0.0.1")
                : host;
    }

    private int port(String path) {
        try {
            int port = node.getInt(path);
            if (port >= 0 && port <= NodeAddress.LARGEST_PORT) {
                return port;
            }
        } catch (ConfigException.WrongType | ConfigException.BadValue noNumber) {
            // Said below.
        }
        return wrong(path, "a port from 0 to " + NodeAddress.LARGEST_PORT, 0);
    }

    private boolean flag(String path) {
        try {
            return node.getBoolean(path);
        } catch (ConfigException.WrongType other) {
            return wrong(path, "true or false", false);
        }
    }

    private Duration joinTimeout() {
        try {
            Duration timeout = node.getDuration("join-timeout");
            if (!timeout.isNegative() && !timeout.isZero()) {
                return timeout;
            }
        } catch (ConfigException.WrongType | ConfigException.BadValue none) {
            // Said below.
        }
        return wrong("join-timeout", "a time, such as 60 s", Duration.ofSeconds(1));
    }

    /** A list, or one string with commas, as an environment variable has it. */
    private List<NodeAddress> seeds() {
        List<NodeAddress> seeds = new ArrayList<>();
        ConfigValue value = node.getValue("seeds");
        List<?> said = value instanceof ConfigList list
                ? list.unwrapped()
                : List.of(value.unwrapped().toString().split(","));
        for (Object seed : said) {
            String text = String.valueOf(seed).strip();
            if (!text.isEmpty()) {
                Optional<NodeAddress> address = NodeAddress.parse(text).filter(parsed -> parsed.port() > 0);
                address.ifPresentOrElse(
                        seeds::add, () -> wrong("seeds", "host:port for each node", "'" + text + "'", false));
            }
        }
        return seeds;
    }

    private @Nullable KeyFiles keys(NodeAddress address) {
        String keyStore = text("tls.key-store");
        String trustStore = text("tls.trust-store");
        if (keyStore.isBlank() && trustStore.isBlank()) {
            if (!flag("insecure") && !isLoopback(address.host())) {
                say(
                        "host",
                        "expected tls.key-store and tls.trust-store, or insecure = true, for a node that others reach"
                                + " over the network, found neither for '" + address.host() + "'");
            }
            return null;
        }
        String missing = keyStore.isBlank() ? "tls.key-store" : trustStore.isBlank() ? "tls.trust-store" : "";
        if (!missing.isEmpty()) {
            wrong(missing, "a file, since the other one is there", "none", false);
            return null;
        }
        return new KeyFiles(
                Path.of(keyStore),
                text("tls.key-store-password"),
                Path.of(trustStore),
                text("tls.trust-store-password"));
    }

    private @Nullable JournalSettings journal(NodeAddress address) {
        String durability = text("durability").strip();
        if (durability.equals("none")) {
            return null;
        }
        if (!durability.equals("journal")) {
            wrong("durability", "journal or none", durability);
            return null;
        }
        String url = text("journal.url").strip();
        if (!DATABASE.matcher(url).lookingAt()) {
            wrong("journal.url", "jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH", url);
            return null;
        }
        if (url.startsWith("jdbc:h2:") && !isLoopback(address.host())) {
            say(
                    "journal.url",
                    "expected jdbc:postgresql://HOST/DATABASE in 'journal.url', or durability = none, for a node that others"
                            + " reach over the network: an H2 file is for the nodes of one machine");
        }
        return new JournalSettings(url, text("journal.user"), text("journal.password"));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private <V> V wrong(String path, String expected, V standIn) {
        return wrong(path, expected, "'" + node.getValue(path).unwrapped() + "'", standIn);
    }

    private <V> V wrong(String path, String expected, String found, V standIn) {
        say(path, "expected " + expected + " in '" + path + "', found " + found);
        return standIn;
    }

    private void say(String path, String wrong) {
        problems.add(problem(node.getValue(path).origin(), wrong));
    }

    /** What stands in no file is told of where it was said: the option, the environment's variable. */
    static Problem problem(ConfigOrigin origin, String expected) {
        String file = origin.filename();
        return file == null
                ? new Problem(origin.description(), Problem.WHOLE, expected)
                : new Problem(file, Math.max(origin.lineNumber(), Problem.WHOLE), expected);
    }
}
