package io.chainbus.node.settings;

/**
 * Where a node's chains keep what outlives their coordinators.
 *
 * @param url of the database: {@code jdbc:postgresql:}, or {@code jdbc:h2:file:} for the nodes of one machine
 * @param user empty where the URL says it, or none is needed
 */
public record JournalSettings(String url, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return url.split("[?;]", 2)[0];
    }
}
