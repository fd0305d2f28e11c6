package demi.rehearse.request;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request's JSON, read as Go reads it into a struct: what has another type is refused with Go's sentence. */
public final class RequestFields {
    private final String struct;
    private final JsonObject json;

    private RequestFields(String struct, JsonObject json) {
        this.struct = struct;
        this.json = json;
    }

    public static RequestFields read(Buffer body, String struct) {
        if (body.length() == 0) {
            throw new Refusal(400, "missing request body");
        }
        Object value;
        try {
            value = Json.decodeValue(body);
        } catch (DecodeException broken) {
            throw new Refusal(400, "unexpected EOF");
        }
        if (!(value instanceof JsonObject object)) {
            throw new Refusal(400, "json: cannot unmarshal " + typeOf(value) + " into Go value of type api." + struct);
        }
        return new RequestFields(struct, object);
    }

    public RequestFields within(JsonObject inner, String path) {
        return new RequestFields(struct + "." + path, inner);
    }

    public JsonObject json() {
        return json;
    }

    public String text(String name) {
        return take(name, String.class, "string", "");
    }

    public boolean flag(String name, boolean otherwise) {
        return take(name, Boolean.class, "bool", otherwise);
    }

    public JsonObject map(String name) {
        return take(name, JsonObject.class, "map[string]interface {}", new JsonObject());
    }

    public JsonArray list(String name, String type) {
        return take(name, JsonArray.class, type, new JsonArray());
    }

    private <T> T take(String name, Class<T> type, String go, T otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (!type.isInstance(value)) {
            throw new Refusal(400, unmarshal(value, name, go));
        }
        return type.cast(value);
    }

    public String unmarshal(Object value, String name, String go) {
        return "json: cannot unmarshal " + typeOf(value) + " into Go struct field " + struct + "." + name + " of type "
                + go;
    }

    /** Strings of a list; null where one of them is none. */
    public static @Nullable List<String> strings(JsonArray list) {
        return list.stream().allMatch(String.class::isInstance)
                ? list.stream().map(String.class::cast).toList()
                : null;
    }

    private static String typeOf(@Nullable Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof JsonArray ? "array" : "object";
    }
}
