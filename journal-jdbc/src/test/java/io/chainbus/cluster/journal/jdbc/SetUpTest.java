package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal that cannot be used says of it: one line that names the place. */
class SetUpTest {

    @TempDir
    private Path directory;

    @Test
    void a_url_of_something_else() {
        assertThat(refusal("jdbc:mysql://db/chains?password=secret"))
                .isEqualTo("chainbus.cluster.jdbc.url = \"jdbc:mysql://db/chains\":"
                        + " expected jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH");
    }

    @Test
    void a_database_in_memory() {
        assertThat(refusal("jdbc:h2:mem:x")).contains("keeps nothing");
    }

    @Test
    void an_h2_file_that_is_written_late() {
        assertThat(refusal("jdbc:h2:file:x;write_delay=500")).contains("WRITE_DELAY other than 0");
    }

    @Test
    void an_h2_file_is_made_durable() {
        assertThat(settings("jdbc:h2:file:x").url()).isEqualTo("jdbc:h2:file:x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(settings("jdbc:h2:file:x;AUTO_SERVER=TRUE").url())
                .isEqualTo("jdbc:h2:file:x;AUTO_SERVER=TRUE;WRITE_DELAY=0");
        assertThat(settings("jdbc:h2:file:x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=TRUE")
                        .url())
                .isEqualTo("jdbc:h2:file:x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=TRUE");
    }

    @Test
    void a_setting_of_the_wrong_kind() {
        assertThat(refusal(Databases.h2(directory), Map.of("pool-size", "many")))
                .contains("pool-size");
        assertThat(refusal(Databases.h2(directory), Map.of("pool-size", 0)))
                .isEqualTo("chainbus.cluster.jdbc.pool-size = 0: expected at least 1");
        assertThat(refusal(Databases.h2(directory), Map.of("connect-timeout", "1 ms")))
                .isEqualTo("chainbus.cluster.jdbc.connect-timeout = 1 ms: expected at least 250 ms");
    }

    @Test
    void a_server_that_cannot_be_reached() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + nobody + "/chains";
        assertThat(refusal(url, Map.of("connect-timeout", "300 ms")))
                .startsWith("the journal's database " + url + " cannot be reached: ")
                .contains("refused");
    }

    @Test
    void a_database_that_is_not_there() {
        String url = Databases.url(Databases.postgresPort(), "nowhere");
        assertThat(refusal(url, Map.of("connect-timeout", "300 ms")))
                .contains("cannot be reached")
                .contains("database \"nowhere\" does not exist");
    }

    @Test
    void a_schema_of_a_newer_version() throws SQLException {
        for (String url : new String[] {Databases.h2(directory), Databases.postgres()}) {
            Databases.open(url).close();
            execute(
                    url,
                    "UPDATE \"chainbus_schema_history\" SET \"version\" = '99', \"script\" = 'V99__later.sql',"
                            + " \"description\" = 'later' WHERE \"version\" = '1'");
            assertThat(refusal(url))
                    .startsWith("the journal's schema in " + url.split("[?;]", 2)[0])
                    .endsWith("is of version 99, which is newer than this Chainbus: use one that knows it");
        }
    }

    @Test
    void a_schema_that_is_not_there_and_must_not_be_made() throws SQLException {
        String url = Databases.postgres();
        assertThat(refusal(url, Map.of("migrate", false)))
                .contains("is of version none, and this Chainbus needs 1: set chainbus.cluster.jdbc.migrate = on");
        Databases.open(url).close();
        Databases.open(url, Map.of("migrate", false)).close();
    }

    @Test
    void a_schema_that_somebody_has_changed() throws SQLException {
        String url = Databases.h2(directory);
        Databases.open(url).close();
        execute(url, "UPDATE \"chainbus_schema_history\" SET \"checksum\" = 17 WHERE \"version\" = '1'");
        assertThat(refusal(url)).contains("checksum mismatch");
    }

    @Test
    void an_application_s_tables_beside_it_are_no_matter() throws SQLException {
        String url = Databases.postgres();
        execute(url, "CREATE TABLE orders (id BIGINT)");
        Databases.open(url).close();
    }

    private static void execute(String url, String sql) throws SQLException {
        String user = url.startsWith("jdbc:h2:") ? "sa" : "postgres";
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JdbcSettings settings(String url) {
        return JdbcSettings.of(Databases.config(url, Map.of()));
    }

    private static String refusal(String url) {
        return refusal(url, Map.of());
    }

    private static String refusal(String url, Map<String, ?> others) {
        JournalUnusableException refused = catchThrowableOfType(
                JournalUnusableException.class,
                () -> Databases.open(url, others).close());
        String line = String.valueOf(refused.getMessage());
        assertThat(line).doesNotContain("\n").doesNotContain("secret");
        return line;
    }
}
