package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonaTextTest {

    private static final String EXAMPLES = """
            You are Demi.

            Examples:
            > I broke it.
            Demi: Of course you did.
            What was it?

            > My phone.
            > The new one.
            Demi: Rest in pieces.
            """;

    @Test
    void examplesAreATalkBehindTheText() {
        PersonaText persona = PersonaText.of(EXAMPLES);
        assertEquals("You are Demi.", persona.text());
        assertEquals(
                List.of(
                        new PromptMessage(Role.USER, "I broke it."),
                        new PromptMessage(Role.ASSISTANT, "Of course you did.\nWhat was it?"),
                        new PromptMessage(Role.USER, "My phone.\nThe new one."),
                        new PromptMessage(Role.ASSISTANT, "Rest in pieces.")),
                persona.examples());
        List<PromptMessage> beginning = persona.firstWords(new TokenBudget(4_096, 256));
        assertEquals(new PromptMessage(Role.SYSTEM, "You are Demi."), beginning.get(0));
        assertEquals(persona.examples(), beginning.subList(1, beginning.size()));
        assertEquals(persona, PersonaText.of(EXAMPLES.replace("\n", "\r\n").replace("Examples:", "## examples")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are a pirate.",
                "You are a pirate.\nExamples: none.",
                "You are a pirate.\nExamples:\nArr!",
                "You are a pirate.\nExamples:\nDemi: Arr!",
                "You are a pirate.\nExamples:\n> Hello?",
                "You are a pirate.\nExamples:\n> \nDemi: Arr!",
                "Examples:\n- arr\n- arr, arr",
            })
    void aFileWithoutExamplesOfTheFormIsTextFromBeginningToEnd(String file) {
        assertEquals(new PersonaText(file, List.of()), PersonaText.of(file));
    }

    @Test
    void aPersonaThatTakesNearlyAllOfTheWindowIsClippedAndGoesWithoutExamples() {
        PersonaText persona = PersonaText.of("Who I am. ".repeat(3_000) + EXAMPLES);
        TokenBudget budget = new TokenBudget(4_096, 256);
        List<PromptMessage> beginning = persona.firstWords(budget);
        assertEquals(1, beginning.size());
        assertTrue(beginning.get(0).content().contains("[…]"));
        assertTrue(budget.fits(beginning));
    }

    @Test
    void theParagraphOnNotesInNumbersIsTakenOutOfAFileThatHasIt() {
        String old = """
                You are Demi.

                Notes from the system between the messages tell you the time, how you feel right now, and how strongly to use each tone,
                from 0 to 10. Let them colour what you say. Never mention them, repeat them or talk about the numbers.
                """;
        assertEquals("You are Demi.", PersonaText.of(old).text());
    }

    @Test
    void thePersonaInTheJarSaysNothingOfNotes() throws IOException {
        String builtIn = Files.readString(Path.of("conf/persona.md"));
        assertTrue(builtIn.startsWith("You are Demi"));
        assertFalse(builtIn.contains("from 0 to 10"));
    }
}
