package demi.store.query;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.FindOpenTurns;
import demi.api.store.MessageStore.FindPendingFollowUps;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.GetTranscript;
import demi.api.store.MessageStore.OpenTurns;
import demi.api.store.MessageStore.Page;
import demi.api.store.MessageStore.PendingFollowUp;
import demi.api.store.MessageStore.PendingFollowUps;
import demi.api.store.MessageStore.Transcript;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is read of conversations. */
public final class MessageReads {

    private static final String ALL =
            "SELECT " + MessageRows.COLUMNS + " FROM android_messages m WHERE m.user_id = ? AND m.seq < ?";

    /**
     * The inner query finds where the time begins in an index, so that a long past costs nothing. The smallest place and not that
     * of the earliest time: a clock that was set back has put later ones before it.
     */
    private static final String SINCE = ALL + " " + """
            AND m.created_at >= ? AND m.seq >= (SELECT min(seq) FROM android_messages
                WHERE user_id = ? AND created_at >= ?)""";

    private static final String NEWEST = " ORDER BY m.seq DESC LIMIT ?";

    private static final String OPEN = "SELECT " + MessageRows.COLUMNS + """
            , EXISTS (SELECT 1 FROM android_messages h
                WHERE h.user_id = m.user_id AND h.holding = 1 AND h.seq > m.seq) AS held
            FROM android_messages m WHERE m.turn = 'open' AND (m.user_id = ?1 OR CAST(?1 AS TEXT) IS NULL) ORDER BY m.seq LIMIT ?2""";

    private static final String PENDING_FOLLOW_UPS = "SELECT " + MessageRows.COLUMNS + """
            , to_judge, to_learn FROM android_messages m WHERE (to_judge = 1 OR to_learn = 1) AND m.sender = 'user' ORDER BY m.seq""";

    private record Open(Message message, boolean holdingLineSent) {}

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        MessageReads reads = new MessageReads(endpoints.reader());
        endpoints
                .read(MessageStore.PENDING_FOLLOW_UPS, reads::pendingFollowUps)
                .read(MessageStore.OPEN_TURNS, reads::openTurns)
                .read(MessageStore.TRANSCRIPT, reads::transcript)
                .read(MessageStore.HISTORY, reads::history);
    }

    private MessageReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<Page> history(GetHistory asked) {
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        int limit = Math.max(0, asked.limit());
        // One more than asked for tells whether there are more.
        long oneMore = limit + 1L;
        Instant since = asked.since();
        Future<List<Message>> found = since == null
                ? reader.rows(ALL + NEWEST, MessageRows::message, asked.userId(), before, oneMore)
                : reader.rows(
                        SINCE + NEWEST,
                        MessageRows::message,
                        asked.userId(),
                        before,
                        since,
                        asked.userId(),
                        since,
                        oneMore);
        return found.map(newestFirst -> page(newestFirst, limit));
    }

    /** @param newestFirst one more than the limit, where there are more */
    static Page page(List<Message> newestFirst, int limit) {
        boolean more = newestFirst.size() > limit;
        List<Message> page = new ArrayList<>(more ? newestFirst.subList(0, limit) : newestFirst);
        Collections.reverse(page);
        return new Page(page, more);
    }

    private Future<OpenTurns> openTurns(FindOpenTurns asked) {
        return reader.rows(
                        OPEN,
                        row -> new Open(MessageRows.message(row), row.flag(MessageRows.WIDTH)),
                        asked.userId(),
                        asked.limit())
                .map(open -> new OpenTurns(
                        open.stream().map(Open::message).toList(),
                        open.stream()
                                .filter(Open::holdingLineSent)
                                .map(each -> each.message().userId())
                                .distinct()
                                .toList()));
    }

    private Future<Transcript> transcript(GetTranscript asked) {
        return reader.read(db -> {
            List<PromptMessage> lines = db.rows(
                    "SELECT role, content FROM transcript WHERE user_id = ? ORDER BY position",
                    MessageRows::line,
                    asked.userId());
            Instant spoke = db.row("""
                    SELECT CAST(created_at AS TEXT) FROM android_messages
                    WHERE user_id = ? AND seq < ? AND sender = 'user' ORDER BY seq DESC LIMIT 1""", row -> row.timeOrEpoch(0), asked.userId(), asked.before());
            String notes =
                    db.row("SELECT content FROM notes WHERE user_id = ?", row -> row.textOr(0, ""), asked.userId());
            return new Transcript(lines, spoke, notes);
        });
    }

    private Future<PendingFollowUps> pendingFollowUps(FindPendingFollowUps asked) {
        return reader.rows(PENDING_FOLLOW_UPS, MessageReads::followUpKinds).map(PendingFollowUps::new);
    }

    private static PendingFollowUp followUpKinds(SqlRow row) {
        int after = MessageRows.WIDTH;
        return new PendingFollowUp(MessageRows.message(row), new FollowUpKinds(row.flag(after), row.flag(after + 1)));
    }
}
