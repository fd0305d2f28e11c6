package demi.store.postgres;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Secret;
import demi.store.postgres.PostgresServer.Host;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    private static final String ALL = "postgresql://us%40er:p%2Fw%3A%40@one:5433,two,[::1]:5434/da%20ta"
            + "?sslmode=verify-full&sslrootcert=/srv/ca.pem&target_session_attrs=read-write";

    @Test
    void everyPartIsRead() {
        assertEquals(
                new PostgresServer(
                        List.of(new Host("one", 5433), new Host("two", 0), new Host("[::1]", 5434)),
                        "da ta",
                        "us@er",
                        new Secret("p/w:@"),
                        TlsMode.VERIFY_FULL,
                        Path.of("/srv/ca.pem"),
                        null),
                PostgresUrl.parse(ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://h/d",
                "postgres://h/d",
                "jdbc:postgresql://h/d",
                "POSTGRESQL://h/d",
                "postgresql://h?dbname=d"
            })
    void allWaysToWriteItAreOne(String url) {
        assertTrue(PostgresUrl.isOne(url));
        PostgresServer server = PostgresUrl.parse(url);
        assertEquals(List.of(new Host("h", 0)), server.hosts());
        assertEquals("d", server.database());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql:d",
                "postgresql://h:0/d",
                "postgresql://h:65536/d",
                "postgresql://h:x/d",
                "postgresql://u:p@w@h/d",
                "postgresql://u:p/w@h/d",
                "postgresql://h/d/e",
                "postgresql://h/d?sslmode=sometimes",
                "postgresql://h/d?target_session_attrs=standby",
                "postgresql://h/d?options=-csearch_path%3Dother",
                "postgresql://h/d?socketFactory=evil.Factory",
                "postgresql://h/d?sslmode=require&sslmode=disable",
                "postgresql://h/d?dbname=e",
                "postgresql://h/d%00",
                "postgresql://h/d#x",
                "postgresql://h e/d"
            })
    void whatCannotBeMeantIsRefused(String url) {
        assertTrue(PostgresUrl.isOne(url));
        assertThrows(IllegalArgumentException.class, () -> PostgresUrl.parse(url));
    }

    @Test
    void whatIsLeftOutComesFromElsewhereAndThenFromLibpqsDefaults() {
        PostgresServer elsewhere = new PostgresServer(
                List.of(new Host("db", 5433)), "house", "demi", new Secret("pw"), TlsMode.REQUIRE, null, Path.of("/p"));
        PostgresServer bare =
                PostgresUrl.parse("postgresql:///").orElse(elsewhere).complete();
        PostgresServer said = PostgresUrl.parse("postgresql://me:mine@other/d?sslmode=disable")
                .orElse(elsewhere)
                .complete();
        PostgresServer nothing = PostgresServer.NONE.complete();

        assertEquals(elsewhere, bare);
        assertEquals(List.of(new Host("other", 5433)), said.hosts());
        assertEquals("d", said.database());
        assertEquals(new Secret("mine"), said.password());
        assertEquals(TlsMode.DISABLE, said.tls());
        assertEquals(List.of(new Host("localhost", 5432)), nothing.hosts());
        assertEquals(System.getProperty("user.name"), nothing.user());
        assertEquals(nothing.user(), nothing.database());
        assertEquals(TlsMode.PREFER, nothing.tls());
        assertNull(nothing.password());
    }

    /** Certificates that are given are meant to be looked at. */
    @Test
    void certificatesAloneMeanThatTheServerIsChecked() {
        assertEquals(
                TlsMode.VERIFY_FULL,
                PostgresUrl.parse("postgresql://h/d?sslrootcert=/ca.pem")
                        .complete()
                        .tls());
    }

    @Test
    void nothingShowsThePassword() {
        PostgresServer server = PostgresUrl.parse(ALL);
        String shown = server + server.shown() + List.of(server) + requireNonNull(server.password());
        assertFalse(shown.contains("p/w"), shown);
        assertTrue(server.shown().contains("one:5433"), shown);
    }
}
