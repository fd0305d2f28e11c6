package demi.http.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.OwnAccountsApi.Notice;
import demi.api.store.PictureStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.PictureAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the room's values look as JSON. */
public final class JsonViews {

    private static final int MAX_DEPTH = 32;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JsonViews() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Nothing but one JSON value; anything else is a {@link JsonProcessingException}. */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** What is no UTF-8 is an exception: a decoder that is made by the way replaces it in silence. */
    public static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /** ISO-8601 in UTC, to the millisecond. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    public static @Nullable String timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    /** The nine numbers, each in 0..1; null where there are none, or one is none. */
    public static @Nullable ObjectNode feelings(@Nullable EmotionLevels feelings) {
        if (feelings == null) {
            return null;
        }
        ObjectNode node = object();
        for (Emotion emotion : Emotion.values()) {
            node.put(emotion.key(), Math.max(0, Math.min(1, feelings.get(emotion))));
        }
        return node;
    }

    public static ObjectNode message(Message message) {
        ObjectNode node = object().put("message_id", message.messageId())
                .put("conversation_id", message.userId())
                .put("sender", message.sender().name().toLowerCase(Locale.ROOT))
                .put("content", message.content())
                .put("created_at", time(message.createdAt()))
                .put("status", message.status().name().toLowerCase(Locale.ROOT));
        node.set("emotion_state", feelings(message.emotions()));
        node.put("delivered_at", timeOrNull(message.deliveredAt())).put("read_at", timeOrNull(message.readAt()));
        List<String> pictures = pictureNames(message);
        if (!pictures.isEmpty()) {
            ArrayNode names = node.putArray("pictures");
            pictures.forEach(names::add);
        }
        ObjectNode metadata = metadata(message);
        if (!metadata.isEmpty()) {
            node.set("metadata", metadata);
        }
        return node;
    }

    /** Of the pictures that were sent in the app; others are elsewhere. */
    public static List<String> pictureNames(Message message) {
        return message.pictures().stream()
                .flatMap(text -> PictureAddress.of(text).stream())
                .filter(picture -> picture.network().equals(PictureStore.NETWORK))
                .map(PictureAddress::address)
                .map(address -> address.substring(address.indexOf('/') + 1))
                .toList();
    }

    /** Only what is so is in it. */
    private static ObjectNode metadata(Message message) {
        ObjectNode metadata = object();
        mark(metadata, "holding", message.holding());
        mark(metadata, "stopped", message.marks().stopped());
        mark(metadata, "edited", message.marks().edited());
        mark(metadata, "first", message.marks().first());
        return metadata;
    }

    private static void mark(ObjectNode metadata, String name, boolean is) {
        if (is) {
            metadata.put(name, true);
        }
    }

    /** What is told to a person of their account. */
    public static ObjectNode notice(Notice notice) {
        return object().put("kind", notice.kind().name().toLowerCase(Locale.ROOT))
                .put("at", time(notice.at()))
                .put("device_name", notice.deviceName());
    }

    /** The same text without what is no character: NUL and halves of surrogate pairs become U+FFFD. */
    public static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isCharacter(point) ? point : 0xFFFD));
        return clean.toString();
    }

    public static boolean isClean(String text) {
        return text.codePoints().allMatch(JsonViews::isCharacter);
    }

    private static boolean isCharacter(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
