package io.chainbus.node.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is reached: {@code host:port}. A host is a name, an IPv4 address, or an IPv6 address, which is written in
 * brackets.
 *
 * @param host without brackets
 * @param port 0 where the system is to choose one
 */
public record NodeAddress(String host, int port) {

    static final int LARGEST_PORT = 65535;

    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:/@\\[\\]]+)):([0-9]{1,5})");

    public NodeAddress {
        if (host.isBlank() || port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("no address: " + host + ":" + port);
        }
    }

    /** Reads {@code host:port}; nothing where it is something else. */
    public static Optional<NodeAddress> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        String bracketed = matcher.group(1);
        String host = bracketed == null ? matcher.group(2) : bracketed;
        return port > LARGEST_PORT ? Optional.empty() : Optional.of(new NodeAddress(host, port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
