package demi.store.postgres;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.bus.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes at one real database: who is among them, and who has what. */
class NodeLeaseTest {

    private static final String LATE = "UPDATE leases SET until = '2020-01-01T00:00:00Z' WHERE name = 'node:%s'";

    private TestPostgres server;
    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(TestPostgres.isAvailable());
        server = TestPostgres.shared();
        database = server.newDatabase();
        PostgresOpener.open(connections("demi"));
    }

    private Connections connections(String name) {
        return new Connections(server.server(database), name);
    }

    private NodeLease entered(String node) throws SQLException {
        NodeLease lease = new NodeLease(connections(NodeLease.applicationName(node)), node);
        lease.enter();
        return lease;
    }

    private static Failure.Code refused(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(Failure.class, work).code();
    }

    @Test
    void aShareIsOneNodesAtATime() throws SQLException {
        try (NodeLease a = entered("a");
                NodeLease b = entered("b")) {
            assertEquals(List.of("house", "people-1"), a.claim(List.of("house", "people-1")));
            assertEquals(List.of("people-2"), b.claim(List.of("house", "people-1", "people-2")));
            assertEquals(
                    Map.of("house", "a", "people-1", "a", "people-2", "b"),
                    a.renew().shares());
            a.release(List.of("people-1", "people-2"));
            assertEquals(Map.of("house", "a", "people-2", "b"), b.renew().shares(), "only one's own");
            a.leave();
            assertEquals(Map.of("people-2", "b"), b.renew().shares(), "what it had is free");
            assertEquals(List.of("house"), b.claim(List.of("house")));
        }
    }

    @Test
    void whoIsWellIsNotReplaced() throws SQLException {
        try (NodeLease a = entered("a");
                NodeLease b = entered("b")) {
            assertFalse(b.replace("a", false));
            assertFalse(b.replace("a", true), "its connection is there");
            a.renew();
        }
    }

    @Test
    void whoIsLateIsReplacedAndFindsOut() throws SQLException {
        try (NodeLease a = entered("a");
                NodeLease b = entered("b")) {
            a.claim(List.of("house"));
            server.sql(database, LATE.formatted("a"));
            assertEquals(List.of("a"), b.renew().late());
            assertTrue(b.replace("a", false));
            assertEquals(List.of("house"), b.claim(List.of("house")));
            // Its sessions were ended: over a new one it learns why.
            await().ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> refused(a::renew) == Failure.Code.NOT_FOUND);
            assertEquals(Failure.Code.NOT_FOUND, refused(() -> a.claim(List.of("people-1"))));
            assertEquals(Failure.Code.NOT_FOUND, refused(() -> a.replace("b", true)));
        }
    }

    @Test
    void whoseConnectionIsCutIsReplacedOnlyWhereItIsGone() throws SQLException {
        NodeLease a = entered("a");
        try (NodeLease b = entered("b")) {
            a.close();
            assertFalse(b.replace("a", false), "it can come back");
            await().until(() -> b.replace("a", true));
        }
    }

    @Test
    void nothingIsWrittenOnceANodeIsReplacedAndWhatWasBegunIsWaitedForOrEnded() throws SQLException {
        entered("a");
        try (NodeLease b = entered("b");
                Connection of = connections(NodeLease.applicationName("a")).open();
                Statement statement = of.createStatement()) {
            of.setAutoCommit(false);
            try (ResultSet held = statement.executeQuery(
                    "SELECT 1 FROM leases WHERE name = '" + NodeLease.row("a") + "' FOR KEY SHARE")) {
                assertTrue(held.next());
            }
            statement.execute("INSERT INTO leases (name) VALUES ('written')");
            // It stands still with a transaction open.
            server.sql(database, LATE.formatted("a"));
            await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> b.replace("a", false));
            assertThrows(SQLException.class, of::commit);
            assertEquals(0, server.number(database, "SELECT count(*) FROM leases WHERE name = 'written'"));
        }
    }

    @Test
    void nodesAndOneThatIsAloneDoNotWorkBesideEachOther() throws SQLException {
        SoleUse alone = new SoleUse(connections("demi"));
        NodeLease a = entered("a");
        assertEquals(Failure.Code.UNAVAILABLE, refused(alone::claim));
        a.close();
        await().ignoreExceptionsInstanceOf(Failure.class).untilAsserted(alone::claim);
        try (alone) {
            assertEquals(Failure.Code.UNAVAILABLE, refused(() -> entered("b")));
        }
    }

    @Test
    void whatDiedLongAgoIsForgotten() throws SQLException {
        entered("a").close();
        server.sql(database, LATE.formatted("a"));
        try (NodeLease b = entered("b")) {
            assertEquals(List.of(), b.renew().late());
        }
    }
}
