package demi.conductor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.contract.Line;
import demi.contract.Line.Role;
import demi.contract.Moods.Judged;
import demi.contract.Moods.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The question what a person's words were, asked of the model at the end of the very prompt that it has just read, and
 * what its answer is worth: all of the schema, or nothing.
 */
final class Judgement {

    /** Of the answer. */
    static final int TOKENS = 80;

    static final String SCHEMA = """
            {"type": "object",
             "properties": {
               "distress": {"type": "boolean"},
               "interaction": {"type": "string", "enum": [%s]},
               "strength": {"type": "number", "minimum": 0, "maximum": 1},
               "certainty": {"type": "number", "minimum": 0, "maximum": 1}},
             "required": ["distress", "interaction", "strength", "certainty"],
             "additionalProperties": false}""".formatted(
            Arrays.stream(Kind.values()).map(kind -> '"' + kind.key() + '"').collect(Collectors.joining(", ")));

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Judgement() {}

    /** @param messages how many of the person's newest messages are meant */
    static Line question(int messages) {
        String which = messages == 1 ? "their newest message" : "their newest " + messages + " messages, together";
        return new Line(Role.SYSTEM, """
                Step out of the conversation. As a careful observer, judge %s, by what was meant, not by single words; \
                irony is what it means. Answer in JSON only.
                distress: true if they may be in real distress or danger, about themselves or somebody near them.
                interaction: positive_message (kind to you), negative_message (unkind to you), code_update (they work on \
                you or on software with you), error_occurred (something went wrong for them), successful_help (something \
                you said before has really helped), user_refusal (they turn you or your suggestion down), message \
                (anything else).
                strength: 0 hardly, 1 fully. certainty: how sure you are, 0 to 1.""".formatted(which));
    }

    /** @throws IllegalArgumentException when the answer is not of the schema; its message does not quote it */
    static Judged read(String answer, String userId, List<String> messageIds) {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.key().equals(json.path("interaction").textValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no interaction that is known"));
        if (!json.path("distress").isBoolean()) {
            throw new IllegalArgumentException("no word on distress");
        }
        return new Judged(
                userId,
                messageIds,
                kind,
                part(json, "strength"),
                part(json, "certainty"),
                json.path("distress").booleanValue());
    }

    private static double part(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
            throw new IllegalArgumentException(name + " is not from 0 to 1");
        }
        return value.doubleValue();
    }
}
