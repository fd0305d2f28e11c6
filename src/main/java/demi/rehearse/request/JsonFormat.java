package demi.rehearse.request;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's {@code format}, as far as Ollama's sampler keeps to it: types, required, enum, properties (no others unless
 * {@code additionalProperties} says so), lengths of strings and lists, patterns, and the bounds of integers. It does not
 * keep to the bounds of a {@code number}, nor to the length of a string that has a pattern.
 */
public final class JsonFormat {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\^\\(?(?:\\?:)?([\\w -]*)(?:\\|.*)?\\)?\\$");

    private JsonFormat() {}

    /** The schema of a request; null where there is none, an empty one where any object will do. */
    public static @Nullable JsonObject of(@Nullable Object format) {
        if (format == null || format.equals("")) {
            return null;
        }
        if (format.equals("json")) {
            return new JsonObject();
        }
        if (!(format instanceof JsonObject schema)) {
            String quoted = Json.encode(Json.encode(format));
            throw new Refusal(500, "invalid format: " + quoted + "; expected \"json\" or a valid JSON Schema object");
        }
        if (!usable(schema)) {
            throw new Refusal(500, "invalid JSON schema in format");
        }
        return schema;
    }

    private static boolean usable(JsonObject schema) {
        List<JsonObject> inner = new ArrayList<>();
        schema.getJsonObject("properties", new JsonObject()).forEach(e -> inner.add((JsonObject) e.getValue()));
        if (schema.getValue("items") instanceof JsonObject items) {
            inner.add(items);
        }
        String pattern = schema.getString("pattern", "^$");
        return TYPES.containsAll(types(schema))
                && pattern.startsWith("^")
                && pattern.endsWith("$")
                && inner.stream().allMatch(JsonFormat::usable);
    }

    /** Whether the sampler would have let this pass. */
    public static boolean fits(JsonObject schema, String text) {
        try {
            return fits(schema, Json.decodeValue(text));
        } catch (DecodeException noJson) {
            return false;
        }
    }

    private static boolean fits(JsonObject schema, @Nullable Object value) {
        if (schema.getValue("enum") instanceof JsonArray allowed) {
            return allowed.contains(value);
        }
        List<String> types = types(schema);
        return types.isEmpty() ? object(schema, value) : types.stream().anyMatch(type -> fits(type, schema, value));
    }

    private static boolean fits(String type, JsonObject schema, @Nullable Object value) {
        return switch (type) {
            case "object" -> object(schema, value);
            case "array" -> list(schema, value);
            case "string" -> string(schema, value);
            case "integer" -> integer(schema, value);
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> value == null;
        };
    }

    private static boolean object(JsonObject schema, @Nullable Object value) {
        if (!(value instanceof JsonObject object)) {
            return false;
        }
        JsonObject properties = schema.getJsonObject("properties");
        if (properties == null) {
            return true;
        }
        Object others = schema.getValue("additionalProperties", false);
        boolean open = others instanceof JsonObject || others.equals(true);
        return object.fieldNames()
                        .containsAll(
                                schema.getJsonArray("required", new JsonArray()).getList())
                && object.stream()
                        .allMatch(e -> properties.containsKey(e.getKey())
                                ? fits(properties.getJsonObject(e.getKey()), e.getValue())
                                : open);
    }

    private static boolean list(JsonObject schema, @Nullable Object value) {
        if (!(value instanceof JsonArray list)) {
            return false;
        }
        JsonObject items = schema.getJsonObject("items");
        if (items == null) {
            return true;
        }
        return list.size() >= schema.getInteger("minItems", 0)
                && list.size() <= schema.getInteger("maxItems", Integer.MAX_VALUE)
                && list.stream().allMatch(item -> fits(items, item));
    }

    private static boolean string(JsonObject schema, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        String pattern = schema.getString("pattern");
        int length = text.codePointCount(0, text.length());
        return pattern != null
                ? Pattern.matches(pattern, text)
                : length >= schema.getInteger("minLength", 0)
                        && length <= schema.getInteger("maxLength", Integer.MAX_VALUE);
    }

    private static boolean integer(JsonObject schema, @Nullable Object value) {
        return (value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= schema.getLong("minimum", Long.MIN_VALUE)
                && ((Number) value).longValue() <= schema.getLong("maximum", Long.MAX_VALUE);
    }

    private static List<String> types(JsonObject schema) {
        Object type = schema.getValue("type");
        return type instanceof JsonArray several
                ? several.stream().map(String::valueOf).toList()
                : type == null ? List.of() : List.of(type.toString());
    }

    /** The smallest value that fits a plain schema, with all of its properties but for those that it cannot make up. */
    public static @Nullable Object smallest(JsonObject schema) {
        JsonArray allowed = schema.getJsonArray("enum");
        if (allowed != null && !allowed.isEmpty()) {
            return allowed.getValue(0);
        }
        List<String> types = types(schema);
        return switch (types.isEmpty() ? "object" : types.get(0)) {
            case "string" -> smallestString(schema);
            case "boolean" -> false;
            case "null" -> null;
            case "array" -> smallestList(schema);
            case "integer", "number" -> smallestNumber(schema);
            default -> {
                JsonObject object = new JsonObject();
                JsonObject properties = schema.getJsonObject("properties", new JsonObject());
                JsonArray required = schema.getJsonArray("required", new JsonArray());
                properties.forEach(e -> {
                    Object value = smallest((JsonObject) e.getValue());
                    if (required.contains(e.getKey()) || fits((JsonObject) e.getValue(), value)) {
                        object.put(e.getKey(), value);
                    }
                });
                yield object;
            }
        };
    }

    private static String smallestString(JsonObject schema) {
        Matcher alternatives = ALTERNATIVES.matcher(schema.getString("pattern", ""));
        return alternatives.matches() ? alternatives.group(1) : "x".repeat(schema.getInteger("minLength", 0));
    }

    private static JsonArray smallestList(JsonObject schema) {
        JsonArray list = new JsonArray();
        for (int i = schema.getInteger("minItems", 0); i > 0; i--) {
            list.add(smallest(schema.getJsonObject("items", new JsonObject())));
        }
        return list;
    }

    private static int smallestNumber(JsonObject schema) {
        int least = schema.getInteger("minimum", 0);
        return Math.max(least, Math.min(0, schema.getInteger("maximum", 0)));
    }
}
