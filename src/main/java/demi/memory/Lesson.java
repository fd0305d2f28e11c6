package demi.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.contract.Line;
import demi.contract.Memories.Question;
import demi.contract.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model finds worth keeping of a person's messages.
 *
 * @param forget what is known and asked to be forgotten, counted from 1
 */
record Lesson(List<Fact> facts, List<Integer> forget) {

    /** Of the answer. */
    private static final int TOKENS = 300;

    private static final int MOST_FACTS = 5;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;
    private static final double SURE = .5;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @param message which of the messages it comes from, counted from 1
     * @param replaces what is known and no longer true, counted from 1; 0 for nothing
     */
    record Fact(String text, int message, int replaces) {}

    Lesson {
        facts = List.copyOf(facts);
        forget = List.copyOf(forget);
    }

    /** @param known what may have to do with the messages, in the order in which the answer will number it */
    static Question question(int messages, List<Memory> known) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            list.append('\n').append(i + 1).append(". ").append(known.get(i).content());
        }
        String text =
                """
                Step out of the conversation. Which facts about this person, said or implied in their newest %s, are worth \
                remembering for months: who and what matters to them, their life, work, tastes, plans, worries? Not \
                passing moods, not what you said, nothing about yourself. Often there are none. Answer in JSON only.
                facts: each with fact (one short sentence in their language, with names and dates), message (1 is the \
                oldest of these messages), replaces (the number of the known fact below that it corrects or repeats, \
                else 0), certainty (0 to 1).
                forget: numbers of the known facts that they asked you to forget.
                Known:%s""".formatted(messages == 1 ? "message" : messages + " messages", list.isEmpty() ? " nothing." : list);
        return new Question(
                new Line(Line.Role.SYSTEM, text),
                schema(messages, known.size()),
                TOKENS,
                known.stream().map(Memory::memoryId).toList());
    }

    private static String schema(int messages, int known) {
        return """
                {"type": "object",
                 "properties": {
                   "facts": {"type": "array", "maxItems": %d, "items": {"type": "object",
                     "properties": {
                       "fact": {"type": "string", "maxLength": %d},
                       "message": {"type": "integer", "minimum": 1, "maximum": %d},
                       "replaces": {"type": "integer", "minimum": 0, "maximum": %d},
                       "certainty": {"type": "number", "minimum": 0, "maximum": 1}},
                     "required": ["fact", "message", "replaces", "certainty"], "additionalProperties": false}},
                   "forget": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": %d}}},
                 "required": ["facts", "forget"], "additionalProperties": false}""".formatted(MOST_FACTS, LONGEST, messages, known, Math.max(1, known));
    }

    /**
     * All of the schema, or nothing.
     *
     * @throws IllegalArgumentException when the answer is not of it; its message does not quote it
     */
    static Lesson read(String answer, int messages, int known) {
        JsonNode json = parse(answer);
        List<Fact> facts = new ArrayList<>();
        for (JsonNode fact : array(json, "facts", MOST_FACTS)) {
            int message = number(fact.path("message"), 1, messages, "message");
            int replaces = number(fact.path("replaces"), 0, known, "replaces");
            String text = text(fact.path("fact"));
            if (certainty(fact.path("certainty")) >= SURE) {
                facts.add(new Fact(text, message, replaces));
            }
        }
        List<Integer> forget = new ArrayList<>();
        for (JsonNode number : array(json, "forget", known)) {
            forget.add(number(number, 1, known, "forget"));
        }
        return new Lesson(facts, forget);
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    private static JsonNode array(JsonNode json, String name, int most) {
        JsonNode array = json.path(name);
        if (!array.isArray() || array.size() > most) {
            throw new IllegalArgumentException(name + " is no list of at most " + most);
        }
        return array;
    }

    private static int number(JsonNode value, int least, int most, String name) {
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new IllegalArgumentException(name + " is not from " + least + " to " + most);
        }
        return value.intValue();
    }

    private static double certainty(JsonNode value) {
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
            throw new IllegalArgumentException("certainty is not from 0 to 1");
        }
        return value.doubleValue();
    }

    private static String text(JsonNode value) {
        String text = value.isTextual() ? clean(value.textValue()) : "";
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new IllegalArgumentException("a fact has not from " + SHORTEST + " to " + LONGEST + " characters");
        }
        return text;
    }

    /** On one line, without what is no character. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Z}\\s]+", " ").strip();
    }
}
