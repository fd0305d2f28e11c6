package demi.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Redacts what another encoder wrote, message, stack trace and all the rest alike, and makes visible what is none: nothing that
 * somebody sends can look like a line of its own, or speak to a terminal.
 */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
    /** Made only where it is used, since it takes time at a start. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /** Control characters, what some take for the end of a line, and what turns the direction of writing. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff&&[^\\t\\n]]");

    /** Within what one event says. */
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n(?!\\z)");

    private static final int SHORTEST_SECRET = 8;

    private final Encoder<ILoggingEvent> encoder;
    private final boolean isJson;
    private final List<String> secrets;

    /**
     * @param isJson whether the other one writes objects
     * @param secrets taken out wherever they stand, also as in addresses; what is too short to be one is not
     */
    RedactingEncoder(Encoder<ILoggingEvent> encoder, boolean isJson, List<String> secrets) {
        this.encoder = encoder;
        this.isJson = isJson;
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, UTF_8)))
                .distinct()
                // One may begin with another: what is left of it would show.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(encoder.encode(event), UTF_8);
        String clean = isJson ? json(line) : LINE_END.matcher(text(line)).replaceAll("\n  ");
        // What text shows as it is, JSON reads as the character again.
        return INVISIBLE
                .matcher(clean)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)))
                .getBytes(UTF_8);
    }

    /** Where it was cut, its end is gone. */
    private String text(String line) {
        return redact(line).stripTrailing() + "\n";
    }

    private String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, Redaction.HIDDEN);
        }
        return Redaction.redact(clean);
    }

    /** String by string: the whole might be no JSON any more. */
    private String json(String line) {
        try {
            return Json.MAPPER.writeValueAsString(redacted(Json.MAPPER.readTree(line))) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode redacted(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(redact(node.textValue()));
        }
        if (node instanceof ArrayNode list) {
            ArrayNode clean = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> clean.add(redacted(element)));
            return clean;
        }
        return node instanceof ObjectNode object ? redacted(object) : node;
    }

    private ObjectNode redacted(ObjectNode object) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        object.fields()
                .forEachRemaining(field -> clean.set(
                        field.getKey(),
                        Redaction.hides(field.getKey())
                                ? JsonNodeFactory.instance.textNode(Redaction.HIDDEN)
                                : redacted(field.getValue())));
        return clean;
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }
}
