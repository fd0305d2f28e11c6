package demi.store.query.setting;

import demi.api.store.RuntimeOverrideStore;
import demi.api.store.RuntimeOverrideStore.GetOverride;
import demi.api.store.RuntimeOverrideStore.SaveOverride;
import demi.api.store.RuntimeOverrideStore.SavedOverride;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Choices, read and written. */
public final class OverrideQueries {

    private OverrideQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(RuntimeOverrideStore.SAVE, OverrideQueries::save)
                .read(RuntimeOverrideStore.GET, asked -> get(endpoints.reader(), asked));
    }

    static Ack save(SqlSession db, SaveOverride keep) throws SQLException {
        db.update(
                "INSERT INTO choice (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                keep.name(),
                keep.value());
        return Ack.DONE;
    }

    static Future<SavedOverride> get(SqlReader reader, GetOverride asked) {
        return reader.row("SELECT value FROM choice WHERE name = ?", row -> row.textOr(0, ""), asked.name())
                .map(SavedOverride::new);
    }
}
