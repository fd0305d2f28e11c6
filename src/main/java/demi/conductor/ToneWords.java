package demi.conductor;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import demi.contract.Moods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How she is to sound, in a few plain words that a small model can act on: what she feels above her rest, and how she
 * talks otherwise than she usually does, the strongest first. Steps are coarse, so that the words change with her mood
 * and not with every message.
 */
final class ToneWords {

    private static final int MOST_FEELINGS = 2;
    private static final int MOST_MANNERS = 2;
    /** A feeling is told from here on, and has its next degree after as much again. */
    private static final double FELT = .15;
    /** The same for how she talks. */
    private static final double HEARD = .2;
    /** What time has made of her counts as rest up to here: being lonely for long is felt all the same. */
    private static final double MOST_REST = .5;
    /** Within that she talks as the persona says: short, and to the point. */
    private static final int FEW_WORDS = 90;

    private static final int MANY_WORDS = 160;

    private record Word(int step, String text) {}

    private ToneWords() {}

    /** Empty when everything is neutral; equal moods have equal words. */
    static String of(Moods.Mood mood) {
        List<Word> felt = strongest(feelings(mood.feelings(), mood.rest().feelings()), MOST_FEELINGS);
        List<Word> manners = strongest(manners(mood.modulation(), mood.rest().modulation()), MOST_MANNERS);
        List<String> words = new ArrayList<>();
        if (!felt.isEmpty()) {
            words.add("sound " + felt.stream().map(Word::text).collect(Collectors.joining(" and ")));
        }
        manners.forEach(manner -> words.add(manner.text()));
        String length = length(mood.modulation().lengthWords());
        if (!length.isEmpty()) {
            words.add(length);
        }
        return String.join("; ", words);
    }

    private static List<Word> strongest(List<Word> words, int most) {
        return words.stream()
                .filter(word -> word.step() > 0)
                .sorted(Comparator.comparingInt(Word::step).reversed())
                .limit(most)
                .toList();
    }

    private static List<Word> feelings(Feelings now, Feelings rest) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> {
                    double above = now.get(emotion) - Math.min(rest.get(emotion), MOST_REST);
                    int step = Math.min(3, steps(above, FELT));
                    return new Word(step, feeling(emotion, step));
                })
                .toList();
    }

    private static String feeling(Emotion emotion, int step) {
        String degree = step == 1 ? "a little " : step == 3 ? "very " : "";
        return degree
                + switch (emotion) {
                    case LONELINESS -> "lonely, as if you had missed them";
                    case EXCITEMENT -> "excited and glad";
                    case FRUSTRATION -> "cross";
                    case JEALOUSY -> "jealous";
                    case VULNERABILITY -> "hurt";
                    case CONFIDENCE -> "sure of yourself";
                    case CURIOSITY -> "curious about them";
                    case AFFECTION -> "fond of them";
                    case DEFENSIVENESS -> "touchy";
                };
    }

    private static List<Word> manners(Modulation now, Modulation usual) {
        boolean cool = steps(usual.warmth() - now.warmth(), HEARD) > 0;
        return Stream.of(
                        manner(now, usual, Modulation::sarcasm, cool ? "biting" : "dry", "no sarcasm"),
                        manner(now, usual, Modulation::warmth, "tender", "cool"),
                        manner(now, usual, Modulation::emoji, "an emoji", "no emoji"),
                        manner(now, usual, Modulation::nickname, "a pet name for them", null),
                        manner(now, usual, Modulation::humor, "playful", "no jokes"),
                        manner(now, usual, Modulation::selfDeprecation, "making fun of yourself", null),
                        manner(now, usual, Modulation::formality, "stiff", "casual"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Word manner(
            Modulation now,
            Modulation usual,
            ToDoubleFunction<Modulation> trait,
            @Nullable String more,
            @Nullable String less) {
        double change = trait.applyAsDouble(now) - trait.applyAsDouble(usual);
        String text = change > 0 ? more : less;
        return text == null ? null : new Word(steps(Math.abs(change), HEARD), text);
    }

    /** A sum of doubles may miss its step by a hair. */
    private static int steps(double distance, double step) {
        return (int) Math.max(0, Math.floor(distance / step + 1e-9));
    }

    private static String length(int words) {
        if (words > FEW_WORDS) {
            return words > MANY_WORDS ? "as many sentences as it takes" : "";
        }
        return words <= 25 ? "one sentence" : words <= 50 ? "one or two sentences" : "two or three sentences";
    }
}
