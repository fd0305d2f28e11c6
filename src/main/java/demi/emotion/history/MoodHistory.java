package demi.emotion.history;

import demi.api.EmotionApi.GetHistory;
import demi.api.EmotionApi.History;
import demi.api.EmotionApi.Point;
import demi.api.store.EmotionStore;
import demi.api.value.EmotionLevels;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How she has felt, from the store, thinned to what a chart can show. */
public final class MoodHistory {

    private static final int MOST_POINTS = 300;
    /** Where a month begins, a part begins, too; and one is begun before and one after. */
    private static final int SPARE = 5;

    private static final int MOST_CAUSES = 200;
    /** Of the log, since much of it hardly moved her. */
    private static final int MOST_CHANGES = 2_000;

    private final Bus bus;

    public MoodHistory(Bus bus) {
        this.bus = bus;
    }

    /** @param idleSince null where somebody has spoken just now */
    public Future<History> read(GetHistory asked, EmotionLevels now, Instant at, @Nullable Instant idleSince) {
        Duration span = Duration.ofHours(asked.hours());
        int minutes = (int) Math.max(1, Math.round(Math.ceil(span.toMinutes() / (double) (MOST_POINTS - SPARE))));
        return bus.request(
                        EmotionStore.HISTORY,
                        new EmotionStore.FindHistory(asked.userId(), at.minus(span), minutes, MOST_CHANGES))
                .map(found -> new History(
                        now, idleSince, points(found.points(), now, at), MoodCauses.of(found.changes(), MOST_CAUSES)));
    }

    private static List<Point> points(List<EmotionStore.Point> found, EmotionLevels now, Instant at) {
        List<Point> points = new ArrayList<>();
        // Where the clock was set back, there are later ones.
        found.stream()
                .filter(point -> point.at().isBefore(at))
                .forEach(point -> points.add(new Point(point.at(), point.feelings())));
        points.add(new Point(at, now));
        return points.subList(Math.max(0, points.size() - MOST_POINTS), points.size());
    }
}
