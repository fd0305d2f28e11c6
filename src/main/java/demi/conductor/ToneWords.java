package demi.conductor;

import demi.contract.Emotion;
import demi.contract.Moods;
import java.util.Locale;
import java.util.stream.Collectors;

/** How she feels and talks now, in a few words; empty where nothing stands out. */
final class ToneWords {

    private static final double FELT = .6;

    private ToneWords() {}

    static String of(Moods.Mood mood) {
        return mood.feelings().strongest(2).stream()
                .filter(emotion -> mood.feelings().get(emotion) > FELT)
                .map(ToneWords::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(Emotion emotion) {
        return "full of " + emotion.name().toLowerCase(Locale.ROOT);
    }
}
