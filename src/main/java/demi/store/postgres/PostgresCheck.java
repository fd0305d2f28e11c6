package demi.store.postgres;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;

/** Looks at a server's database from outside, and changes nothing. Blocking. */
public final class PostgresCheck {

    private PostgresCheck() {}

    /**
     * @param ready whether it is as this version needs it; if not, the next start sees to that
     * @param sentence for a person
     */
    public record Result(boolean ready, String sentence) {}

    /** Fails with a {@link Failure} for a person to read where a start would be refused, or nothing could be written. */
    public static Result of(PostgresServer server) {
        Connections connections = new Connections(server);
        PostgresInspection found = PostgresOpener.inspect(connections);
        PostgresOpener.refuseReadOnly(connections);
        long version = found.version();
        if (version == SchemaVersion.NEWEST) {
            return new Result(true, "the PostgreSQL server can be reached and written, and the database is Demi's");
        }
        return new Result(
                false,
                version == 0
                        ? "the PostgreSQL server can be reached, and the database is empty; the first start fills it"
                        : "the PostgreSQL server can be reached, and the database is of version " + version
                                + "; the next start brings it to version " + SchemaVersion.NEWEST
                                + ", which needs a backup of yours before (pg_dump)");
    }
}
