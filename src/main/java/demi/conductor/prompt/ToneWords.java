package demi.conductor.prompt;

import demi.api.EmotionApi;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How she is to answer, in a few plain words that a small model can act on: what she feels most above her rest, and how
 * she talks otherwise than she usually does, the strongest first. Spoken by the person, as the note stands in their message:
 * "them" was taken for somebody else. Steps are coarse, so that the words change with her mood and not with every message.
 */
final class ToneWords {

    private static final int MOST_MANNERS = 2;
    private static final int MOST_RULES = 2;
    /** A feeling is told from here on, and has its next degree after as much again. */
    private static final double FELT = .15;
    /** The same for how she talks. */
    private static final double HEARD = .2;
    /** What time has made of her counts as rest up to here: being lonely for long is felt all the same. */
    private static final double MOST_REST = .5;

    /** @param strength in steps; below one it is not told */
    private record Word(int strength, String text) {}

    private ToneWords() {}

    /** Empty when everything is neutral; equal moods have equal words. */
    static String of(EmotionApi.Mood mood) {
        SpeechStyle now = mood.style();
        SpeechStyle usual = mood.baseline().style();
        Optional<Felt> felt = strongest(mood.feelings(), mood.baseline().feelings());
        List<String> manners = new ArrayList<>();
        felt.map(Felt::manner).ifPresent(manners::add);
        manners.addAll(strongest(manners(now, usual), MOST_MANNERS));
        List<String> answer = new ArrayList<>();
        if (!manners.isEmpty()) {
            answer.add("Answer " + and(manners));
        }
        answer.addAll(strongest(rules(now, usual), MOST_RULES));
        String length = length(now.lengthWords());
        if (!length.isEmpty()) {
            answer.add(length);
        }
        return Stream.of(felt.map(Felt::words).orElse(""), sentence(String.join("; ", answer)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sentence(String words) {
        return words.isEmpty()
                ? ""
                : words.substring(0, 1)
                        .toUpperCase(Locale.ROOT)
                        .concat(words.substring(1))
                        .concat(".");
    }

    private static List<String> strongest(List<Word> words, int most) {
        return words.stream()
                .filter(word -> word.strength() > 0 && !word.text().isEmpty())
                .sorted(Comparator.comparingInt(Word::strength).reversed())
                .limit(most)
                .map(Word::text)
                .toList();
    }

    private static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private record Felt(Emotion emotion, int degree) {
        String words() {
            String much = degree == 1 ? "a little " : degree == 2 ? "" : "very ";
            return String.format("You are %s%s.", much, adjective(emotion));
        }

        String manner() {
            return ToneWords.manner(emotion);
        }
    }

    private static Optional<Felt> strongest(EmotionLevels now, EmotionLevels rest) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> {
                    double above = now.get(emotion) - Math.min(rest.get(emotion), MOST_REST);
                    return new Felt(emotion, Math.min(3, steps(above, FELT)));
                })
                .filter(felt -> felt.degree() > 0)
                .min(Comparator.comparingInt(Felt::degree).reversed());
    }

    private static String adjective(Emotion emotion) {
        return switch (emotion) {
            case LONELINESS -> "lonely and have missed me";
            case EXCITEMENT -> "excited";
            case FRUSTRATION -> "cross";
            case JEALOUSY -> "jealous";
            case VULNERABILITY -> "hurt";
            case CONFIDENCE -> "sure of yourself";
            case CURIOSITY -> "curious about me";
            case AFFECTION -> "fond of me";
            case DEFENSIVENESS -> "touchy";
        };
    }

    private static String manner(Emotion strongest) {
        return switch (strongest) {
            case LONELINESS -> "clingy";
            case EXCITEMENT -> "lively";
            case FRUSTRATION -> "grumpy";
            case JEALOUSY -> "sulky";
            case VULNERABILITY -> "quiet";
            case CONFIDENCE -> "bold";
            case CURIOSITY -> "with a question";
            case AFFECTION -> "tender";
            case DEFENSIVENESS -> "guarded";
        };
    }

    private static List<Word> manners(SpeechStyle now, SpeechStyle usual) {
        boolean cool = steps(usual.warmth() - now.warmth(), HEARD) > 0;
        return List.of(
                word(now, usual, SpeechStyle::sarcasm, cool ? "biting" : "dry", ""),
                word(now, usual, SpeechStyle::warmth, "sweet", "cool"),
                word(now, usual, SpeechStyle::humor, "playful", "serious"),
                word(now, usual, SpeechStyle::formality, "stiff", "casual"));
    }

    private static List<Word> rules(SpeechStyle now, SpeechStyle usual) {
        return List.of(
                word(now, usual, SpeechStyle::sarcasm, "", "no sarcasm"),
                word(now, usual, SpeechStyle::nickname, "a pet name for me", ""),
                word(now, usual, SpeechStyle::emoji, "an emoji", "no emoji"));
    }

    private static Word word(
            SpeechStyle now, SpeechStyle usual, ToDoubleFunction<SpeechStyle> trait, String more, String less) {
        double change = trait.applyAsDouble(now) - trait.applyAsDouble(usual);
        return new Word(steps(Math.abs(change), HEARD), change > 0 ? more : less);
    }

    /** A sum of doubles may miss its step by a hair. */
    private static int steps(double distance, double step) {
        return (int) Math.max(0, Math.floor(distance / step + 1e-9));
    }

    /** Nothing for a length that the persona has anyway. */
    private static String length(int words) {
        if (words > 160) {
            return "as many sentences as it takes";
        }
        return words > 90
                ? ""
                : words > 50 ? "two or three sentences" : words > 25 ? "one or two sentences" : "one sentence";
    }
}
