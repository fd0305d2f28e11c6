package demi.store.query;

import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.Appraisal;
import demi.api.store.EmotionStore.Appraisals;
import demi.api.store.EmotionStore.Appraised;
import demi.api.store.EmotionStore.Cause;
import demi.api.store.EmotionStore.Causes;
import demi.api.store.EmotionStore.Distress;
import demi.api.store.EmotionStore.DistressState;
import demi.api.store.EmotionStore.FindAppraisals;
import demi.api.store.EmotionStore.GetNewestState;
import demi.api.store.EmotionStore.IsAppraised;
import demi.api.store.EmotionStore.ListCauses;
import demi.api.store.EmotionStore.NewestState;
import demi.api.store.EmotionStore.Phase;
import demi.api.store.EmotionStore.State;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.store.sql.Dialect;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of her mood. */
public final class EmotionReads {

    private static final List<Emotion> EMOTIONS = List.of(Emotion.values());
    private static final int FIRST = 3;

    /** Newest by when it was written: clocks are set back. Some more than one, in case that the newest are unreadable. */
    private static String newest(Dialect dialect) {
        return "SELECT " + Sql.texts("timestamp", "momentum_json", "notes") + ", "
                + EMOTIONS.stream()
                        .map(emotion -> dialect.decimal(emotion.key()))
                        .collect(Collectors.joining(", "))
                + " FROM emotional_state ORDER BY seq DESC LIMIT 20";
    }

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        EmotionReads reads = new EmotionReads(endpoints.reader());
        endpoints
                .read(EmotionStore.NEWEST_STATE, reads::newest)
                .read(EmotionStore.IS_APPRAISED, reads::isAppraised)
                .read(EmotionStore.CAUSES, reads::causes)
                .read(EmotionStore.APPRAISALS, reads::appraisals);
    }

    private EmotionReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<NewestState> newest(GetNewestState asked) {
        Future<List<@Nullable State>> states = reader.rows(newest(reader.dialect()), EmotionReads::state);
        Future<List<Distress>> distressed = reader.rows(
                "SELECT " + Sql.texts("user_id", "state", "since", "last_sign") + ", calm, sure FROM distressed",
                EmotionReads::distress);
        return Future.all(states, distressed)
                .map(both -> new NewestState(
                        states.result().stream()
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        distressed.result()));
    }

    private static Distress distress(SqlRow row) {
        Phase phase = row.textOr(1, "").equals("recovering") ? Phase.RECOVERING : Phase.DISTRESS;
        return new Distress(
                row.textOr(0, ""),
                new DistressState(phase, row.timeOrEpoch(2), row.timeOrEpoch(3), (int) row.number(4), row.flag(5)));
    }

    private static @Nullable State state(SqlRow row) {
        EmotionLevels feelings = EmotionLevelsJson.of(emotion -> row.decimal(FIRST + EMOTIONS.indexOf(emotion)));
        return feelings == null
                ? null
                : new State(row.timeOrEpoch(0), feelings, row.textOr(1, "{}"), row.textOr(2, ""));
    }

    private Future<Appraisals> appraisals(FindAppraisals asked) {
        if (asked.messageIds().isEmpty()) {
            return Future.succeededFuture(new Appraisals(List.of()));
        }
        String sql = "SELECT " + Sql.texts("interaction_type", "effects_json", "hearing_json")
                + " FROM interaction_log WHERE judged = 0 AND hearing_json IS NOT NULL AND message_id IN ("
                + Sql.marks(asked.messageIds().size()) + ") ORDER BY seq";
        return reader.rows(
                        sql,
                        row -> new Appraisal(row.textOr(0, ""), row.textOr(1, "[]"), row.textOr(2, "{}")),
                        asked.messageIds().toArray())
                .map(Appraisals::new);
    }

    private Future<Causes> causes(ListCauses asked) {
        String sql = "SELECT " + Sql.texts("interaction_type", "timestamp")
                + " FROM interaction_log WHERE interaction_type <> 'message' ORDER BY seq DESC LIMIT ?";
        return reader.rows(sql, row -> new Cause(row.textOr(0, ""), row.timeOrEpoch(1)), asked.most())
                .map(Causes::new);
    }

    private Future<Appraised> isAppraised(IsAppraised asked) {
        return reader.row("SELECT 1 FROM interaction_log WHERE message_id = ?", row -> true, asked.messageId())
                .map(found -> new Appraised(found != null));
    }
}
