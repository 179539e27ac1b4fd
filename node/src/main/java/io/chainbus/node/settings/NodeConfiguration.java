package io.chainbus.node.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.chainbus.cluster.journal.jdbc.JdbcJournal;
import io.chainbus.hocon.HoconFile;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.node.security.KeyFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a node is configured by. What counts more stands further up:
 *
 * <pre>
 *   command line           --port 2552
 *   environment            CHAINBUS_NODE_PORT=2552
 *   system properties      -Dakka.cluster.roles.0=edge
 *   the node's own file    --config node.conf
 *   chainbus-node.conf     the defaults, each with its reason
 *   reference.conf         of the libraries
 * </pre>
 *
 * <p>Every key of {@code chainbus.node} has a variable: {@code management.port} is {@code CHAINBUS_NODE_MANAGEMENT_PORT}.
 * The file may also set whatever else there is below {@code akka} and {@code chainbus}.
 *
 * @param settings what {@code chainbus.node} comes to
 * @param config the whole, with what follows from the settings for Akka
 */
public record NodeConfiguration(NodeSettings settings, Config config) {

    private static final String PREFIX = "CHAINBUS_NODE_";
    private static final String TLS = "akka.remote.artery.ssl.config-ssl-engine.";

    /**
     * Puts them together.
     *
     * @param options what the command line says, by key: {@code management.port} for {@code --management-port}
     * @param environment of the process
     * @param file the node's own, or null
     * @throws InputRefused naming all that is wrong with them
     */
    public static NodeConfiguration of(
            Map<String, Object> options, Map<String, String> environment, @Nullable Path file) {
        Config defaults = ConfigFactory.parseResources(NodeConfiguration.class.getClassLoader(), "chainbus-node.conf");
        Config said = ConfigFactory.empty();
        for (Map.Entry<String, Object> option : options.entrySet()) {
            String name = "--" + option.getKey().replace('.', '-');
            said = said.withFallback(one(option.getKey(), option.getValue(), name));
        }
        Set<String> keys = new TreeSet<>();
        defaults.getConfig(SettingsReader.ROOT).entrySet().forEach(entry -> keys.add(entry.getKey()));
        List<Problem> problems = new ArrayList<>();
        said = said.withFallback(environment(environment, keys, problems));
        said = said.withFallback(ConfigFactory.defaultOverrides());
        if (file != null) {
            said = said.withFallback(HoconFile.parse(file));
        }
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
        return of(said.withFallback(defaults), keys);
    }

    private static NodeConfiguration of(Config said, Set<String> keys) {
        try {
            Config config = said.withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
            refuseUnknown(config.getConfig(SettingsReader.ROOT), keys);
            NodeSettings settings = SettingsReader.read(config);
            return new NodeConfiguration(settings, following(settings).withFallback(config));
        } catch (ConfigException malformed) {
            throw refused(malformed);
        }
    }

    /** What somebody wrote that a library cannot use. */
    public static InputRefused refused(ConfigException malformed) {
        String message = String.valueOf(malformed.getMessage());
        if (malformed.origin() == null) {
            return new InputRefused(new Problem("configuration", Problem.WHOLE, message));
        }
        String where = malformed.origin().description() + ": ";
        return new InputRefused(SettingsReader.problem(
                malformed.origin(), message.startsWith(where) ? message.substring(where.length()) : message));
    }

    private static Config one(String key, Object value, String origin) {
        return ConfigValueFactory.fromAnyRef(value, origin).atPath(SettingsReader.ROOT + "." + key);
    }

    private static Config environment(Map<String, String> environment, Set<String> keys, List<Problem> problems) {
        Map<String, String> known = keys.stream().collect(Collectors.toMap(NodeConfiguration::variable, key -> key));
        Config said = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String key = known.get(variable.getKey());
            if (key != null) {
                said = said.withFallback(one(key, variable.getValue(), variable.getKey()));
            } else if (variable.getKey().startsWith(PREFIX)) {
                problems.add(new Problem(
                        variable.getKey(),
                        Problem.WHOLE,
                        "expected one of " + String.join(", ", new TreeSet<>(known.keySet()))));
            }
        }
        return said;
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** A key that nobody reads is a misspelt one. */
    private static void refuseUnknown(Config node, Set<String> keys) {
        List<Problem> problems = node.entrySet().stream()
                .filter(entry -> !keys.contains(entry.getKey()))
                .map(entry -> SettingsReader.problem(
                        entry.getValue().origin(),
                        "expected in " + SettingsReader.ROOT + " one of " + String.join(", ", keys) + ", found '"
                                + entry.getKey() + "'"))
                .toList();
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
    }

    /** What Akka has to know of it, under its own names. */
    private static Config following(NodeSettings settings) {
        Map<String, Object> akka = new LinkedHashMap<>();
        akka.put("chainbus.cluster.node", settings.name());
        akka.put("akka.remote.artery.canonical.hostname", settings.address().host());
        akka.put("akka.remote.artery.canonical.port", settings.address().port());
        akka.put("akka.management.http.hostname", settings.management().host());
        akka.put("akka.management.http.port", settings.management().port());
        akka.put(
                "akka.cluster.shutdown-after-unsuccessful-join-seed-nodes",
                settings.joinTimeout().toMillis() + " ms");
        JournalSettings journal = settings.journal();
        if (journal != null) {
            akka.put("chainbus.cluster.journal", JdbcJournal.class.getName());
            akka.put("chainbus.cluster.jdbc.url", journal.url());
            akka.put("chainbus.cluster.jdbc.user", journal.user());
            akka.put("chainbus.cluster.jdbc.password", journal.password());
        }
        KeyFiles keys = settings.keys();
        if (keys != null) {
            akka.put("akka.remote.artery.transport", "tls-tcp");
            akka.put(TLS + "key-store", keys.keyStore().toString());
            akka.put(TLS + "key-store-password", keys.keyStorePassword());
            akka.put(TLS + "key-password", keys.keyStorePassword());
            akka.put(TLS + "trust-store", keys.trustStore().toString());
            akka.put(TLS + "trust-store-password", keys.trustStorePassword());
        }
        return ConfigFactory.parseMap(akka, "the node's settings");
    }
}
