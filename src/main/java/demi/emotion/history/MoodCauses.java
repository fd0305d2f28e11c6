package demi.emotion.history;

import demi.api.EmotionApi.By;
import demi.api.EmotionApi.Cause;
import demi.api.store.EmotionStore.LoggedChange;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What moved her, made of the log: what time did in a row is one cause, and what hardly moved her is none. */
final class MoodCauses {

    private static final double LEAST = .01;
    private static final String TIME = "time";

    /** Of the log; where an appraisal was not believed, only the time before it has moved her. */
    private static final Set<String> ONLY_TIME = Set.of(TIME, "unsure");

    /** Time too, but an event. */
    private static final String LONG_IDLE = "long_idle";

    private MoodCauses() {}

    /** @param most the newest */
    static List<Cause> of(List<LoggedChange> log, int most) {
        List<Cause> causes = new ArrayList<>();
        int i = 0;
        while (i < log.size()) {
            int end = i;
            if (isTime(log.get(i))) {
                while (end + 1 < log.size() && isTime(log.get(end + 1))) {
                    end++;
                }
            }
            Map<Emotion, Double> changes =
                    changes(log.get(i).before(), log.get(end).after());
            if (!changes.isEmpty()) {
                LoggedChange last = log.get(end);
                causes.add(new Cause(
                        since(log, i, last.at()), last.at(), isTime(last) ? TIME : last.type(), by(last), changes));
            }
            i = end + 1;
        }
        return causes.subList(Math.max(0, causes.size() - most), causes.size());
    }

    /** Time has begun its work where the change before it ended; whatever else happens takes no time. */
    private static Instant since(List<LoggedChange> log, int first, Instant end) {
        Instant since =
                log.get(Math.max(0, isTime(log.get(first)) ? first - 1 : first)).at();
        return since.isBefore(end) ? since : end;
    }

    private static boolean isTime(LoggedChange change) {
        return ONLY_TIME.contains(change.type());
    }

    private static By by(LoggedChange change) {
        if (isTime(change) || change.type().equals(LONG_IDLE)) {
            return By.TIME;
        }
        return switch (change.whose()) {
            case OWN -> By.YOU;
            case OTHERS -> By.HOUSE;
            case NOBODY -> By.SHE;
        };
    }

    private static Map<Emotion, Double> changes(EmotionLevels before, EmotionLevels after) {
        Map<Emotion, Double> changes = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            double delta = after.get(emotion) - before.get(emotion);
            if (Math.abs(delta) >= LEAST) {
                changes.put(emotion, delta);
            }
        }
        return changes;
    }
}
