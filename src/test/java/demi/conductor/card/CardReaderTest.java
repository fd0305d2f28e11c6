package demi.conductor.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.house.PersonaApi.Card;
import demi.bus.Failure;
import demi.conductor.prompt.PersonaText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardReaderTest {

    private static JsonObject seraphina() {
        return new JsonObject()
                .put("name", "Seraphina")
                .put("description", "{{char}} guards the forest, and <USER>.\r\nShe is old.")
                .put("personality", "gentle, {{Char}} never hurries")
                .put("scenario", "{{user}} wakes up.")
                .put("first_mes", "You wake. {{char}} smiles.")
                .put(
                        "mes_example",
                        "<START>\n{{user}}: Where am I?\n{{char}}: Safe, {{user}}.\nIn my forest.\n"
                                + "<START>\n{{char}}: *hums*\nSeraphina: Rest.\n{{user}}: Thanks\nSeraphina: > always");
    }

    private static String v2(JsonObject data) {
        return new JsonObject()
                .put("spec", "chara_card_v2")
                .put("spec_version", "2.0")
                .put("name", "not this one")
                .put("data", data)
                .encode();
    }

    @Test
    void aCardBecomesAPersonaWithItsExamples() {
        Card card = CardReader.read(v2(seraphina()
                .put("system_prompt", "{{original}} Write as {{char}} does.")
                .put("post_history_instructions", "Stay {{char}}.")
                .put("alternate_greetings", new JsonArray().add("Hi"))
                .put("creator_notes", "mine")
                .put("tags", new JsonArray())
                .put("character_book", new JsonObject().put("entries", new JsonArray()))
                .put("extensions", new JsonObject())));
        assertEquals("Seraphina", card.name());
        assertEquals("Write as Seraphina does.\n\nStay Seraphina.", card.systemPrompt());
        assertEquals(List.of("alternate_greetings", "character_book", "creator_notes", "first_mes"), card.dropped());
        PersonaText persona = PersonaText.of(card.text());
        assertEquals("""
                You are Seraphina.

                Seraphina guards the forest, and the person you talk with.
                She is old.

                Your personality: gentle, Seraphina never hurries

                The situation: the person you talk with wakes up.""", persona.text());
        assertEquals(
                List.of("Where am I?", "Safe, friend. In my forest.", "Thanks", "> always"),
                persona.examples().stream().map(line -> line.content()).toList());
    }

    @Test
    void v1AndV3AreReadToo() {
        Card first = CardReader.read(seraphina().encode());
        assertEquals("Seraphina", first.name());
        assertNull(first.systemPrompt());
        String v3 = new JsonObject()
                .put("spec", "chara_card_v3")
                .put("spec_version", "3.0")
                .put(
                        "data",
                        seraphina()
                                .put("nickname", "Sera")
                                .put("assets", new JsonArray().add(new JsonObject().put("type", "icon")))
                                .put("group_only_greetings", new JsonArray()))
                .encode();
        Card third = CardReader.read("\uFEFF" + v3);
        assertEquals("Sera", third.name());
        assertTrue(third.text().startsWith("You are Sera."), third.text());
        assertEquals(List.of("assets", "first_mes"), third.dropped());
    }

    @Test
    void aGreetingIsAnExampleWhereThereIsNoOther() {
        Card card = CardReader.read(v2(seraphina().put("mes_example", "")));
        assertTrue(card.text().endsWith("Examples:\n> Hello!\nDemi: You wake. Seraphina smiles."), card.text());
        assertEquals(List.of(), card.dropped());
        Card talkative =
                CardReader.read(v2(seraphina().put("mes_example", "no form").put("first_mes", "long ".repeat(200))));
        assertFalse(talkative.text().contains("Examples:"));
        assertEquals(List.of("first_mes", "mes_example"), talkative.dropped());
    }

    @Test
    void whatIsNoTextIsLeftOut() {
        Card card = CardReader.read(v2(new JsonObject()
                .put("name", "A\nb")
                .put("description", "You are a \u0000robot\u001b[31m.\ud800 $1 \\0")
                .put("personality", 7)
                .put("mes_example", new JsonObject().put("x", 1))));
        assertEquals("A", card.name());
        assertEquals("You are a robot[31m.\uFFFD $1 \\0", card.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{",
                "{\"name\":\"A\"}",
                "{\"description\":\"x\"}",
                "{\"data\":{\"name\":{},\"description\":\"x\"}}",
                "{\"name\":\"A\",\"description\":\"x\",\"data\":{}}"
            })
    void whatIsNoCardIsRefusedInASentence(String json) {
        Failure refused = assertThrows(Failure.class, () -> CardReader.read(json));
        assertEquals(Failure.Code.INVALID, refused.code());
        assertTrue(refused.sentence().endsWith("."), refused.sentence());
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefused() {
        JsonObject long1 = seraphina().put("description", "x".repeat(40_000));
        assertEquals(
                Failure.Code.TOO_LONG,
                assertThrows(Failure.class, () -> CardReader.read(v2(long1))).code());
        JsonObject named = seraphina().put("name", "x".repeat(81));
        assertThrows(Failure.class, () -> CardReader.read(v2(named)));
        String deep = "{\"name\":\"A\",\"description\":\"x\",\"extensions\":" + "[".repeat(100_000);
        assertThrows(Failure.class, () -> CardReader.read(deep));
        JsonObject many = seraphina();
        for (int i = 0; i < 5_000; i++) {
            many.put("field" + i, "x");
        }
        assertTrue(CardReader.read(v2(many)).dropped().size() <= 40);
    }

    @Test
    void aPersonaComesBackFromItsCard() {
        String text = "You are Demi, dry and \"kind\".\n\nExamples:\n> Hi\nDemi: Again?\n> Bye\nDemi: Finally.";
        PersonaText persona = PersonaText.of(text);
        for (String card : List.of(CardWriter.v2(persona), CardWriter.v3(persona))) {
            Card read = CardReader.read(card);
            assertEquals(text, read.text());
            assertEquals(List.of(), read.dropped());
        }
        JsonObject v3 = new JsonObject(CardWriter.v3(persona));
        assertEquals("chara_card_v3", v3.getString("spec"));
        assertEquals(persona.text(), v3.getString("description"), "for readers of V1");
        assertEquals("2.0", new JsonObject(CardWriter.v2(persona)).getString("spec_version"));
    }
}
