package demi.conductor.followup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object out of what a model says: in a fence or prose, nearly JSON, or cut off in the middle. */
final class LenientJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    /** Beginnings that are tried, so that no text takes long. */
    private static final int MOST_TRIES = 8;

    private LenientJson() {}

    /** The first object that has one of these fields; of one that is cut off, what is whole of it. */
    static Optional<ObjectNode> object(String text, Collection<String> fields) {
        int from = text.indexOf('{');
        for (int tried = 0; from >= 0 && tried < MOST_TRIES; tried++) {
            ObjectNode object = parse(text.substring(from));
            if (fields.stream().anyMatch(object::has)) {
                return Optional.of(object);
            }
            from = text.indexOf('{', from + 1);
        }
        return Optional.empty();
    }

    private static ObjectNode parse(String text) {
        ObjectNode root = NODES.objectNode();
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            fill(root, parser, text.length());
        } catch (IOException broken) {
            // What was whole before it is in the root.
            return root;
        }
        return root;
    }

    private static void fill(ObjectNode root, JsonParser parser, int end) throws IOException {
        Deque<ContainerNode<?>> open = new ArrayDeque<>();
        open.push(root);
        String name = "";
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else if (token.isStructEnd()) {
                open.pop();
            } else if (token.isStructStart()) {
                ContainerNode<?> child = token == JsonToken.START_OBJECT ? NODES.objectNode() : NODES.arrayNode();
                add(open.element(), name, child);
                open.push(child);
                if (open.size() > DEEPEST) {
                    return;
                }
            } else {
                add(open.element(), name, scalar(token, parser, end));
            }
        }
    }

    private static @Nullable JsonNode scalar(JsonToken token, JsonParser parser, int end) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            // A number at the very end may have lost its last digits.
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                parser.currentLocation().getCharOffset() >= end ? null : NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            default -> null;
        };
    }

    private static void add(ContainerNode<?> parent, String name, @Nullable JsonNode child) {
        if (child != null && parent instanceof ObjectNode object) {
            object.set(name, child);
        } else if (child != null && parent instanceof ArrayNode array) {
            array.add(child);
        }
    }
}
