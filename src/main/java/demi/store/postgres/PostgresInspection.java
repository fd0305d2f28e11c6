package demi.store.postgres;

import demi.store.sql.SchemaVersion;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database holds.
 *
 * @param version of the last migration, 0 where there has been none
 * @param hasTables whether there are any in the schema in which Demi's would be made
 * @param isUnfinishedCopy whether not everything is there yet that is to be copied here
 */
public record PostgresInspection(long version, boolean hasTables, boolean isUnfinishedCopy) {

    private static final String TABLES = """
            SELECT count(*) FROM pg_catalog.pg_tables
            WHERE schemaname = current_schema() AND tablename <> '""" + PostgresMigrations.HISTORY + "'";

    static PostgresInspection of(Statement statement) throws SQLException {
        long version = !isThere(statement, PostgresMigrations.HISTORY)
                ? 0
                : PostgresOpener.number(
                        statement,
                        "SELECT COALESCE(max(CAST(version AS INTEGER)), 0) FROM " + PostgresMigrations.HISTORY
                                + " WHERE success");
        return new PostgresInspection(
                version,
                PostgresOpener.number(statement, TABLES) > 0,
                isThere(statement, SchemaVersion.UNFINISHED_COPY));
    }

    private static boolean isThere(Statement statement, String table) throws SQLException {
        return PostgresOpener.number(
                        statement, "SELECT CASE WHEN to_regclass('" + table + "') IS NULL THEN 0 ELSE 1 END")
                == 1;
    }
}
