package demi.store.postgres;

import demi.api.store.NodeStore.View;
import demi.bus.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's place among those that share a database: a row of {@code leases} that every write of the node holds on to, so that
 * nothing of a node is written once others have taken its row away; and a lock that the server frees where the node's connection is
 * cut. Blocking; used by one thread at a time.
 */
final class NodeLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    static final String GIVEN_UP = "The other nodes have taken over from this one.";

    private static final String HOUSE = "house";
    private static final String NOW = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.USZ')";
    private static final String END =
            "to_char((clock_timestamp() + interval '8 seconds') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.USZ')";

    private static final String SESSION = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
            + " SET tcp_keepalives_count = 3; SET lock_timeout = '2s'; SET statement_timeout = '5s'";
    private static final String WITH_OTHERS =
            "SELECT pg_try_advisory_lock_shared(hashtextextended('demi: at work', 0))";
    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended('demi: node ' || ?, 0))";

    private static final String ENTER =
            "INSERT INTO leases (name, holder, token, until) VALUES ('node:' || ?, ?, 1, " + END + ")";
    private static final String RENEW = "UPDATE leases SET until = " + END + " WHERE name = 'node:' || ?";
    private static final String LEAVE = "DELETE FROM leases WHERE name = 'node:' || ?";
    private static final String VIEW = "SELECT name, holder, coalesce(until >= " + NOW + ", false) FROM leases";

    /** Nobody takes this node's row while it takes another's: of two that would, one is refused. */
    private static final String HOLD = "SELECT 1 FROM leases WHERE name = 'node:' || ? FOR KEY SHARE";

    private static final String MAKE_HOUSE = "INSERT INTO leases (name) VALUES ('house') ON CONFLICT (name) DO NOTHING";
    private static final String HOLDER = "SELECT holder FROM leases WHERE name = 'house' FOR UPDATE";
    private static final String IN_TERM = "SELECT until >= " + NOW + " FROM leases WHERE name = 'node:' || ?";
    private static final String IS_CUT = "SELECT pg_try_advisory_xact_lock(hashtextextended('demi: node ' || ?, 0))";
    /** A process that stands still may hold on to its row. */
    private static final String END_SESSIONS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = ?"
                    + " AND usename = current_user AND pid <> pg_backend_pid()";

    private static final String TAKE_HOUSE = "UPDATE leases SET holder = ?, token = token + 1 WHERE name = 'house'";
    private static final String GIVE_BACK = "UPDATE leases SET holder = NULL WHERE name = 'house' AND holder = ?";

    private final Connections connections;
    private final String node;
    private @Nullable Connection connection;

    /** @param connections that the server knows by {@link #applicationName} */
    NodeLease(Connections connections, String node) {
        this.connections = connections;
        this.node = node;
    }

    /** What a node's connections are called at the server; PostgreSQL cuts it at 63 bytes. */
    static String applicationName(String node) {
        return "demi " + node;
    }

    /** What a transaction has to find, and holds on to until its end. */
    static String row(String node) {
        return "node:" + node;
    }

    /** Fails UNAVAILABLE where a Demi is at work that is none of these nodes. */
    void enter() throws SQLException {
        Connection opened = connect();
        try {
            update(opened, ENTER, node, node);
            connection = opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        Connection opened = connections.open();
        try (Statement statement = opened.createStatement()) {
            statement.execute(SESSION);
            if (!isTrue(opened, WITH_OTHERS) || !isTrue(opened, LOCK, node)) {
                throw new Failure(Failure.Code.UNAVAILABLE, SoleUse.AT_WORK);
            }
            return opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private Connection connected() throws SQLException {
        Connection held = connection;
        if (held != null && held.isValid(2)) {
            return held;
        }
        close();
        Connection opened = connect();
        connection = opened;
        return opened;
    }

    /** Fails NOT_FOUND where it is in it no more. */
    View renew() throws SQLException {
        Connection held = connected();
        if (update(held, RENEW, node) == 0) {
            throw new Failure(Failure.Code.NOT_FOUND, GIVEN_UP);
        }
        return view(held);
    }

    private static View view(Connection held) throws SQLException {
        String house = null;
        List<String> inTerm = new ArrayList<>();
        try (Statement statement = held.createStatement();
                ResultSet rows = statement.executeQuery(VIEW)) {
            while (rows.next()) {
                String holder = rows.getString(2);
                if (rows.getString(1).equals(HOUSE)) {
                    house = holder;
                } else if (holder != null && rows.getBoolean(3)) {
                    inTerm.add(holder);
                }
            }
        }
        return new View(house, house != null && inTerm.contains(house), inTerm);
    }

    /**
     * Takes the house's rooms from nobody, or from a node that is gone.
     *
     * @param isGone whether it is enough that the other's connection is cut
     */
    boolean claimHouse(boolean isGone) throws SQLException {
        Connection held = connected();
        held.setAutoCommit(false);
        try {
            boolean granted = claim(held, isGone);
            held.commit();
            return granted;
        } catch (SQLException | RuntimeException e) {
            held.rollback();
            throw e;
        } finally {
            held.setAutoCommit(true);
        }
    }

    private boolean claim(Connection held, boolean isGone) throws SQLException {
        if (text(held, HOLD, node) == null) {
            throw new Failure(Failure.Code.NOT_FOUND, GIVEN_UP);
        }
        update(held, MAKE_HOUSE);
        String holder = text(held, HOLDER);
        if (node.equals(holder)) {
            return true;
        }
        if (holder != null) {
            boolean late = !isTrue(held, IN_TERM, holder);
            if (!late && !(isGone && isTrue(held, IS_CUT, holder))) {
                return false;
            }
            LOG.warn("Taking over from node {}, which {}", holder, late ? "has not renewed in time" : "is gone");
            text(held, END_SESSIONS, applicationName(holder));
            update(held, LEAVE, holder);
        }
        return update(held, TAKE_HOUSE, node) == 1;
    }

    void releaseHouse() throws SQLException {
        update(connected(), GIVE_BACK, node);
    }

    /** Gives everything back. */
    void leave() throws SQLException {
        Connection held = connected();
        update(held, GIVE_BACK, node);
        update(held, LEAVE, node);
        close();
    }

    @Override
    public void close() throws SQLException {
        Connection held = connection;
        connection = null;
        if (held != null) {
            held.close();
        }
    }

    private static int update(Connection held, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(held, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private static boolean isTrue(Connection held, String sql, String... arguments) throws SQLException {
        return "t".equals(text(held, sql, arguments));
    }

    private static @Nullable String text(Connection held, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(held, sql, arguments);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static PreparedStatement prepare(Connection held, String sql, String... arguments) throws SQLException {
        PreparedStatement statement = held.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, Objects.requireNonNull(arguments[i]));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
