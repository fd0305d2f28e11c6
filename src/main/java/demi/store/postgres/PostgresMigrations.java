package demi.store.postgres;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The schema's history. Of several nodes that start at once one migrates, and the others wait for it. Blocking. */
final class PostgresMigrations {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PostgresMigrations.class);

    static final String HISTORY = "flyway_schema_history";

    private PostgresMigrations() {}

    /** Brings the database to {@link SchemaVersion#NEWEST}: all missing migrations or none. */
    static void run(Connections connections) {
        try {
            int done = flyway(connections).migrate().migrationsExecuted;
            LOG.info("The database is at version {} now ({} migrations)", SchemaVersion.NEWEST, done);
        } catch (FlywayException e) {
            LOG.error("Migrating the database failed", e);
            throw new Failure(Failure.Code.INVALID, sentence(e));
        }
    }

    private static String sentence(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "42501".equals(sql.getSQLState())) {
                return "The database user may not make tables there. Let it own the database: ALTER DATABASE demi OWNER TO demi";
            }
        }
        return "The database could not be brought to this version of Demi. It is as it was before; the log says why.";
    }

    static Flyway flyway(Connections connections) {
        return Flyway.configure()
                .dataSource(new Source(connections))
                .table(HISTORY)
                .locations("classpath:db/migration/postgresql", "classpath:db/migration/common")
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .group(true)
                .loggers("slf4j")
                .load();
    }

    /** Connections that Flyway opens and closes as it needs them. */
    private record Source(Connections connections) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return connections.openForMigration();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
