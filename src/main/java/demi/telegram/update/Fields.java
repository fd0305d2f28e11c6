package demi.telegram.update;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, strictly: what is there has to be of its type. Vert.x's own getters take half a number for a whole one
 * and wrap what is too large, without a word.
 */
public final class Fields {

    /** The end of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private final JsonObject json;

    private Fields(JsonObject json) {
        this.json = json;
    }

    /** @throws MalformedUpdate where it is no object */
    public static Fields of(@Nullable Object value, String name) {
        if (value instanceof JsonObject object) {
            return new Fields(object);
        }
        throw wrong(name);
    }

    /** @throws MalformedUpdate where it is not there or no whole number of 64 bits; so do the others */
    public long number(String name) {
        Long number = numberOrNull(name);
        if (number == null) {
            throw wrong(name);
        }
        return number;
    }

    public @Nullable Long numberOrNull(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw wrong(name);
    }

    /** One of 32 bits, such as a width. */
    public int small(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw wrong(name);
        }
        return (int) number;
    }

    /** One that is told in seconds of Unix time. */
    Instant time(String name) {
        long seconds = number(name);
        if (seconds < 0 || seconds > LATEST) {
            throw wrong(name);
        }
        return Instant.ofEpochSecond(seconds);
    }

    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw wrong(name);
        }
        return text;
    }

    public @Nullable String textOrNull(String name) {
        Object value = json.getValue(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name);
    }

    /** False where it is not there. */
    public boolean flag(String name) {
        Object value = json.getValue(name);
        if (value == null || value instanceof Boolean) {
            return value != null && (Boolean) value;
        }
        throw wrong(name);
    }

    public boolean has(String name) {
        return json.getValue(name) != null;
    }

    public Fields object(String name) {
        return of(json.getValue(name), name);
    }

    public @Nullable Fields objectOrNull(String name) {
        return has(name) ? object(name) : null;
    }

    /** Of what is in the array, what is an object; empty where there is no array. */
    public List<Fields> objects(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            throw wrong(name);
        }
        List<Fields> objects = new ArrayList<>();
        for (Object each : array) {
            if (each instanceof JsonObject object) {
                objects.add(new Fields(object));
            }
        }
        return objects;
    }

    private static MalformedUpdate wrong(String name) {
        return new MalformedUpdate("unexpected value of " + name);
    }
}
