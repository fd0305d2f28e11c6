package demi.store.query;

import demi.api.store.MessageSearchStore;
import demi.api.store.MessageSearchStore.FindMessages;
import demi.api.store.MessageSearchStore.FoundMessage;
import demi.api.store.MessageSearchStore.GetMessage;
import demi.api.store.MessageSearchStore.GetNewer;
import demi.api.store.MessageStore.Page;
import demi.api.store.RecallStore.Word;
import demi.api.value.Message;
import demi.store.sql.Dialect.WordIndex;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.util.List;

/** Finds places in a conversation. */
public final class MessageSearchReads {

    private static final String SELECT = "SELECT " + MessageRows.COLUMNS + " FROM android_messages m WHERE ";
    private static final String ONE = SELECT + "m.message_id = ? AND m.user_id = ?";
    private static final String NEWER = SELECT + "m.user_id = ? AND m.seq > ? ORDER BY m.seq LIMIT ?";

    private final SqlReader reader;

    private MessageSearchReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        MessageSearchReads reads = new MessageSearchReads(endpoints.reader());
        endpoints
                .read(MessageSearchStore.GET, reads::get)
                .read(MessageSearchStore.NEWER, reads::newer)
                .read(MessageSearchStore.FIND, reads::find);
    }

    private Future<FoundMessage> get(GetMessage asked) {
        return reader.row(ONE, MessageRows::message, asked.messageId(), asked.userId())
                .map(FoundMessage::new);
    }

    private Future<Page> newer(GetNewer asked) {
        int limit = Math.max(0, asked.limit());
        // One more than asked for tells whether there are more.
        return reader.rows(NEWER, MessageRows::message, asked.userId(), asked.after(), limit + 1L)
                .map(found -> new Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit));
    }

    /** The index is asked for the newest that match; the conversation's own order is that of its numbers. */
    private Future<Page> find(FindMessages asked) {
        if (asked.words().isEmpty()) {
            return Future.succeededFuture(new Page(List.of(), false));
        }
        WordIndex index = reader.dialect().messageWords();
        String match = index.matchOfAll(
                asked.userId(), asked.words().stream().map(Word::forms).toList());
        String sql = SELECT + "m." + index.number() + " IN (SELECT " + index.place() + " FROM " + index.table()
                + " WHERE " + index.condition("?") + " AND " + index.place() + " < ? ORDER BY " + index.place()
                + " DESC LIMIT ?) AND " + reader.dialect().withoutIndex("m.user_id") + " = ? ORDER BY m.seq DESC";
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        int limit = Math.max(0, asked.limit());
        Future<List<Message>> found = reader.rows(sql, MessageRows::message, match, before, limit + 1L, asked.userId());
        return found.map(newestFirst -> MessageReads.page(newestFirst, limit));
    }
}
