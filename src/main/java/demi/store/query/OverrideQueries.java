package demi.store.query;

import demi.api.store.RuntimeOverrideStore.Chosen;
import demi.api.store.RuntimeOverrideStore.Keep;
import demi.api.store.RuntimeOverrideStore.Of;
import demi.bus.Ack;
import demi.store.sqlite.ReadPool;
import demi.store.sqlite.WriteConnection;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Choices, read and written. */
public final class OverrideQueries {

    private OverrideQueries() {}

    public static Ack keep(WriteConnection db, Keep keep) throws SQLException {
        db.update("INSERT OR REPLACE INTO choice (name, value) VALUES (?, ?)", keep.name(), keep.value());
        return Ack.DONE;
    }

    public static Future<Chosen> of(ReadPool readers, Of asked) {
        return readers.row("SELECT value FROM choice WHERE name = ?", row -> row.textOr(0, ""), asked.name())
                .map(Chosen::new);
    }
}
