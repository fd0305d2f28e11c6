package demi.http.socket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says over its socket. */
sealed interface ClientFrame {

    /**
     * @param content stripped, 1 to 4,000 characters
     * @param pictures by the names that they got when they were sent, four at most
     */
    record Say(String content, @Nullable String clientId, List<String> pictures) implements ClientFrame {}

    record Read(String messageId) implements ClientFrame {}

    record Ping() implements ClientFrame {}

    /** @param visible whether the person can see the client now */
    record Presence(boolean visible) implements ClientFrame {}

    record Stop() implements ClientFrame {}

    /** A message of nothing but blanks. */
    record Blank() implements ClientFrame {}

    /**
     * What cannot be done.
     *
     * @param sentence what is wrong, for the error frame
     * @param clientId of the message that it is, if it is one and says so
     */
    record Bad(String sentence, @Nullable String clientId) implements ClientFrame {
        Bad(String sentence) {
            this(sentence, null);
        }
    }
}
