package demi.store.postgres;

import demi.api.value.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens connections to one server. Blocking. */
public final class Connections {

    /** Whoever waits for a write has not given up by then. */
    private static final int CONNECT_SECONDS = 4;
    /** A server that says nothing for so long is gone, whatever TCP thinks. */
    private static final int SILENCE_SECONDS = 30;

    /** Times are compared as text in UTC; a plan is made for the words that are looked for, not for any. */
    private static final String SESSION = "SET TIME ZONE 'UTC'; SET plan_cache_mode = force_custom_plan;"
            + " SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"
            + " SET default_transaction_isolation = 'read committed'; SET synchronous_commit = on";

    /** What the driver logs by itself names hosts, and goes past the log; held here, or it would be forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private final PostgresServer server;
    private final String name;

    public Connections(PostgresServer server) {
        this(server, "demi");
    }

    /** @param name what the server knows them by */
    Connections(PostgresServer server, String name) {
        this.server = server.complete();
        this.name = name;
    }

    /** One with auto-commit on. */
    public Connection open() throws SQLException {
        Connection connection = connect(SILENCE_SECONDS);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** One on which statements may take as long as they need. */
    Connection openForMigration() throws SQLException {
        return connect(0);
    }

    private Connection connect(int silence) throws SQLException {
        return DriverManager.getConnection(url(), properties(silence));
    }

    /** Without user and password, so that whoever logs it tells neither. */
    private String url() {
        return server.hosts().stream()
                .map(host -> host.name() + ":" + host.port())
                .collect(Collectors.joining(",", "jdbc:postgresql://", "/"));
    }

    private Properties properties(int silence) {
        Properties properties = new Properties();
        set(properties, "PGDBNAME", server.database());
        set(properties, "user", server.user());
        set(properties, "password", password());
        set(properties, "sslmode", server.tls() == null ? null : server.tls().key());
        set(
                properties,
                "sslrootcert",
                server.rootCert() == null ? null : server.rootCert().toString());
        set(properties, "ApplicationName", name);
        set(properties, "connectTimeout", Integer.toString(CONNECT_SECONDS));
        set(properties, "loginTimeout", Integer.toString(CONNECT_SECONDS));
        set(properties, "socketTimeout", Integer.toString(silence));
        set(properties, "tcpKeepAlive", "true");
        // The detail of an error is what somebody has written.
        set(properties, "logServerErrorDetail", "false");
        if (server.hosts().size() > 1) {
            set(properties, "targetServerType", "primary");
            // After a failover what was the primary a moment ago is not.
            set(properties, "hostRecheckSeconds", "0");
        }
        return properties;
    }

    private @Nullable String password() {
        Secret password = server.password();
        if (password != null || server.passwordFile() == null) {
            return password == null ? null : password.value();
        }
        return server.hosts().stream()
                .map(host -> PasswordFile.find(server.passwordFile(), host, server))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
