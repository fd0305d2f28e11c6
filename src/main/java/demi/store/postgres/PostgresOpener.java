package demi.store.postgres;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a database ready: new enough, Demi's, and of this version. Blocking. */
public final class PostgresOpener {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresOpener.class);

    private static final int OLDEST = 14;
    private static final int A_VERSION = 10_000;

    private PostgresOpener() {}

    /** Fails with a {@link Failure} for a person to read; then the database is as it was. */
    static void open(Connections connections) {
        if (openForCopy(connections).isUnfinishedCopy()) {
            throw invalid("A copy into this database is not finished. Do it again, with the same command.");
        }
    }

    /** The same of one that everything is to be copied to. */
    public static PostgresInspection openForCopy(Connections connections) {
        PostgresInspection found = inspect(connections);
        if (found.version() < SchemaVersion.NEWEST) {
            PostgresMigrations.run(connections);
            // Another node may have been quicker, and newer.
            PostgresInspection now = inspect(connections);
            if (now.version() < SchemaVersion.NEWEST) {
                throw invalid("The database is of version " + now.version() + " still, and not of "
                        + SchemaVersion.NEWEST + ": is the jar whole?");
            }
            return now;
        }
        return found;
    }

    /** What is there; fails where it could not be used. */
    public static PostgresInspection inspect(Connections connections) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            refuseUnfit(statement);
            PostgresInspection found = PostgresInspection.of(statement);
            refuseForeign(found);
            return found;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Fails UNAVAILABLE where nothing could be written. */
    static void refuseReadOnly(Connections connections) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            refuseReadOnly(statement);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static void refuseReadOnly(Statement statement) throws SQLException {
        if (number(statement, "SELECT CASE current_setting('transaction_read_only') WHEN 'on' THEN 1 ELSE 0 END")
                == 1) {
            throw new SQLException("the server only reads", PostgresErrors.READ_ONLY);
        }
    }

    private static void refuseUnfit(Statement statement) throws SQLException {
        long version = number(statement, "SELECT current_setting('server_version_num')") / A_VERSION;
        if (version < OLDEST) {
            throw invalid("The database server is PostgreSQL " + version + "; Demi needs " + OLDEST + " or newer.");
        }
        if (number(statement, "SELECT CASE current_setting('server_encoding') WHEN 'UTF8' THEN 1 ELSE 0 END") == 0) {
            throw invalid("The database is not in UTF-8; make one with: CREATE DATABASE demi ENCODING 'UTF8'"
                    + " TEMPLATE template0");
        }
    }

    private static void refuseForeign(PostgresInspection found) {
        if (found.version() > SchemaVersion.NEWEST) {
            throw invalid("The database was written by a newer Demi (database version " + found.version()
                    + ", this one knows " + SchemaVersion.NEWEST + "). It was left as it is. Start the newer one.");
        }
        if (found.version() == 0 && found.hasTables()) {
            throw invalid(
                    "The database holds tables that are not Demi's. It was left as it is. Give her one of her own.");
        }
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static Failure unusable(SQLException e) {
        LOG.debug("Opening failed", e);
        boolean address = PostgresErrors.ERRORS.isUnreachable(e)
                || String.valueOf(e.getSQLState()).startsWith("28")
                || "3D000".equals(e.getSQLState());
        return new Failure(
                Failure.Code.UNAVAILABLE,
                PostgresErrors.ERRORS.sentence((Throwable) e)
                        + (address ? " Look at DATABASE_URL, and whether the server runs." : ""));
    }

    static Failure invalid(String sentence) {
        return new Failure(Failure.Code.INVALID, sentence);
    }
}
