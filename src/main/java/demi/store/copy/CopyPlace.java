package demi.store.copy;

import demi.bus.Failure;
import demi.store.backup.DatabaseOpener;
import demi.store.postgres.Connections;
import demi.store.postgres.PostgresOpener;
import demi.store.postgres.PostgresServer;
import demi.store.sql.SchemaVersion;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.RestoreAdvice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

/** A database that is copied from or to. */
public sealed interface CopyPlace {

    /** How it is named to the owner; without a password. */
    String shown();

    /** Opens it to be read; fails where it is not of this version. */
    CopyEnd read() throws SQLException, IOException;

    /** Opens it to be written, and makes it and its tables where they are not there. */
    CopyEnd write(Instant now) throws SQLException, IOException;

    private static void refuseOther(long version) {
        if (version != SchemaVersion.NEWEST) {
            throw new Failure(
                    Failure.Code.INVALID,
                    "What is to be copied is of database version " + version + ", and this Demi's is "
                            + SchemaVersion.NEWEST
                            + ". Start this one with it once, and stop her, before it is copied.");
        }
    }

    /** An SQLite file. */
    record File(Path path) implements CopyPlace {

        private static final int BUSY_MS = 5_000;

        @Override
        public String shown() {
            return path.toString();
        }

        @Override
        public CopyEnd read() throws SQLException, IOException {
            if (!Files.exists(path)) {
                throw new Failure(Failure.Code.NOT_FOUND, path + " is not there.");
            }
            refuseOther(DatabaseInspector.atStart(path, RestoreAdvice.of(path, null))
                    .version());
            return new SqliteEnd(path, true);
        }

        @Override
        public CopyEnd write(Instant now) throws SQLException {
            DatabaseOpener.openForCopy(path, RestoreAdvice.of(path, null), now, BUSY_MS)
                    .close();
            return new SqliteEnd(path, false);
        }
    }

    /** A database of a PostgreSQL server. */
    record Server(PostgresServer server) implements CopyPlace {

        @Override
        public String shown() {
            return server.shown();
        }

        @Override
        public CopyEnd read() throws SQLException {
            Connections connections = new Connections(server);
            refuseOther(PostgresOpener.inspect(connections).version());
            return new PostgresEnd(connections);
        }

        @Override
        public CopyEnd write(Instant now) throws SQLException {
            Connections connections = new Connections(server);
            PostgresOpener.openForCopy(connections);
            return new PostgresEnd(connections);
        }
    }
}
