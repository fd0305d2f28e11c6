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
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds places in a conversation. */
public final class MessageSearchReads {

    private static final String SELECT = "SELECT " + MessageRows.COLUMNS + " FROM android_messages m WHERE ";
    private static final String ONE = SELECT + "m.message_id = ? AND m.user_id = ?";
    private static final String NEWER = SELECT + "m.user_id = ? AND m.seq > ? ORDER BY m.seq LIMIT ?";

    /** So many are not looked at one by one. */
    private static final int MANY = 500;

    private final SqlReader reader;
    private final WordIndex index;

    private MessageSearchReads(SqlReader reader) {
        this.reader = reader;
        this.index = reader.dialect().messageWords();
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

    private Future<Page> find(FindMessages asked) {
        int limit = Math.max(0, asked.limit());
        return asked.words().isEmpty()
                ? Future.succeededFuture(new Page(List.of(), false))
                : reader.read(db -> newest(db, asked, limit + 1L)).map(found -> MessageReads.page(found, limit));
    }

    /** In the order of their numbers, which is the conversation's own. */
    private List<Message> newest(SqlReader.Queries db, FindMessages asked, long limit) throws SQLException {
        List<List<String>> words = asked.words().stream().map(Word::forms).toList();
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        String few = reader.dialect().isEmbedded() ? few(db, words, before) : null;
        return few == null
                ? byOwner(db, asked.userId(), words, before, limit)
                : db.rows(
                        SELECT + "m." + index.number() + " IN ("
                                + reader.dialect().elementsOfArray() + ") AND "
                                + reader.dialect().withoutIndex("m.user_id") + " = ? ORDER BY m.seq DESC LIMIT ?",
                        MessageRows::message,
                        few,
                        asked.userId(),
                        limit);
    }

    /** The numbers of what matches, whosever it is, as a JSON array; null where that is too much to look at. */
    private @Nullable String few(SqlReader.Queries db, List<List<String>> words, long before) throws SQLException {
        String sql = "SELECT " + Sql.texts("count(*)", reader.dialect().numbers("place")) + " FROM (SELECT "
                + index.place() + " AS place FROM " + index.table() + " WHERE " + index.condition("?") + " AND "
                + index.place() + " < ? LIMIT " + MANY + ") AS found";
        return db.row(
                sql,
                row -> row.number(0) == MANY ? null : "[" + Objects.requireNonNullElse(row.text(1), "") + "]",
                index.matchOfAnybody(words),
                before);
    }

    /** By an index of whose all are, which is gone through between two that match: that is long where these are few. */
    private List<Message> byOwner(
            SqlReader.Queries db, String userId, List<List<String>> words, long before, long limit)
            throws SQLException {
        String sql = SELECT + "m." + index.number() + " IN (SELECT " + index.place() + " FROM " + index.table()
                + " WHERE " + index.condition("?") + " AND " + index.place() + " < ? ORDER BY " + index.place()
                + " DESC LIMIT ?) AND " + reader.dialect().withoutIndex("m.user_id") + " = ? ORDER BY m.seq DESC";
        return db.rows(sql, MessageRows::message, index.matchOfAll(userId, words), before, limit, userId);
    }
}
