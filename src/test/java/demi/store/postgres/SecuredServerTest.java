package demi.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.util.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A server that wants a password, and shows a certificate of a made authority. */
class SecuredServerTest {

    private static final String PASSWORD = "p:w/o@r d%\\";

    @TempDir
    static Path certificates;

    private static @Nullable TestPostgres server;
    private static String database = "";

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(TestPostgres.isAvailable());
        TestCertificates made = new TestCertificates(certificates);
        made.makeAuthority("ca");
        made.makeAuthority("other");
        made.make("localhost", "DNS:localhost", "ca");
        server = TestPostgres.start(SecuredServerTest::prepare);
        database = server.newDatabase();
        server.sql("postgres", "CREATE USER demi PASSWORD '" + PASSWORD + "'");
        server.sql("postgres", "ALTER DATABASE " + database + " OWNER TO demi");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<String> prepare(Path folder) throws IOException {
        Path key = Files.copy(certificates.resolve("localhost.key"), folder.resolve("server.key"));
        Path certificate = Files.copy(certificates.resolve("localhost.pem"), folder.resolve("server.pem"));
        TestPostgres.own(folder);
        TestPostgres.execute(List.of("chmod", "600", key.toString()));
        Files.writeString(folder.resolve("data").resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                hostssl all demi 127.0.0.1/32 scram-sha-256
                """, StandardOpenOption.TRUNCATE_EXISTING);
        return List.of("ssl=on", "ssl_key_file=" + key, "ssl_cert_file=" + certificate);
    }

    private static PostgresServer server(
            String host, TlsMode mode, @Nullable String authority, @Nullable String password) {
        return new PostgresServer(
                List.of(new PostgresServer.Host(
                        host, Objects.requireNonNull(server).port())),
                database,
                "demi",
                password == null ? null : new Secret(password),
                mode,
                authority == null ? null : certificates.resolve(authority + ".pem"),
                null);
    }

    private static String refusal(PostgresServer server) {
        Failure failure = assertThrows(Failure.class, () -> PostgresCheck.of(server));
        assertEquals(Failure.Code.UNAVAILABLE, failure.code());
        assertFalse(failure.sentence().contains("127.0.0.1"), failure.sentence());
        assertFalse(failure.sentence().contains("demi\""), failure.sentence());
        return failure.sentence();
    }

    @Test
    void aServerWithTheRightCertificateIsUsed() {
        PostgresServer secured = server("localhost", TlsMode.VERIFY_FULL, "ca", PASSWORD);
        new StoreFixture(StoreSettings.defaults(new Database.Server(secured)), 5_000).close();
        assertTrue(PostgresCheck.of(secured).ready());
    }

    @Test
    void aCertificateOfAnotherAuthorityOrForAnotherHostIsNotAccepted() {
        assertTrue(refusal(server("localhost", TlsMode.VERIFY_FULL, "other", PASSWORD))
                .contains("sslrootcert"));
        assertTrue(refusal(server("127.0.0.1", TlsMode.VERIFY_FULL, "ca", PASSWORD))
                .contains("sslrootcert"));
        PostgresCheck.of(server("127.0.0.1", TlsMode.VERIFY_CA, "ca", PASSWORD));
        assertTrue(refusal(server("localhost", TlsMode.VERIFY_CA, "other", PASSWORD))
                .contains("sslrootcert"));
        PostgresCheck.of(server("localhost", TlsMode.REQUIRE, null, PASSWORD));
        PostgresCheck.of(server("localhost", TlsMode.PREFER, null, PASSWORD));
    }

    @Test
    void aConnectionThatIsNotEncryptedIsNotMade() {
        assertTrue(refusal(server("localhost", TlsMode.DISABLE, null, PASSWORD)).contains("does not accept"));
    }

    @Test
    void aPasswordComesFromLibpqsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("pgpass"),
                "# comment\nother:*:*:*:x\nlocalhost:*:*:demi:"
                        + PASSWORD.replace("\\", "\\\\").replace(":", "\\:") + "\n");
        PostgresServer without = server("localhost", TlsMode.VERIFY_FULL, "ca", null);
        PostgresCheck.of(new PostgresServer(
                without.hosts(), without.database(), without.user(), null, without.tls(), without.rootCert(), file));
        assertTrue(refusal(without).contains("does not accept"), "no password at all");
    }

    @Test
    void noPasswordIsEverLogged() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
        try {
            aServerWithTheRightCertificateIsUsed();
            refusal(server("localhost", TlsMode.REQUIRE, null, "wrong-" + PASSWORD));
            refusal(server("localhost", TlsMode.VERIFY_FULL, "other", PASSWORD));
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        String logged = appender.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertFalse(appender.list.isEmpty());
        assertFalse(logged.contains(PASSWORD));
    }
}
