package demi.conductor.followup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.EmotionApi.Distress;
import demi.api.EmotionApi.Kind;
import demi.api.MemoryApi.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model's answer to a {@link FollowUpQuestion} says, read forgivingly: what is missing or makes no sense is
 * neutral, and one bad part takes no good one along. Whether any of it is believed is for the rooms that it concerns.
 *
 * @param kind null where the answer has none that is known
 * @param strength 0 to 1
 * @param distress MAYBE, which changes nothing, where the answer says nothing of it
 * @param quietUntil empty: not at all
 */
record FollowUpAnswer(
        @Nullable Kind kind,
        double strength,
        Distress distress,
        List<Fact> facts,
        List<Integer> forget,
        String quietUntil) {

    static final String INTERACTION = "interaction";
    static final String STRENGTH = "strength";
    static final String DISTRESS = "distress";
    static final String FACTS = "facts";
    static final String FACT = "fact";
    static final String REPLACES = "replaces";
    static final String FORGET = "forget";
    static final String QUIET_UNTIL = "quiet_until";
    /** What strengths are asked for. */
    static final int STRONGEST = 10;

    static final int MOST_FACTS = 6;

    private static final List<String> FIELDS = List.of(INTERACTION, STRENGTH, DISTRESS, FACTS, FORGET, QUIET_UNTIL);
    private static final int LONGEST_FACT = 300;
    private static final int MOST_NUMBERS = 20;
    private static final int SHORTEST_KIND = 4;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,9})?");

    FollowUpAnswer {
        facts = List.copyOf(facts);
        forget = List.copyOf(forget);
    }

    /** Empty where it has no object with anything that was asked for. */
    static Optional<FollowUpAnswer> read(String answer) {
        return LenientJson.object(answer, FIELDS).map(FollowUpAnswer::of);
    }

    private static FollowUpAnswer of(ObjectNode json) {
        return new FollowUpAnswer(
                kind(json.path(INTERACTION)),
                strength(json.path(STRENGTH)),
                distress(json.path(DISTRESS)),
                facts(json.path(FACTS)),
                numbers(json.path(FORGET)),
                json.path(QUIET_UNTIL).isTextual() ? json.path(QUIET_UNTIL).textValue() : "");
    }

    private static @Nullable Kind kind(JsonNode value) {
        String word = word(value).replaceAll("[^a-z]+", "_");
        for (Kind kind : Kind.values()) {
            // Small models shorten: "positive", "code".
            if (kind.key().equals(word)
                    || (word.length() >= SHORTEST_KIND && kind.key().startsWith(word + "_"))) {
                return kind;
            }
        }
        return word.equals("neutral") ? Kind.MESSAGE : null;
    }

    private static double strength(JsonNode value) {
        Double number = number(value);
        if (number == null) {
            return .5;
        }
        boolean part = number > 0 && number < 1;
        return Math.max(0, Math.min(1, part ? number : number / STRONGEST));
    }

    private static Distress distress(JsonNode value) {
        return switch (word(value)) {
            case "no", "none", "false" -> Distress.NO;
            case "yes", "true" -> Distress.YES;
            default -> Distress.MAYBE;
        };
    }

    private static List<Fact> facts(JsonNode value) {
        List<Fact> facts = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            JsonNode text = each.isObject() ? each.path(FACT) : each;
            Double replaces = each.isObject() ? number(each.path(REPLACES)) : null;
            if (text.isTextual() && text.textValue().length() <= LONGEST_FACT && facts.size() < MOST_FACTS) {
                facts.add(new Fact(text.textValue().strip(), whole(replaces)));
            }
        }
        return facts.stream().filter(fact -> !fact.text().isEmpty()).distinct().toList();
    }

    private static List<Integer> numbers(JsonNode value) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            int number = whole(number(each));
            if (number > 0 && numbers.size() < MOST_NUMBERS) {
                numbers.add(number);
            }
        }
        return numbers.stream().distinct().toList();
    }

    private static int whole(@Nullable Double number) {
        return number == null || number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE
                ? 0
                : number.intValue();
    }

    private static @Nullable Double number(JsonNode value) {
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue()) ? value.doubleValue() : null;
        }
        Matcher number = NUMBER.matcher(value.isTextual() ? value.textValue() : "");
        return number.find() ? Double.valueOf(number.group()) : null;
    }

    private static String word(JsonNode value) {
        return value.isValueNode() ? value.asText().strip().toLowerCase(Locale.ROOT) : "";
    }
}
