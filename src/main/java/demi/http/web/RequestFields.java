package demi.http.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import demi.api.value.Secret;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a request's body; whatever is wrong with one is a {@link Problem} that names it. */
public final class RequestFields {

    private static final int MAX_LENGTH = 512;

    private final JsonNode body;

    private RequestFields(JsonNode body) {
        this.body = body;
    }

    static RequestFields of(byte[] bytes) {
        try {
            String text = JsonViews.utf8(bytes);
            JsonNode body = JsonViews.read(text);
            if (body.isMissingNode()) {
                throw Problem.of(400, "The body has to be JSON; there is none.");
            }
            if (!body.isObject()) {
                throw Problem.of(422, "The body has to be a JSON object.");
            }
            return new RequestFields(body);
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "The body is not UTF-8.");
        } catch (StreamConstraintsException e) {
            throw Problem.of(400, "The body is nested too deeply, or holds too long a number.");
        } catch (JsonProcessingException e) {
            throw Problem.of(400, "The body is not valid JSON.");
        }
    }

    public boolean has(String name) {
        return body.hasNonNull(name);
    }

    /** Whether it is there, be it as null. */
    public boolean mentions(String name) {
        return body.has(name);
    }

    /** A string with something in it. */
    public String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw Problem.field(name, "is required and must not be blank.");
        }
        return value;
    }

    /** A string taken as it is. */
    public Secret secret(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw Problem.field(name, "is required.");
        }
        if (!value.isTextual()) {
            throw Problem.field(name, "has to be a string.");
        }
        return new Secret(value.textValue());
    }

    /** A string of any length, as it is. */
    public String requiredText(String name) {
        return secret(name).value();
    }

    /** A stripped string, null when it is missing, null or blank. */
    @Nullable
    public String optional(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.field(name, "has to be a string.");
        }
        String text = value.textValue().strip();
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw Problem.field(name, "has at most " + MAX_LENGTH + " characters.");
        }
        if (!JsonViews.isClean(text)) {
            throw Problem.field(name, "holds something that is no character.");
        }
        return text.isEmpty() ? null : text;
    }

    /** A string as it is, line by line; null when it is missing or null. How long it may be is for whoever gets it to say. */
    @Nullable
    public String text(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.field(name, "has to be a string.");
        }
        if (!JsonViews.isClean(value.textValue())) {
            throw Problem.field(name, "holds something that is no character.");
        }
        return value.textValue();
    }

    /** Strings with something in them, from one to {@code most}. */
    public List<String> lines(String name, int most) {
        JsonNode value = body.path(name);
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            throw Problem.field(name, "has to be a list of 1 to " + most + " strings.");
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode each : value) {
            String line = each.isTextual() ? each.textValue().strip() : "";
            if (line.isEmpty() || line.length() > MAX_LENGTH || !JsonViews.isClean(line)) {
                throw Problem.field(name, "has to hold strings of 1 to " + MAX_LENGTH + " characters.");
            }
            lines.add(line);
        }
        return lines;
    }

    /** A number, null when it is missing or null. */
    @Nullable
    public Double number(String name, double least, double most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw Problem.field(name, "has to be a number from " + (long) least + " to " + (long) most + ".");
        }
        return value.doubleValue();
    }

    /** A boolean, null when it is missing or null. */
    @Nullable
    public Boolean flag(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw Problem.field(name, "has to be true or false.");
        }
        return value.booleanValue();
    }

    /** The fields of an object in it, null when it is missing or null. */
    @Nullable
    public RequestFields object(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw Problem.field(name, "has to be an object.");
        }
        return new RequestFields(value);
    }
}
