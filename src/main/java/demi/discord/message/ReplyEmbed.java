package demi.discord.message;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.util.MessageSplitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One embed.
 *
 * @param title null for none
 * @param feelings the strongest emotions in words, null for none
 */
public record ReplyEmbed(
        @Nullable String title,
        String description,
        int colour,
        String footer,
        @Nullable String feelings,
        Instant at) {

    public static final String RESPONSE = "Demi's Response";
    public static final String RAMBLE = "💭 Demi's Thoughts";

    private static final double FELT_ABOVE = .5;
    private static final int MOST_FEELINGS = 3;

    /** What she says, on as many as it takes: the title on the first, the emotions on the last. */
    public static List<ReplyEmbed> of(String title, String text, EmotionLevels feelings, Instant at) {
        List<String> pieces = MessageSplitter.of(text);
        List<ReplyEmbed> cards = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1;
            cards.add(new ReplyEmbed(
                    i == 0 ? title : null,
                    pieces.get(i),
                    colour(feelings),
                    "Mood: " + feelings.dominant().map(ReplyEmbed::name).orElse("Calm"),
                    last ? strongest(feelings) : null,
                    at));
        }
        return cards;
    }

    private static @Nullable String strongest(EmotionLevels feelings) {
        String words = feelings.strongest(MOST_FEELINGS).stream()
                .filter(emotion -> feelings.get(emotion) > FELT_ABOVE)
                .map(emotion -> name(emotion) + " " + Math.round(feelings.get(emotion) * 100) + " %")
                .collect(Collectors.joining(" · "));
        return words.isEmpty() ? null : words;
    }

    static String name(Emotion emotion) {
        return emotion.key().substring(0, 1).toUpperCase(Locale.ROOT)
                + emotion.key().substring(1);
    }

    /** Of the dominant emotion. */
    static int colour(EmotionLevels feelings) {
        return feelings.dominant()
                .map(emotion -> switch (emotion) {
                    case LONELINESS -> 0x9370DB;
                    case EXCITEMENT -> 0x2ECC71;
                    case FRUSTRATION -> 0xE74C3C;
                    case JEALOUSY -> 0xE67E22;
                    case VULNERABILITY -> 0xD946EF;
                    case CONFIDENCE -> 0x3498DB;
                    case CURIOSITY -> 0x1ABC9C;
                    case AFFECTION -> 0xFF1493;
                    case DEFENSIVENESS -> 0x36393B;
                })
                .orElse(0x5865F2);
    }

    @Override
    public String toString() {
        return "Card[" + description.length() + " characters]";
    }
}
