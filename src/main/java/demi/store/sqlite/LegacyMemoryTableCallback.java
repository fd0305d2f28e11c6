package demi.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Before V2 makes a table {@code memory}: a table of that name that is not ours is put aside, whole, under another. */
public final class LegacyMemoryTableCallback implements Callback {

    public static final String ASIDE = "memory_of_the_earlier_server";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                && "2".equals(context.getMigrationInfo().getVersion().getVersion());
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            if (exists(statement)) {
                statement.execute("ALTER TABLE memory RENAME TO " + ASIDE);
            }
        } catch (SQLException e) {
            throw new FlywayException("The earlier table memory cannot be put aside", e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'memory'")) {
            return found.next();
        }
    }

    @Override
    public String getCallbackName() {
        return "old memory";
    }
}
