package demi.conductor.card;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.api.house.PersonaApi.Card;
import demi.bus.Failure;
import demi.conductor.prompt.Persona;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a persona of a character card: V2 and V3 have their fields in {@code data}, V1 at the top. A card comes from anywhere: it may hold
 * anything, and no more than text is taken from it.
 */
public final class CardReader {

    private static final int LONGEST = 4 << 20;
    private static final int MAX_DEPTH = 200;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_DROPPED = 40;

    private static final String NAME = "name";
    private static final Set<String> USED = Set.of(
            NAME,
            "nickname",
            "description",
            "personality",
            "scenario",
            "first_mes",
            "mes_example",
            "system_prompt",
            "post_history_instructions");

    /** Of the form, and of no use here: nobody misses them. */
    private static final Set<String> FORM = Set.of(
            "spec",
            "spec_version",
            "data",
            "creation_date",
            "modification_date",
            "create_date",
            "chat",
            "avatar",
            "talkativeness",
            "fav");

    /** How the person is called in what is told of the character. */
    private static final String PERSON = "the person you talk with";

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(LONGEST)
                    .build())
            .build());

    private CardReader() {}

    /** Fails INVALID where that is no card, TOO_LONG where its text is too long for a persona. */
    public static Card read(String json) {
        JsonNode card = parsed(json);
        JsonNode fields = card.path("data").isObject() ? card.path("data") : card;
        String name = text(fields, NAME).lines().findFirst().orElse("");
        String nickname = text(fields, "nickname").lines().findFirst().orElse("");
        String character = nickname.isEmpty() ? name : nickname;
        if (character.isEmpty()
                || (text(fields, "description").isEmpty()
                        && text(fields, "personality").isEmpty())) {
            throw new Failure(
                    Failure.Code.INVALID,
                    "This is no character card: it has no name, or says nothing of the character.");
        }
        if (character.length() > LONGEST_NAME) {
            throw new Failure(Failure.Code.INVALID, "The name of this card is longer than a name.");
        }
        String greeting = text(fields, "first_mes");
        String examples = CardExamples.section(text(fields, "mes_example"), greeting, character);
        String text = persona(fields, character, examples);
        if (text.getBytes(StandardCharsets.UTF_8).length >= Persona.LARGEST) {
            throw new Failure(
                    Failure.Code.TOO_LONG,
                    "This card has more text than a persona can have (" + Persona.LARGEST / 1024 + " KiB).");
        }
        String wanted = wanted(fields, character);
        return new Card(
                character, text, wanted.isEmpty() ? null : wanted, dropped(fields, greeting, examples, character));
    }

    private static JsonNode parsed(String json) {
        try {
            JsonNode card = json.length() > LONGEST ? null : JSON.readTree(json.replaceFirst("^\\uFEFF", ""));
            if (card != null && card.isObject()) {
                return card;
            }
        } catch (JsonProcessingException e) {
            // Said below: its own words repeat what was sent.
        }
        throw new Failure(Failure.Code.INVALID, "This is no character card: it is not one JSON object.");
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isTextual() ? CardText.clean(value.textValue()) : "";
    }

    private static String persona(JsonNode fields, String character, String examples) {
        String description = CardMacros.replace(text(fields, "description"), character, PERSON);
        String personality = CardMacros.replace(text(fields, "personality"), character, PERSON);
        String scenario = CardMacros.replace(text(fields, "scenario"), character, PERSON);
        List<String> parts = new ArrayList<>();
        // Most say who they are; a model that is not told its name takes another.
        if (!Pattern.compile("^\\W*you are\\b", Pattern.CASE_INSENSITIVE)
                .matcher(description)
                .find()) {
            parts.add("You are " + character + ".");
        }
        parts.add(description);
        if (!personality.isEmpty()) {
            parts.add("Your personality: " + personality);
        }
        if (!scenario.isEmpty()) {
            parts.add("The situation: " + scenario);
        }
        if (!examples.isEmpty()) {
            parts.add("Examples:\n" + examples);
        }
        parts.removeIf(String::isBlank);
        return String.join("\n\n", parts);
    }

    private static String wanted(JsonNode fields, String character) {
        String system = CardMacros.replace(text(fields, "system_prompt"), character, PERSON);
        String last = CardMacros.replace(text(fields, "post_history_instructions"), character, PERSON);
        return (system + "\n\n" + last).strip();
    }

    private static List<String> dropped(JsonNode fields, String greeting, String examples, String character) {
        List<String> dropped = new ArrayList<>();
        fields.fieldNames().forEachRemaining(field -> {
            if (!USED.contains(field) && !FORM.contains(field) && hasContent(fields.path(field))) {
                dropped.add(CardText.clean(field.substring(0, Math.min(LONGEST_NAME, field.length()))));
            }
        });
        boolean isExample =
                CardExamples.isUsable(greeting) && examples.equals(CardExamples.section("", greeting, character));
        if (!greeting.isEmpty() && !isExample) {
            dropped.add("first_mes");
        }
        if (!text(fields, "mes_example").isEmpty() && (examples.isEmpty() || isExample)) {
            dropped.add("mes_example");
        }
        return dropped.stream()
                .sorted((one, other) -> one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT)))
                .limit(MOST_DROPPED)
                .toList();
    }

    private static boolean hasContent(JsonNode value) {
        return value.isTextual() ? !value.textValue().isBlank() : value.isContainerNode() && !value.isEmpty();
    }
}
