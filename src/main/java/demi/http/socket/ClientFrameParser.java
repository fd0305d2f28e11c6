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
import demi.http.web.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the frames of clients; never throws, whatever they hold. */
final class ClientFrameParser {

    private static final int MAX_ID = 128;
    private static final int MAX_PICTURES = 4;
    private static final Pattern PICTURE = Pattern.compile("[0-9a-f-]{36}");

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
        String content = MessageText.of(raw);
        if (content.isEmpty()) {
            return new Blank();
        }
        if (MessageText.isTooLong(content)) {
            return new Bad("A message has at most 4,000 characters.", clientId);
        }
        List<String> pictures = pictures(data.path("pictures"));
        return pictures == null
                ? new Bad("data.pictures names four pictures at most, by the names that they got.", clientId)
                : new Say(content, clientId, pictures);
    }

    /** Null where that is no list of names. */
    private static @Nullable List<String> pictures(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MAX_PICTURES) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            if (!name.isTextual() || !PICTURE.matcher(name.textValue()).matches()) {
                return null;
            }
            names.add(name.textValue());
        }
        return names;
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
