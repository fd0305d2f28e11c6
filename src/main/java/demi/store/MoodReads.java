package demi.store;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.MoodStore.HeardBefore;
import demi.contract.MoodStore.Kept;
import demi.contract.MoodStore.Newest;
import demi.contract.MoodStore.State;
import demi.contract.MoodStore.WasHeard;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of her mood. */
final class MoodReads {

    private static final List<Emotion> EMOTIONS = List.of(Emotion.values());
    private static final int FIRST = 3;

    /** Newest by when it was written: clocks are set back. Some more than one, in case that the newest are unreadable. */
    private static final String NEWEST = "SELECT " + Sql.texts("timestamp", "momentum_json", "notes") + ", "
            + EMOTIONS.stream().map(emotion -> Sql.decimal(emotion.key())).collect(Collectors.joining(", "))
            + " FROM emotional_state ORDER BY rowid DESC LIMIT 20";

    private final Readers readers;

    MoodReads(Readers readers) {
        this.readers = readers;
    }

    Future<Kept> newest(Newest asked) {
        return readers.rows(NEWEST, MoodReads::state)
                .map(states -> new Kept(
                        states.stream().filter(Objects::nonNull).findFirst().orElse(null)));
    }

    private static @Nullable State state(Cells row) {
        Feelings feelings = FeelingsText.of(emotion -> row.decimal(FIRST + EMOTIONS.indexOf(emotion)));
        return feelings == null
                ? null
                : new State(row.timeOrEpoch(0), feelings, row.textOr(1, "{}"), row.textOr(2, ""));
    }

    Future<HeardBefore> heard(WasHeard asked) {
        return readers.row("SELECT 1 FROM interaction_log WHERE message_id = ?", row -> true, asked.messageId())
                .map(found -> new HeardBefore(found != null));
    }
}
