package demi.store.copy;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table in the target that says that its copy is not finished, and of what it is one. */
final class CopyState {

    private static final String TABLE = SchemaVersion.UNFINISHED_COPY;

    private CopyState() {}

    /** Fails where there is anything in the target that is not of an unfinished copy from there. */
    static void begin(CopyEnd target, String source) throws SQLException {
        try (Statement statement = target.connection().createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (source TEXT NOT NULL)");
            String before = before(statement);
            if (before.isEmpty()) {
                refuseUsed(statement);
                try (PreparedStatement insert =
                        target.connection().prepareStatement("INSERT INTO " + TABLE + " (source) VALUES (?)")) {
                    insert.setString(1, source);
                    insert.executeUpdate();
                }
            } else if (!before.equals(source)) {
                throw refused("The target holds an unfinished copy of another database (" + before + ").");
            }
        }
    }

    private static String before(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT source FROM " + TABLE)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void refuseUsed(Statement statement) throws SQLException {
        for (CopiedTable table : CopiedTable.ALL) {
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
                if (row.next() && row.getLong(1) > 0) {
                    statement.execute("DROP TABLE " + TABLE);
                    throw refused("The target is not empty: there is something in its table " + table.name() + ".");
                }
            }
        }
    }

    static void end(CopyEnd target) throws SQLException {
        try (Statement statement = target.connection().createStatement()) {
            statement.execute("DROP TABLE " + TABLE);
        }
    }

    private static Failure refused(String sentence) {
        return new Failure(Failure.Code.INVALID, sentence + " Nothing was changed. Name an empty database.");
    }
}
