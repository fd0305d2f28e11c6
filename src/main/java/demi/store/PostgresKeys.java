package demi.store;

import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import demi.store.postgres.PostgresServer;
import demi.store.postgres.PostgresServer.Host;
import demi.store.postgres.TlsMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the address of a PostgreSQL database leaves out, under the names that libpq's variables have. */
final class PostgresKeys {

    private static final Key<String> HOST = Key.of(
                    "database.host", ValueTypes.HOST_NAME, null, "The PostgreSQL server.")
            .variable("PGHOST");
    private static final Key<Integer> PORT = Key.of("database.port", ValueTypes.whole(1, 65_535), null, "Its port.")
            .variable("PGPORT");
    private static final Key<String> NAME = Key.of(
                    "database.name", ValueTypes.LINE, null, "The name of the database there.")
            .variable("PGDATABASE");
    private static final Key<String> USER =
            Key.of("database.user", ValueTypes.LINE, null, "Its user.").variable("PGUSER");
    private static final Key<String> PASSWORD = Key.of(
                    "database.password", ValueTypes.LINE, null, "The password of that user.")
            .variable("PGPASSWORD")
            .hidden();
    private static final Key<Path> PASSWORD_FILE = Key.of(
                    "database.password_file", ValueTypes.PATH, null, "A file with passwords, as libpq reads it.")
            .variable("PGPASSFILE");
    private static final Key<TlsMode> TLS = Key.of(
                    "database.sslmode",
                    new ValueType<>(
                            "disable, allow, prefer, require, verify-ca or verify-full",
                            text -> TlsMode.of(text.toLowerCase(Locale.ROOT)),
                            TlsMode::key),
                    null,
                    "How the connection is encrypted, and the server checked.")
            .variable("PGSSLMODE");
    private static final Key<Path> ROOT_CERT = Key.of(
                    "database.sslrootcert", ValueTypes.PATH, null, "Certificates that the server's comes from.")
            .variable("PGSSLROOTCERT");

    static final List<Key<?>> ALL = List.of(HOST, PORT, NAME, USER, PASSWORD, PASSWORD_FILE, TLS, ROOT_CERT);

    private PostgresKeys() {}

    /** A server with what its address and these settings say, and libpq's defaults for the rest. */
    static PostgresServer complete(PostgresServer said, Settings settings) {
        return absolute(said.orElse(configured(settings)), settings).complete();
    }

    private static PostgresServer configured(Settings settings) {
        String host = settings.find(HOST);
        Integer port = settings.find(PORT);
        return new PostgresServer(
                host == null && port == null
                        ? List.of()
                        : List.of(new Host(host == null ? "" : host, port == null ? 0 : port)),
                settings.find(NAME),
                settings.find(USER),
                settings.secret(PASSWORD),
                settings.find(TLS),
                settings.find(ROOT_CERT),
                settings.find(PASSWORD_FILE));
    }

    private static PostgresServer absolute(PostgresServer server, Settings settings) {
        return new PostgresServer(
                server.hosts(),
                server.database(),
                server.user(),
                server.password(),
                server.tls(),
                absolute(server.rootCert(), settings),
                absolute(server.passwordFile(), settings));
    }

    private static @Nullable Path absolute(@Nullable Path path, Settings settings) {
        return path == null ? null : settings.absolute(path);
    }
}
