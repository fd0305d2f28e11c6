package demi.store;

import demi.store.postgres.PostgresServer;
import java.nio.file.Path;

/** Where everything is kept. */
public sealed interface Database {

    /** An SQLite file; made with its folder when it is not there. */
    record File(Path path) implements Database {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A database of a PostgreSQL server. Its {@code toString} has no password. */
    record Server(PostgresServer server) implements Database {
        @Override
        public String toString() {
            return server.shown();
        }
    }
}
