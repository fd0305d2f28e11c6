package demi.http.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import demi.http.socket.ClientFrame.Bad;
import demi.http.socket.ClientFrame.Blank;
import demi.http.socket.ClientFrame.Ping;
import demi.http.socket.ClientFrame.Presence;
import demi.http.socket.ClientFrame.Read;
import demi.http.socket.ClientFrame.Say;
import demi.http.socket.ClientFrame.Stop;
import demi.http.web.JsonViews;
import org.jspecify.annotations.Nullable;

/** Understands the frames of clients; never throws, whatever they hold. */
final class ClientFrameParser {

    static final int MAX_CHARACTERS = 4_000;
    private static final int MAX_ID = 128;

    private ClientFrameParser() {}

    static ClientFrame read(String text) {
        JsonNode frame;
        try {
            frame = JsonViews.read(text);
        } catch (StreamConstraintsException e) {
            return new Bad("This JSON is nested too deeply, or holds too long a number.");
        } catch (JsonProcessingException e) {
            return new Bad("This is not JSON.");
        }
        if (!frame.isObject()) {
            return new Bad("A frame is an object with event and data.");
        }
        String event = text(frame, "event");
        return switch (event == null ? "" : event) {
            case "ping" -> new Ping();
            case "stop" -> new Stop();
            case "presence" -> presence(frame.path("data"));
            case "message" -> say(frame.path("data"));
            case "read_receipt" -> receipt(frame.path("data"));
            default -> new Bad("The event has to be one of message, read_receipt, presence, ping, stop.");
        };
    }

    private static ClientFrame say(JsonNode data) {
        JsonNode id = data.path("client_id");
        String clientId = id.textValue();
        boolean named =
                clientId != null && !clientId.isBlank() && clientId.length() <= MAX_ID && JsonViews.isClean(clientId);
        if (!named && !id.isMissingNode() && !id.isNull()) {
            return new Bad("A client_id is a string of 1 to 128 characters.");
        }
        String raw = text(data, "content");
        if (raw == null) {
            return new Bad("A message needs data.content, a string.", clientId);
        }
        String content = strip(JsonViews.clean(raw));
        if (content.isEmpty()) {
            return new Blank();
        }
        if (content.codePointCount(0, content.length()) > MAX_CHARACTERS) {
            return new Bad("A message has at most 4,000 characters.", clientId);
        }
        return new Say(content, clientId);
    }

    /** Takes off what cannot be seen at the ends, by the clients' measure: {@link String#strip} leaves some of it. */
    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c == 0x200B || c == 0xFEFF;
    }

    private static ClientFrame receipt(JsonNode data) {
        String id = text(data, "message_id");
        return id == null || id.isBlank() || id.length() > MAX_ID || !JsonViews.isClean(id)
                ? new Bad("A read_receipt needs data.message_id, a string.")
                : new Read(id);
    }

    private static ClientFrame presence(JsonNode data) {
        JsonNode visible = data.path("visible");
        return visible.isBoolean()
                ? new Presence(visible.booleanValue())
                : new Bad("A presence needs data.visible, true or false.");
    }

    private static @Nullable String text(JsonNode object, String field) {
        return object.path(field).textValue();
    }
}
