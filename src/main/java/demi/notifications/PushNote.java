package demi.notifications;

import demi.api.store.NotificationStore.DueNotification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a phone is told.
 *
 * @param id of the message; the same for each try
 * @param words that go along where the target wants them; {@code instead} else
 */
record PushNote(String id, String userId, String username, Instant at, String words, String priorityTitle) {

    /** ntfy makes a file of 4,096 bytes, or refuses them. */
    private static final int LONGEST = 3_900;

    private static final String ONLY_THAT = "Demi wrote.";
    private static final String CUT = "…";

    static PushNote of(DueNotification waiting) {
        return new PushNote(
                waiting.message().messageId(),
                waiting.message().userId(),
                waiting.username(),
                waiting.message().createdAt(),
                waiting.message().content(),
                ONLY_THAT);
    }

    /** To see whether it arrives. */
    static PushNote test(String id, String userId, Instant at) {
        String text = "This is a test: here Demi tells you when she has written.";
        return new PushNote(id, userId, "", at, text, text);
    }

    String text(boolean withWords) {
        return withWords ? words(LONGEST) : priorityTitle;
    }

    /** The words, shortened to so many bytes of UTF-8 at the end of a character. */
    String words(int longest) {
        return shortened(words, longest - CUT.getBytes(StandardCharsets.UTF_8).length);
    }

    boolean isTest() {
        return username.isEmpty();
    }

    private static String shortened(String text, int longest) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int end = text.offsetByCodePoints(at, 1);
            bytes += text.substring(at, end).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > longest) {
                return text.substring(0, at) + CUT;
            }
        }
        return text;
    }

    /** People's words are not logged. */
    @Override
    public String toString() {
        return "PushNote[" + id + "]";
    }
}
