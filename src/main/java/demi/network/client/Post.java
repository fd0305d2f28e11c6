package demi.network.client;

import demi.api.value.EmotionLevels;
import demi.util.MessageSplitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message that is to be posted.
 *
 * @param text no longer than the network takes
 * @param isAnswer whether it answers the target's message, where the network can show that
 * @param nonce of this message and no other: a network that can takes it only once
 * @param style of what Demi says herself, for networks that show more than words; null for lines of the room's
 */
public record Post(
        String text,
        boolean isAnswer,
        String nonce,
        @Nullable Style style) {

    /** What it is that she says. */
    public enum Kind {
        REPLY,
        RAMBLE
    }

    /**
     * @param first whether it is the first of the posts that it takes
     * @param last whether it is the last of them
     */
    public record Style(Kind kind, EmotionLevels feelings, Instant at, boolean first, boolean last) {}

    /** A line of the room's own. */
    public static Post line(String text, String nonce) {
        return new Post(text, true, nonce, null);
    }

    /**
     * What she says, on as many as it takes.
     *
     * @param id from which the nonces follow
     * @param longest piece of text that the network takes
     */
    public static List<Post> of(Kind kind, String id, String text, EmotionLevels feelings, Instant at, int longest) {
        List<String> pieces = MessageSplitter.of(text, longest);
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Style style = new Style(kind, feelings, at, i == 0, i == pieces.size() - 1);
            posts.add(new Post(pieces.get(i), kind == Kind.REPLY && i == 0, nonce(id, i), style));
        }
        return posts;
    }

    /** At most 25 characters, as networks take them. */
    private static String nonce(String id, int piece) {
        String short20 = id.replace("-", "");
        return short20.substring(0, Math.min(20, short20.length())) + "-" + piece;
    }

    @Override
    public String toString() {
        return "Post[" + nonce + ", " + text.length() + " characters]";
    }
}
