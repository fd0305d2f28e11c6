package demi.discord.message;

import demi.api.value.EmotionLevels;
import demi.network.client.Post;
import demi.network.message.MoodDescription;
import java.time.Instant;
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

    /** What she says: the title on the first of the posts that it takes, the emotions on the last. None for the room's own lines. */
    public static @Nullable ReplyEmbed of(Post post) {
        Post.Style style = post.style();
        if (style == null) {
            return null;
        }
        EmotionLevels feelings = style.feelings();
        return new ReplyEmbed(
                !style.first() ? null : style.kind() == Post.Kind.RAMBLE ? RAMBLE : RESPONSE,
                post.text(),
                colour(feelings),
                "Mood: " + feelings.dominant().map(MoodDescription::name).orElse("Calm"),
                style.last() ? strongest(feelings) : null,
                style.at());
    }

    private static @Nullable String strongest(EmotionLevels feelings) {
        String words = feelings.strongest(MOST_FEELINGS).stream()
                .filter(emotion -> feelings.get(emotion) > FELT_ABOVE)
                .map(emotion -> MoodDescription.name(emotion) + " " + Math.round(feelings.get(emotion) * 100) + " %")
                .collect(Collectors.joining(" · "));
        return words.isEmpty() ? null : words;
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
