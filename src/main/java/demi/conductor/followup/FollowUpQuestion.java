package demi.conductor.followup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.EmotionApi;
import demi.api.MemoryApi;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that is asked about messages afterwards, in one question at the end of the conversation. It quotes them and gives two
 * examples, since a small model otherwise answers about everything that it has read, or nothing; it asks for as little as
 * possible, since writing is slow; and its schema has only what Ollama enforces. What the words give no cause for is not
 * asked at all.
 *
 * @param format a JSON schema
 * @param maxTokens of the answer
 */
record FollowUpQuestion(PromptMessage line, String format, int maxTokens) {

    /** How many characters of messages one question is about. */
    static final int CHARACTERS = 1_200;

    static final int BRIEF_CHARACTERS = 240;

    private static final int APPRAISAL_TOKENS = 50;
    private static final int FACT_TOKENS = 200;
    private static final int LIST_TOKENS = 25;
    private static final int LONGEST_FACT = 120;
    /** A day and perhaps a time, as the words of a person have them. */
    private static final String UNTIL = "^(|(today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
            + "( [0-2][0-9]:[0-5][0-9])?)$";

    private static final String INTRO =
            "Step out of the conversation: you are a careful observer now, not Demi. Describe what"
                    + " a person wrote to Demi, in one line of JSON.";

    private static final String APPRAISAL =
            " interaction: positive_message (kind to Demi), negative_message (unkind to Demi),"
                    + " user_refusal (says no), successful_help (Demi's advice helped), code_update (works on software),"
                    + " error_occurred (something broke), message (else). strength: 0 to 10. distress: whether they may be in despair"
                    + " or danger.";

    private static final String FACTS = " facts: what they tell of their own life, in their language.";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * What is asked.
     *
     * @param appraise what the words were to her
     * @param known what facts are compared with; null where none are to be learned
     * @param quiet until when they want none of her messages
     */
    record Topics(boolean appraise, MemoryApi.@Nullable Question known, boolean quiet) {
        boolean forget() {
            return known != null && known.forgets() && !known.known().isEmpty();
        }
    }

    /** @param brief where the model reads slowly */
    static FollowUpQuestion of(
            List<FollowUpJob.Item> items, Message.@Nullable Speaker speaker, Topics topics, boolean brief) {
        int tokens = (topics.appraise() ? APPRAISAL_TOKENS : 0)
                + (topics.known() == null ? 0 : FACT_TOKENS)
                + (topics.forget() ? LIST_TOKENS : 0)
                + (topics.quiet() ? LIST_TOKENS : 0);
        String text = INTRO
                + (brief ? "" : fields(topics))
                + extra(topics)
                + examples(topics, brief)
                + quoted(items, speaker, brief);
        return new FollowUpQuestion(
                new PromptMessage(Role.USER, text), schema(topics).toString(), tokens);
    }

    private static String fields(Topics topics) {
        return (topics.appraise() ? APPRAISAL : "") + (topics.known() == null ? "" : FACTS);
    }

    private static String extra(Topics topics) {
        List<MemoryApi.Known> known =
                topics.known() == null ? List.of() : topics.known().known();
        return (known.isEmpty() ? "" : " replaces: the known fact that is not true any more.")
                + (topics.forget() ? " forget: the known facts that they ask to forget." : "")
                + (topics.quiet() ? " quiet_until: the day and time until which they want no messages." : "")
                + (known.isEmpty() ? "" : "\nKnown facts: " + numbered(known));
    }

    /**
     * What small models understand better than any description; what they copy from it, nobody believes. Both languages, with
     * facts and without: a model that is shown facts in the only answer finds one everywhere, and one that is shown few, none.
     */
    private static String examples(Topics topics, boolean brief) {
        String few = example("My brother studies in Graz.", topics, "message", 2, "Has a brother who studies in Graz")
                + example("haha you are funny", topics, "positive_message", 7);
        return brief
                ? few
                : few
                        + example("Dein Tipp mit dem Ofen war super!", topics, "successful_help", 8)
                        + example("What is the time in Tokyo?", topics, "message", 1)
                        + example(
                                "We moved to a farm in May, and I don't eat meat.",
                                topics,
                                "message",
                                3,
                                "Moved to a farm in May",
                                "Doesn't eat meat")
                        + example(
                                "Ich bin Lehrer, singe im Chor.", topics, "message", 2, "Ist Lehrer", "Singt im Chor");
    }

    private static String example(String said, Topics topics, String interaction, int strength, String... found) {
        ObjectNode answer = NODES.objectNode();
        if (topics.appraise()) {
            answer.put(FollowUpAnswer.INTERACTION, interaction)
                    .put(FollowUpAnswer.STRENGTH, strength)
                    .put(FollowUpAnswer.DISTRESS, "no");
        }
        if (topics.known() != null) {
            ArrayNode facts = answer.putArray(FollowUpAnswer.FACTS);
            for (String fact : found) {
                facts.addObject().put(FollowUpAnswer.FACT, fact);
            }
        }
        return "\n> " + said + "\n" + answer;
    }

    private static String quoted(List<FollowUpJob.Item> items, Message.@Nullable Speaker speaker, boolean brief) {
        int each = Math.max(80, (brief ? BRIEF_CHARACTERS : CHARACTERS) / items.size());
        String who = speaker == null ? "the person" : oneLine(speaker.name(), 40);
        return items.stream()
                .map(item -> "\n> " + oneLine(item.content(), each))
                .collect(Collectors.joining("", "\nNow the newest messages of " + who + ":", ""));
    }

    private static String oneLine(String text, int most) {
        String line = text.replaceAll("[\\p{Cc}\\p{Z}\\s]+", " ").strip();
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end) + "…";
    }

    private static String numbered(List<MemoryApi.Known> known) {
        return IntStream.range(0, known.size())
                .mapToObj(i -> (i + 1) + ". " + known.get(i).content())
                .collect(Collectors.joining(" "));
    }

    private static ObjectNode schema(Topics topics) {
        ObjectNode fields = NODES.objectNode();
        if (topics.appraise()) {
            fields.set(
                    FollowUpAnswer.INTERACTION,
                    oneOf(Arrays.stream(EmotionApi.Kind.values())
                            .map(EmotionApi.Kind::key)
                            .toList()));
            fields.set(FollowUpAnswer.STRENGTH, whole(0, FollowUpAnswer.STRONGEST));
            fields.set(
                    FollowUpAnswer.DISTRESS,
                    oneOf(Arrays.stream(EmotionApi.Distress.values())
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .toList()));
        }
        MemoryApi.Question known = topics.known();
        if (known != null) {
            fields.set(
                    FollowUpAnswer.FACTS,
                    list(FollowUpAnswer.MOST_FACTS, fact(known.known().size())));
        }
        if (known != null && topics.forget()) {
            int most = known.known().size();
            fields.set(FollowUpAnswer.FORGET, list(most, whole(1, most)));
        }
        if (topics.quiet()) {
            fields.set(
                    FollowUpAnswer.QUIET_UNTIL,
                    NODES.objectNode().put("type", "string").put("pattern", UNTIL));
        }
        ArrayNode required = NODES.arrayNode();
        fields.fieldNames().forEachRemaining(required::add);
        return object(fields, required);
    }

    private static ObjectNode fact(int known) {
        ObjectNode fields = NODES.objectNode();
        fields.set(FollowUpAnswer.FACT, NODES.objectNode().put("type", "string").put("maxLength", LONGEST_FACT));
        if (known > 0) {
            fields.set(FollowUpAnswer.REPLACES, whole(1, known));
        }
        return object(fields, NODES.arrayNode().add(FollowUpAnswer.FACT));
    }

    private static ObjectNode object(ObjectNode fields, ArrayNode required) {
        ObjectNode object = NODES.objectNode().put("type", "object");
        object.set("properties", fields);
        object.set("required", required);
        return object.put("additionalProperties", false);
    }

    private static ObjectNode whole(int least, int most) {
        return NODES.objectNode().put("type", "integer").put("minimum", least).put("maximum", most);
    }

    private static ObjectNode list(int most, ObjectNode items) {
        ObjectNode list = NODES.objectNode().put("type", "array").put("maxItems", most);
        list.set("items", items);
        return list;
    }

    private static ObjectNode oneOf(List<String> values) {
        ArrayNode all = NODES.arrayNode();
        values.forEach(all::add);
        ObjectNode oneOf = NODES.objectNode().put("type", "string");
        oneOf.set("enum", all);
        return oneOf;
    }
}
