package demi.store.sqlite;

import demi.store.sql.SqlTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** Migration 3: writes the earlier server's times in one form, so that the order of the text is the order of time. */
final class TimesMigration implements JavaMigration {

    private record Column(String table, String name) {

        /** Whether it says when the row was made; others are null where they cannot be read. */
        boolean isKept() {
            return name.equals("created_at");
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("users", "created_at"),
            new Column("users", "last_login"),
            new Column("users", "locked_until"),
            new Column("sessions", "created_at"),
            new Column("sessions", "last_activity"),
            new Column("sessions", "expires_at"),
            new Column("android_messages", "created_at"),
            new Column("android_messages", "delivered_at"),
            new Column("android_messages", "read_at"),
            new Column("android_checkins", "created_at"),
            new Column("discord_rambles", "created_at"),
            new Column("emotional_state", "timestamp"),
            new Column("interaction_log", "timestamp"));

    @Override
    public void migrate(Context context) throws SQLException {
        for (Column column : COLUMNS) {
            rewrite(context.getConnection(), column);
        }
    }

    private static void rewrite(Connection connection, Column column) throws SQLException {
        // OR IGNORE: two texts of a unique column may mean one moment; then the second stays as it is.
        String update = "UPDATE OR IGNORE %s SET %s = ? WHERE rowid = ?".formatted(column.table(), column.name());
        String select = "SELECT rowid, CAST(%2$s AS TEXT) FROM %1$s WHERE %2$s IS NOT NULL ORDER BY rowid"
                .formatted(column.table(), column.name());
        try (PreparedStatement reading = connection.prepareStatement(select);
                PreparedStatement writing = connection.prepareStatement(update);
                ResultSet rows = reading.executeQuery()) {
            Instant before = Instant.EPOCH;
            while (rows.next()) {
                String was = rows.getString(2);
                Instant read = SqlTimes.parse(was);
                // As text, one that cannot be read would be later than all others: it is as old as the row before.
                Instant time = read == null && column.isKept() ? before : read;
                before = time == null ? before : time;
                if (time != null && !SqlTimes.text(time).equals(was)) {
                    writing.setString(1, SqlTimes.text(time));
                    writing.setLong(2, rows.getLong(1));
                    writing.executeUpdate();
                }
            }
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3");
    }

    @Override
    public String getDescription() {
        return "times in one form";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
