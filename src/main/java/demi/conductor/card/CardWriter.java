package demi.conductor.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.conductor.prompt.PersonaText;
import java.util.stream.Collectors;

/** Writes a persona as a character card. Reading that gives the same persona. */
public final class CardWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Demi";

    private CardWriter() {}

    public static String v2(PersonaText persona) {
        ObjectNode card = card("chara_card_v2", "2.0");
        card.set("data", data(persona));
        return card.toPrettyString();
    }

    /** With the fields of V1 at the top as well, as SillyTavern writes it: any reader finds what it knows. */
    public static String v3(PersonaText persona) {
        ObjectNode data = data(persona);
        ObjectNode card = card("chara_card_v3", "3.0");
        for (String field :
                new String[] {"name", "description", "personality", "scenario", "first_mes", "mes_example"}) {
            card.set(field, data.get(field));
        }
        data.putArray("group_only_greetings");
        card.set("data", data);
        return card.toPrettyString();
    }

    private static ObjectNode card(String spec, String version) {
        return JSON.createObjectNode().put("spec", spec).put("spec_version", version);
    }

    private static ObjectNode data(PersonaText persona) {
        ObjectNode data = JSON.createObjectNode()
                .put("name", NAME)
                .put("description", persona.text())
                .put("personality", "")
                .put("scenario", "")
                .put("first_mes", "")
                .put("mes_example", examples(persona))
                .put("creator_notes", "")
                .put("system_prompt", "")
                .put("post_history_instructions", "")
                .put("creator", "")
                .put("character_version", "");
        data.putArray("alternate_greetings");
        data.putArray("tags");
        data.putObject("extensions");
        return data;
    }

    private static String examples(PersonaText persona) {
        return persona.examples().isEmpty()
                ? ""
                : "<START>\n"
                        + persona.examples().stream().map(CardWriter::line).collect(Collectors.joining("\n"));
    }

    private static String line(PromptMessage message) {
        return (message.role() == Role.USER ? "{{user}}: " : "{{char}}: ")
                + message.content().replaceAll("\\s+", " ");
    }
}
