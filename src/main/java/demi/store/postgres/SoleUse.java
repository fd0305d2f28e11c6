package demi.store.postgres;

import demi.bus.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * That one Demi alone is at work on a database: two would answer everything twice. It is a lock that the server holds for as long
 * as a connection is there, so that it is free at once where the process has ended, however that was. Blocking; used by one
 * thread at a time.
 */
final class SoleUse implements AutoCloseable {

    static final String AT_WORK =
            "Another Demi is at work on this database, and two would answer everything twice. Stop it first.";
    static final String TAKEN_OVER =
            "Another Demi has taken this database over. Stop one of them, and restart the other.";

    private static final int ANSWERS_SECONDS = 5;
    /** Of a machine that is gone the server learns by this, within some ten seconds. */
    private static final String KEEP_ALIVE =
            "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended('demi: at work', 0))";
    /** A process that has just been killed may be at its last breath. */
    private static final String WAIT = "SET lock_timeout = '5s'";

    private static final String LOCK_OR_FAIL = "SELECT pg_advisory_lock(hashtextextended('demi: at work', 0))";

    private final Connections connections;
    private @Nullable Connection connection;

    SoleUse(Connections connections) {
        this.connections = connections;
    }

    /** Fails UNAVAILABLE where somebody else is, and stays. */
    void claim() throws SQLException {
        Connection opened = connections.open();
        try (Statement statement = opened.createStatement()) {
            statement.execute(KEEP_ALIVE);
            statement.execute(WAIT);
            statement.execute(LOCK_OR_FAIL);
            connection = opened;
        } catch (SQLException e) {
            opened.close();
            if (PostgresErrors.ERRORS.isRace(e)) {
                throw new Failure(Failure.Code.UNAVAILABLE, AT_WORK);
            }
            throw e;
        }
    }

    /** Over a new connection where the old one was cut; fails UNAVAILABLE where somebody else was quicker. */
    void confirm() throws SQLException {
        Connection held = connection;
        if (held != null && held.isValid(ANSWERS_SECONDS)) {
            return;
        }
        close();
        Connection opened = connections.open();
        try (Statement statement = opened.createStatement()) {
            statement.execute(KEEP_ALIVE);
            try (ResultSet answer = statement.executeQuery(LOCK)) {
                if (!answer.next() || !answer.getBoolean(1)) {
                    throw new Failure(Failure.Code.UNAVAILABLE, TAKEN_OVER);
                }
            }
            connection = opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        Connection held = connection;
        connection = null;
        if (held != null) {
            held.close();
        }
    }
}
