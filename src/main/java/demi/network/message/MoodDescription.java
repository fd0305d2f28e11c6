package demi.network.message;

import demi.api.store.EmotionStore.Cause;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What she feels, and why, in words; of those who moved her it says nothing. */
public final class MoodDescription {

    private MoodDescription() {}

    public static String of(EmotionLevels feelings, List<Cause> causes, Instant now) {
        String most = feelings.dominant()
                .map(emotion -> "Mostly " + name(emotion).toLowerCase(Locale.ROOT) + ".")
                .orElse("Rather calm.");
        String all = feelings.strongest(Emotion.values().length).stream()
                .map(emotion -> name(emotion) + " " + Math.round(feelings.get(emotion) * 100) + " %")
                .collect(Collectors.joining("\n"));
        String why = causes.stream()
                .map(cause -> "\n- " + words(cause.type()) + ", " + ago(Duration.between(cause.at(), now)))
                .collect(Collectors.joining());
        return most + "\n" + all + (why.isEmpty() ? "" : "\nWhat moved me last:" + why);
    }

    /** An emotion's name, for people. */
    public static String name(Emotion emotion) {
        return emotion.key().substring(0, 1).toUpperCase(Locale.ROOT)
                + emotion.key().substring(1);
    }

    private static String words(String type) {
        return switch (type) {
            case "positive_message" -> "somebody was kind to me";
            case "negative_message" -> "somebody was unkind to me";
            case "code_update" -> "somebody worked on me";
            case "error_occurred" -> "something went wrong";
            case "rapid_errors" -> "much went wrong at once";
            case "successful_help" -> "I was of help";
            case "user_refusal" -> "somebody turned me down";
            case "long_idle" -> "nobody talked to me for hours";
            default -> "something happened";
        };
    }

    private static String ago(Duration time) {
        if (time.toMinutes() < 1) {
            return "just now";
        }
        long hours = time.toHours();
        return hours < 1 ? time.toMinutes() + " min ago" : hours < 48 ? hours + " h ago" : time.toDays() + " days ago";
    }
}
