package demi.matrix.client;

import demi.matrix.client.MatrixMessage.Attachment;
import demi.matrix.client.MatrixMessage.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of an event what somebody said, where it is that. */
final class MessageReader {

    private static final Map<String, Kind> KINDS = Map.of(
            "m.text", Kind.TEXT,
            "m.emote", Kind.EMOTE,
            "m.notice", Kind.NOTICE,
            "m.image", Kind.IMAGE,
            "m.file", Kind.FILE,
            "m.audio", Kind.AUDIO,
            "m.video", Kind.VIDEO);
    /** Older clients quote what a reply is to: lines with ">", the first of which names who said it. */
    private static final Pattern QUOTATION = Pattern.compile("> (?:\\* )?<@[^>\\n]*>");

    private final String self;

    /** @param self her id */
    MessageReader(String self) {
        this.self = self;
    }

    /**
     * Null where nobody says something new: an edit, what was deleted, other events, malformed ones, her own.
     *
     * @param name what she is called in that room
     */
    @Nullable
    MatrixMessage read(String room, RoomEvent event, RoomState state, String name) {
        Kind kind = kind(event);
        JsonObject content = event.content();
        JsonObject relation = object(content, "m.relates_to");
        if (kind == null
                || event.sender().equals(self)
                || event.stateKey() != null
                || "m.replace".equals(relation.getValue("rel_type"))
                || !(content.getValue("body") instanceof String)) {
            return null;
        }
        String replyTo = id(object(relation, "m.in_reply_to").getValue("event_id"));
        boolean inThread = "m.thread".equals(relation.getValue("rel_type"));
        // In a thread, a reply may be there only for clients that know no threads.
        boolean isReply = replyTo != null && !(inThread && Boolean.TRUE.equals(relation.getValue("is_falling_back")));
        Attachment attachment = attachment(kind, event);
        String text = attachment == null ? withoutQuotation(event.text("body"), replyTo != null) : caption(event, kind);
        String sender = state.name(event.sender());
        JsonArray mentions =
                object(content, "m.mentions").getValue("user_ids") instanceof JsonArray ids ? ids : new JsonArray();
        return new MatrixMessage(
                room,
                event.id(),
                state.roomName(),
                state.isDirect(),
                event.sender(),
                sender == null ? localpart(event.sender()) : sender,
                kind,
                text,
                withoutMention(text, name, isIn(mentions, self)),
                isIn(mentions, self) || hasWord(text, self) || (!name.isBlank() && hasWord(text, name)),
                mentions.stream().anyMatch(user -> !self.equals(user)),
                isReply ? replyTo : null,
                inThread ? id(relation.getValue("event_id")) : null,
                attachment,
                event.sentAt());
    }

    private static @Nullable Kind kind(RoomEvent event) {
        return switch (event.type()) {
            case RoomEvent.MESSAGE -> KINDS.get(event.text("msgtype"));
            case RoomEvent.STICKER -> Kind.STICKER;
            default -> null;
        };
    }

    private static @Nullable Attachment attachment(Kind kind, RoomEvent event) {
        if (kind == Kind.TEXT || kind == Kind.EMOTE || kind == Kind.NOTICE) {
            return null;
        }
        JsonObject info = object(event.content(), "info");
        String name = event.text("filename");
        String mxc = event.text("url");
        return new Attachment(
                MediaAddress.of(mxc) == null ? null : mxc,
                name.isEmpty() ? event.text("body") : name,
                info.getValue("mimetype") instanceof String type ? type : "",
                info.getValue("size") instanceof Number size ? Math.max(0, size.longValue()) : 0);
    }

    /** The body is the name of the file, unless there is a file name beside it; of a sticker, what it shows. */
    private static String caption(RoomEvent event, Kind kind) {
        String body = event.text("body");
        String name = event.text("filename");
        return kind == Kind.STICKER || (!name.isEmpty() && !name.equals(body)) ? body : "";
    }

    private static String withoutQuotation(String body, boolean isReply) {
        if (!isReply || !QUOTATION.matcher(body).lookingAt()) {
            return body;
        }
        int at = 0;
        while (body.startsWith(">", at)) {
            int end = body.indexOf('\n', at);
            if (end < 0) {
                return "";
            }
            at = end + 1;
        }
        return body.substring(body.startsWith("\n", at) ? at + 1 : at);
    }

    private static boolean isIn(JsonArray users, String user) {
        return users.stream().anyMatch(user::equals);
    }

    /** A name at the beginning with no sign behind it may be part of a sentence, unless it is known to be a mention. */
    private String withoutMention(String text, String name, boolean isMention) {
        String names = Pattern.quote(self) + (name.isBlank() ? "" : "|" + Pattern.quote(name));
        String sign = isMention ? "[:,]?" : "[:,]";
        Matcher found = Pattern.compile(
                        "\\s*(?:@?(?:" + names + ")" + sign + "|" + Pattern.quote(self) + ")(?:\\s+|$)",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text);
        String rest = found.lookingAt() ? text.substring(found.end()) : text;
        return rest.isBlank() ? text : rest;
    }

    /** Whether it stands there as a word of its own. */
    private static boolean hasWord(String text, String word) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }

    /** What stands before the colon of an id. */
    static String localpart(String user) {
        int colon = user.indexOf(':');
        int begins = user.startsWith("@") ? 1 : 0;
        return colon > begins ? user.substring(begins, colon) : user.substring(begins);
    }

    private static @Nullable String id(@Nullable Object value) {
        return value instanceof String text && Homeserver.isId(text) ? text : null;
    }

    private static JsonObject object(JsonObject in, String key) {
        return in.getValue(key) instanceof JsonObject object ? object : new JsonObject();
    }
}
