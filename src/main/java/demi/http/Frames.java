package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Chat;
import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Message;
import demi.contract.OwnAccounts.Notice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the frames that go to clients. */
final class Frames {

    private Frames() {}

    static String history(List<Message> messages, Instant now) {
        ArrayNode list = Json.array();
        messages.forEach(message -> list.add(Json.message(message)));
        ObjectNode data = Json.object();
        data.set("messages", list);
        return frame("history", data.put("count", messages.size()), now);
    }

    /** @param clientId of the message that is there already, for the client that sent it again */
    static String delivered(String messageId, @Nullable String clientId, Instant now) {
        return frame("delivered", named(Json.object().put("message_id", messageId), clientId), now);
    }

    /** @param clientId of the message that was not taken, if it is about one */
    static String error(String code, String sentence, @Nullable String clientId, Instant now) {
        return frame("error", named(Json.object().put("message", sentence).put("code", code), clientId), now);
    }

    /** With the name that the client gave a message; where it gave none the frame is as it always was. */
    private static ObjectNode named(ObjectNode data, @Nullable String clientId) {
        return clientId == null ? data : data.put("client_id", clientId);
    }

    static String notice(Notice notice, Instant now) {
        return frame("account_notice", Json.notice(notice), now);
    }

    static String pong(Instant now) {
        return frame("pong", Json.object(), now);
    }

    static String delta(String messageId, int seq, String text, Instant now) {
        ObjectNode data = Json.object();
        return frame("delta", data.put("message_id", messageId).put("seq", seq).put("text", text), now);
    }

    /** The frame that tells of {@code event}. */
    static String of(Chat.Event event, Instant now) {
        if (event instanceof Chat.Delta delta) {
            return delta(delta.messageId(), delta.seq(), delta.text(), now);
        } else if (event instanceof Chat.Spoken spoken) {
            return frame("message", named(Json.message(spoken.message()), spoken.clientId()), now);
        } else if (event instanceof Chat.Delivered delivered) {
            return delivered(delivered.messageId(), null, now);
        } else if (event instanceof Chat.Typing typing) {
            return typing(typing, now);
        } else if (event instanceof Chat.ReadReceipt receipt) {
            return frame("read_receipt", Json.object().put("message_id", receipt.messageId()), now);
        } else if (event instanceof Chat.Felt felt) {
            return feelings(felt.feelings(), now);
        } else if (event instanceof Chat.Failed failed) {
            return error(failed.code(), failed.sentence(), null, now);
        }
        throw new IllegalArgumentException("an event without a frame: " + event.getClass());
    }

    private static String typing(Chat.Typing typing, Instant now) {
        ObjectNode data = Json.object().put("is_typing", typing.typing());
        if (typing.typing() && typing.place() > 0) {
            data.put("queue_position", typing.place());
        }
        return frame("typing", data, now);
    }

    private static String feelings(Feelings feelings, Instant now) {
        ObjectNode data = Json.object();
        data.set("emotion_state", Json.feelings(feelings));
        return frame("emotion_update", data.put("dominant", dominant(feelings)), now);
    }

    /** The strongest emotion, the first of several; "neutral" where none is above 0.5. */
    static String dominant(Feelings feelings) {
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
        ObjectNode frame = Json.object().put("event", event);
        frame.set("data", data);
        return Json.write(frame.put("timestamp", Json.time(now)));
    }
}
