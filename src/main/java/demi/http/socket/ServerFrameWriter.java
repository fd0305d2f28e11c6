package demi.http.socket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.ChatApi;
import demi.api.OwnAccountsApi.Notice;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.http.web.JsonViews;
import demi.http.web.Language;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the frames that go to clients. */
public final class ServerFrameWriter {

    private ServerFrameWriter() {}

    static String history(List<Message> messages, Instant now) {
        ArrayNode list = JsonViews.array();
        messages.forEach(message -> list.add(JsonViews.message(message)));
        ObjectNode data = JsonViews.object();
        data.set("messages", list);
        return frame("history", data.put("count", messages.size()), now);
    }

    /** @param clientId of the message that is there already, for the client that sent it again */
    static String delivered(String messageId, @Nullable String clientId, Instant now) {
        return frame("delivered", named(JsonViews.object().put("message_id", messageId), clientId), now);
    }

    /** @param clientId of the message that was not taken, if it is about one */
    static String error(String code, String sentence, @Nullable String clientId, Instant now) {
        return frame("error", named(JsonViews.object().put("message", sentence).put("code", code), clientId), now);
    }

    /** With the name that the client gave a message; where it gave none the frame is as it always was. */
    private static ObjectNode named(ObjectNode data, @Nullable String clientId) {
        return clientId == null ? data : data.put("client_id", clientId);
    }

    static String notice(Notice notice, Instant now) {
        return frame("account_notice", JsonViews.notice(notice), now);
    }

    static String pong(Instant now) {
        return frame("pong", JsonViews.object(), now);
    }

    public static String delta(String messageId, int seq, String text, Instant now) {
        ObjectNode data = JsonViews.object();
        return frame("delta", data.put("message_id", messageId).put("seq", seq).put("text", text), now);
    }

    /** What clients of an earlier time do not know: only who asks for streams is told. */
    static boolean isForStreams(ChatApi.Event event) {
        return event instanceof ChatApi.Delta
                || event instanceof ChatApi.MessageEdited
                || event instanceof ChatApi.MessageRemoved;
    }

    /** The frame that tells of {@code event}, in English. */
    public static String event(ChatApi.Event event, Instant now) {
        return event(event, Language.ENGLISH, now);
    }

    /** @param language of an error */
    static String event(ChatApi.Event event, Language language, Instant now) {
        if (event instanceof ChatApi.Delta delta) {
            return delta(delta.messageId(), delta.seq(), delta.text(), now);
        } else if (event instanceof ChatApi.MessageAdded spoken) {
            return frame("message", named(JsonViews.message(spoken.message()), spoken.clientId()), now);
        } else if (event instanceof ChatApi.MessageEdited edited) {
            return frame("message_changed", JsonViews.message(edited.message()), now);
        } else if (event instanceof ChatApi.MessageRemoved removed) {
            return frame("message_removed", JsonViews.object().put("message_id", removed.messageId()), now);
        } else if (event instanceof ChatApi.Delivered delivered) {
            return delivered(delivered.messageId(), null, now);
        } else if (event instanceof ChatApi.Typing typing) {
            return typing(typing, now);
        } else if (event instanceof ChatApi.ReadReceipt receipt) {
            return frame("read_receipt", JsonViews.object().put("message_id", receipt.messageId()), now);
        } else if (event instanceof ChatApi.EmotionsChanged felt) {
            return feelings(felt.feelings(), now);
        } else if (event instanceof ChatApi.Failed failed) {
            return error(failed.code(), language.tell(failed.sentence()), null, now);
        }
        throw new IllegalArgumentException("an event without a frame: " + event.getClass());
    }

    private static String typing(ChatApi.Typing typing, Instant now) {
        ObjectNode data = JsonViews.object().put("is_typing", typing.typing());
        if (typing.typing() && typing.place() > 0) {
            data.put("queue_position", typing.place());
        }
        return frame("typing", data, now);
    }

    private static String feelings(EmotionLevels feelings, Instant now) {
        ObjectNode data = JsonViews.object();
        data.set("emotion_state", JsonViews.feelings(feelings));
        return frame("emotion_update", data.put("dominant", dominant(feelings)), now);
    }

    /** The strongest emotion, the first of several; "neutral" where none is above 0.5. */
    public static String dominant(EmotionLevels feelings) {
        String strongest = "neutral";
        double most = 0.5;
        for (Emotion emotion : Emotion.values()) {
            if (feelings.get(emotion) > most) {
                most = feelings.get(emotion);
                strongest = emotion.key();
            }
        }
        return strongest;
    }

    private static String frame(String event, ObjectNode data, Instant now) {
        ObjectNode frame = JsonViews.object().put("event", event);
        frame.set("data", data);
        return JsonViews.write(frame.put("timestamp", JsonViews.time(now)));
    }
}
