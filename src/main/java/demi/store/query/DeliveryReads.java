package demi.store.query;

import demi.api.store.DeliveryStore;
import demi.api.store.DeliveryStore.FindSaid;
import demi.api.store.DeliveryStore.FindUnanswered;
import demi.api.store.DeliveryStore.FindUndelivered;
import demi.api.store.DeliveryStore.SaidSince;
import demi.api.store.DeliveryStore.Unanswered;
import demi.api.store.DeliveryStore.UnansweredMessage;
import demi.api.store.DeliveryStore.Undelivered;
import demi.api.store.DeliveryStore.UndeliveredReply;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.util.List;

/** What is read of messages from chat networks, and of replies that have to be posted there. */
public final class DeliveryReads {

    /**
     * A client can send any id: only those count that fit where this conversation is on the network. The form is that of {@link
     * demi.api.value.NetworkMessageId}, its escapes included; ids may hold what LIKE would take for a wildcard.
     */
    private static final String ITS_PLACE = """
             JOIN (SELECT kind, user_id, linked_user_id, length(network) + 2 AS begins, network || ':' AS prefix,
                    replace(replace(external_id, '%', '%25'), ':', '%3A') AS id
                FROM network_identities WHERE network = ?1) i
                ON substr(said.client_id, 1, i.begins - 1) = i.prefix AND (
                    (i.kind = 'group' AND i.user_id = said.user_id
                        AND substr(said.client_id, i.begins, length(i.id) + 2) = i.id || '::')
                    OR (i.kind = 'person' AND said.user_id IN (i.user_id, i.linked_user_id)
                        AND replace(substr(said.client_id, i.begins), ':' || i.id || ':', '') <> substr(said.client_id, i.begins)))
            """;

    private static final String UNANSWERED = "SELECT "
            + Sql.texts("said.user_id", "said.message_id", "said.client_id")
            + ", EXISTS (SELECT 1 FROM android_messages h WHERE h.user_id = said.user_id AND h.holding = 1 AND h.seq > said.seq)"
            + " FROM android_messages said" + ITS_PLACE
            + "WHERE said.turn = 'open' ORDER BY said.seq";

    private static final String NOT_POSTED =
            "SELECT " + MessageRows.COLUMNS + ", CAST(said.client_id AS TEXT)" + """
             FROM android_messages m JOIN android_messages said ON said.message_id = m.answers
            """ + ITS_PLACE + """
            WHERE m.user_id IN (SELECT user_id FROM network_identities WHERE network = ?1
                    UNION SELECT linked_user_id FROM network_identities WHERE network = ?1)
                AND m.created_at >= ?2 AND m.holding = 0 AND m.posted = 0 ORDER BY m.seq""";

    /** Who wrote last, first. */
    private static final String KNOWN_PEOPLE = """
            SELECT i.external_id FROM network_identities i WHERE i.network = ? AND i.kind = 'person'
            ORDER BY (SELECT MAX(m.seq) FROM android_messages m
                WHERE m.user_id = COALESCE(i.linked_user_id, i.user_id)) DESC NULLS LAST LIMIT 100""";

    /** The character after the colon ends what begins with the network's name and a colon. */
    private static final String FROM_NETWORK = " client_id >= ?1 || ':' AND client_id < ?1 || ';'";

    private final SqlReader reader;

    private DeliveryReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        DeliveryReads reads = new DeliveryReads(endpoints.reader());
        endpoints
                .read(DeliveryStore.UNANSWERED, reads::unanswered)
                .read(DeliveryStore.UNDELIVERED, reads::undelivered)
                .read(DeliveryStore.SAID, reads::said);
    }

    private Future<Undelivered> undelivered(FindUndelivered asked) {
        return reader.rows(
                        NOT_POSTED,
                        row -> new UndeliveredReply(row.textOr(MessageRows.WIDTH, ""), MessageRows.message(row)),
                        asked.network(),
                        asked.since())
                .map(Undelivered::new);
    }

    private Future<SaidSince> said(FindSaid asked) {
        Future<List<String>> ever = reader.rows(
                "SELECT client_id FROM android_messages WHERE" + FROM_NETWORK + " LIMIT 1",
                row -> row.textOr(0, ""),
                asked.network());
        Future<List<String>> ids = reader.rows(
                "SELECT client_id FROM android_messages WHERE" + FROM_NETWORK + " AND created_at >= ?2",
                row -> row.textOr(0, ""),
                asked.network(),
                asked.since());
        Future<List<String>> people = reader.rows(KNOWN_PEOPLE, row -> row.textOr(0, ""), asked.network());
        return Future.all(ever, ids, people)
                .map(all -> new SaidSince(!ever.result().isEmpty(), ids.result(), people.result()));
    }

    private Future<Unanswered> unanswered(FindUnanswered asked) {
        return reader.rows(
                        UNANSWERED,
                        row -> new UnansweredMessage(
                                row.textOr(0, ""), row.textOr(1, ""), row.textOr(2, ""), row.flag(3)),
                        asked.network())
                .map(Unanswered::new);
    }
}
