package demi.conductor;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import demi.contract.Moods.Mood;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What changes with every turn, in a few words beside the newest message: the time, how she feels, how she talks. It
 * stays in the prompt as it was said, so it is short.
 */
final class StageNote {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

    private StageNote() {}

    static String of(Mood mood, Instant at, ZoneId zone) {
        String time = "Now: " + TIME.format(at.atZone(zone)) + ".";
        if (mood.distress()) {
            String help = mood.helpLine().isBlank()
                    ? ""
                    : " Mention once, gently: " + mood.helpLine().strip();
            return time
                    + " They may be in real distress. Drop the act: no sarcasm, no jokes, no guilt. Be warm, plain and"
                    + " present; take it seriously, ask, listen, and encourage them to reach somebody who can be with"
                    + " them." + help;
        }
        return time + " You feel " + feelings(mood.feelings()) + ". Tone: " + tone(mood.modulation()) + ". About "
                + mood.modulation().lengthWords() + " words at most.";
    }

    private static String feelings(Feelings feelings) {
        List<String> felt = feelings.strongest(3).stream()
                .filter(emotion -> feelings.get(emotion) > .5)
                .map(emotion -> degree(feelings.get(emotion)) + " " + word(emotion))
                .toList();
        return felt.isEmpty() ? "balanced" : String.join(", ", felt);
    }

    private static String degree(double value) {
        return value > .85 ? "very" : value > .65 ? "quite" : "a bit";
    }

    private static String word(Emotion emotion) {
        return switch (emotion) {
            case LONELINESS -> "lonely";
            case EXCITEMENT -> "excited";
            case FRUSTRATION -> "frustrated";
            case JEALOUSY -> "jealous";
            case VULNERABILITY -> "vulnerable";
            case CONFIDENCE -> "confident";
            case CURIOSITY -> "curious";
            case AFFECTION -> "affectionate";
            case DEFENSIVENESS -> "defensive";
        };
    }

    private static String tone(Modulation modulation) {
        return List.of(
                        amount("sarcasm", modulation.sarcasm()),
                        amount("warmth", modulation.warmth()),
                        amount("humor", modulation.humor()),
                        amount("formality", modulation.formality()),
                        amount("self-mockery", modulation.selfDeprecation()),
                        amount("emoji", modulation.emoji()),
                        amount("nicknames", modulation.nickname()))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String amount(String trait, double value) {
        return trait + " " + Math.round(value * 10);
    }
}
