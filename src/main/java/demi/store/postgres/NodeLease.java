package demi.store.postgres;

import demi.api.store.NodeStore;
import demi.api.store.NodeStore.View;
import demi.bus.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's place among those that share a database: a row of {@code leases} that every write of the node holds on to, so that
 * nothing of a node is written once others have taken its row away; and a lock that the server frees where the node's connection is
 * cut. Its shares are rows that name it, and are free once it has no row. Blocking; used by one thread at a time.
 */
final class NodeLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    static final String GIVEN_UP = "The other nodes have taken over from this one.";

    private static final String PREFIX = "node:";

    private static final String TIME = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.USZ')";
    /** A term later. */
    private static final String END = TIME.replace(
            "clock_timestamp()", "(clock_timestamp() + interval '" + NodeStore.TERM.toSeconds() + " seconds')");

    private static final String LONG_AGO = TIME.replace("clock_timestamp()", "(clock_timestamp() - interval '1 hour')");

    private static final String SESSION = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
            + " SET tcp_keepalives_count = 3; SET lock_timeout = '2s'; SET statement_timeout = '5s'";
    private static final String WITH_OTHERS =
            "SELECT pg_try_advisory_lock_shared(hashtextextended('demi: at work', 0))";
    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended('demi: node ' || ?, 0))";

    private static final String FORGET_OLD = "DELETE FROM leases WHERE name LIKE 'node:%' AND until < " + LONG_AGO;
    private static final String ENTER =
            "INSERT INTO leases (name, holder, token, until) VALUES ('node:' || ?, ?, 1, " + END + ")";
    private static final String RENEW = "UPDATE leases SET until = " + END + " WHERE name = 'node:' || ?";
    private static final String LEAVE = "DELETE FROM leases WHERE name = 'node:' || ?";
    private static final String VIEW = "SELECT name, holder, coalesce(until >= " + TIME + ", false) FROM leases";

    /** Of two nodes that would replace each other one is refused. */
    private static final String HOLD = "SELECT 1 FROM leases WHERE name = 'node:' || ? FOR KEY SHARE";

    private static final String IN_TERM = "SELECT until >= " + TIME + " FROM leases WHERE name = 'node:' || ?";
    private static final String IS_CUT = "SELECT pg_try_advisory_xact_lock(hashtextextended('demi: node ' || ?, 0))";
    /** A process that stands still may hold on to its row. */
    private static final String END_SESSIONS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = ?"
                    + " AND usename = current_user AND pid <> pg_backend_pid()";

    private static final String CLAIM = "INSERT INTO leases AS mine (name, holder, token)"
            + " SELECT free.name, ?, 1 FROM unnest(?) AS free (name) ORDER BY free.name"
            + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = mine.token + 1"
            + " WHERE mine.holder IS NULL OR NOT EXISTS"
            + " (SELECT 1 FROM leases other WHERE other.name = 'node:' || mine.holder) RETURNING mine.name";
    private static final String RELEASE = "UPDATE leases SET holder = NULL WHERE holder = ? AND name = ANY(?)";

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
        return PREFIX + node;
    }

    /** Fails UNAVAILABLE where a Demi is at work that is none of these nodes. */
    void enter() throws SQLException {
        Connection opened = connect();
        try {
            update(opened, FORGET_OLD);
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

    /** Fails NOT_FOUND where it is among them no more. */
    View renew() throws SQLException {
        Connection held = connected();
        if (update(held, RENEW, node) == 0) {
            throw new Failure(Failure.Code.NOT_FOUND, GIVEN_UP);
        }
        return view(held);
    }

    private static View view(Connection held) throws SQLException {
        Map<String, String> shares = new HashMap<>();
        List<String> inTerm = new ArrayList<>();
        List<String> late = new ArrayList<>();
        try (Statement statement = held.createStatement();
                ResultSet rows = statement.executeQuery(VIEW)) {
            while (rows.next()) {
                String name = rows.getString(1);
                String holder = rows.getString(2);
                if (name.startsWith(PREFIX)) {
                    (rows.getBoolean(3) ? inTerm : late).add(name.substring(PREFIX.length()));
                } else if (holder != null) {
                    shares.put(name, holder);
                }
            }
        }
        Set<String> all = new HashSet<>(inTerm);
        all.addAll(late);
        shares.values().retainAll(all);
        return new View(shares, inTerm, late);
    }

    /**
     * Takes another node's row away where that one is gone.
     *
     * @param isGone whether it is enough that its connection is cut
     */
    boolean replace(String other, boolean isGone) throws SQLException {
        return transact(held -> {
            boolean late = !isTrue(held, IN_TERM, other);
            if (!late && !(isGone && isTrue(held, IS_CUT, other))) {
                return false;
            }
            text(held, END_SESSIONS, applicationName(other));
            boolean taken = update(held, LEAVE, other) == 1;
            if (taken) {
                LOG.warn("Replacing node {}, which {}", other, late ? "has not renewed in time" : "is gone");
            }
            return taken;
        });
    }

    /** Takes those of these shares that no node has. */
    List<String> claim(List<String> shares) throws SQLException {
        return transact(held -> {
            List<String> taken = new ArrayList<>();
            try (PreparedStatement statement = prepare(held, CLAIM, node)) {
                statement.setArray(2, held.createArrayOf("text", shares.toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taken.add(rows.getString(1));
                    }
                }
            }
            return taken;
        });
    }

    void release(List<String> shares) throws SQLException {
        Connection held = connected();
        try (PreparedStatement statement = prepare(held, RELEASE, node)) {
            statement.setArray(2, held.createArrayOf("text", shares.toArray()));
            statement.executeUpdate();
        }
    }

    private interface Work<T> {
        T on(Connection held) throws SQLException;
    }

    /** Only while this node is among them itself. */
    private <T> T transact(Work<T> work) throws SQLException {
        Connection held = connected();
        held.setAutoCommit(false);
        try {
            if (text(held, HOLD, node) == null) {
                throw new Failure(Failure.Code.NOT_FOUND, GIVEN_UP);
            }
            T done = work.on(held);
            held.commit();
            return done;
        } catch (SQLException | RuntimeException e) {
            held.rollback();
            throw e;
        } finally {
            held.setAutoCommit(true);
        }
    }

    /** Gives everything back. */
    void leave() throws SQLException {
        update(connected(), LEAVE, node);
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
                statement.setString(i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
