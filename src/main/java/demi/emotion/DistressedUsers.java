package demi.emotion;

import demi.api.EmotionApi;
import demi.emotion.words.DistressDetector;
import demi.emotion.words.HardshipDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who is in distress. It begins with words that say so, or with a model that is sure of words that allow it. It ends with
 * good news; with words in which nothing is hard, an hour after the last sign; and in any case a day after that. In doubt
 * somebody stays in it: care does no harm.
 */
final class DistressedUsers {

    static final Duration LONGEST = Duration.ofHours(24);
    static final Duration SHORTEST = Duration.ofHours(1);
    private static final Set<InteractionType> GOOD =
            Set.of(InteractionType.POSITIVE_MESSAGE, InteractionType.SUCCESSFUL_HELP);

    /** When there was the last sign of it, by person. */
    private final Map<String, Instant> lastSign = new HashMap<>();

    /** As an earlier process has left it; when it began is not known. */
    void addAll(Collection<String> distressed, Instant now) {
        distressed.forEach(userId -> lastSign.putIfAbsent(userId, now));
    }

    boolean has(String userId, Instant now) {
        Instant sign = lastSign.get(userId);
        return sign != null && Duration.between(sign, now).compareTo(LONGEST) < 0;
    }

    /** @return whether this person's has run out: they are in it no more */
    boolean ended(String userId, Instant now) {
        return lastSign.containsKey(userId) && !has(userId, now) && lastSign.remove(userId) != null;
    }

    /**
     * @param words of the messages that were appraised
     * @return whether that changes something
     */
    boolean update(String userId, EmotionApi.Distress distress, String words, Instant now) {
        boolean spoken = DistressDetector.in(words);
        boolean hard = spoken || HardshipDetector.in(words);
        if (spoken || (distress == EmotionApi.Distress.YES && hard)) {
            return lastSign.put(userId, now) == null;
        }
        Instant sign = lastSign.get(userId);
        if (sign == null || distress != EmotionApi.Distress.NO || hard) {
            return false;
        }
        boolean good = words.lines().map(SentimentLexicon::classify).anyMatch(GOOD::contains);
        boolean old = Duration.between(sign, now).compareTo(SHORTEST) >= 0;
        return (good || old) && lastSign.remove(userId) != null;
    }
}
