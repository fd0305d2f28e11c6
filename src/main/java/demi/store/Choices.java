package demi.store;

import demi.contract.ChoiceStore.Chosen;
import demi.contract.ChoiceStore.Keep;
import demi.contract.ChoiceStore.Of;
import demi.contract.Done;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Choices, read and written. */
final class Choices {

    private Choices() {}

    static Done keep(WriteConnection db, Keep keep) throws SQLException {
        db.update("INSERT OR REPLACE INTO choice (name, value) VALUES (?, ?)", keep.name(), keep.value());
        return Done.DONE;
    }

    static Future<Chosen> of(Readers readers, Of asked) {
        return readers.row("SELECT value FROM choice WHERE name = ?", row -> row.textOr(0, ""), asked.name())
                .map(Chosen::new);
    }
}
