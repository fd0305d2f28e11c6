package demi.store.query;

import demi.api.store.PersonStore;
import demi.api.store.PersonStore.ListMessages;
import demi.api.store.PersonStore.MessageList;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;

/** What somebody takes along, page by page from the beginning. */
public final class ExportReads {

    private static final String MESSAGES = "SELECT " + MessageRows.COLUMNS
            + " FROM android_messages m WHERE m.user_id = ? AND m.seq > ? ORDER BY m.seq LIMIT ?";

    private ExportReads() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints.read(PersonStore.MESSAGES, asked -> messages(endpoints.reader(), asked));
    }

    static Future<MessageList> messages(SqlReader reader, ListMessages asked) {
        return reader.rows(MESSAGES, MessageRows::message, asked.userId(), asked.after(), asked.limit())
                .map(MessageList::new);
    }
}
