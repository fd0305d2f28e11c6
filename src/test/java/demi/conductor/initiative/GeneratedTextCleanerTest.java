package demi.conductor.initiative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTextCleanerTest {

    private static final List<PromptMessage> PROMPT = List.of(
            new PromptMessage(Role.SYSTEM, "You are Demi, quick, sarcastic and loyal, and live on a server."),
            new PromptMessage(Role.USER, "I told my sister that I would come on Sunday"),
            new PromptMessage(Role.ASSISTANT, "Bring cake."),
            new PromptMessage(
                    Role.SYSTEM, "(They have not written since; you write to them first. Say something of your own.)"));

    private static Optional<String> of(String raw) {
        return GeneratedTextCleaner.of(raw, 80, PROMPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "  Are you there? |Are you there?",
                "\"Are you there?\"|Are you there?",
                "“Are you there?”|Are you there?",
                "Demi: Are you there?|Are you there?",
                "*sighs dramatically* Are you there?|Are you there?",
                "Are you there? *looks away*|Are you there?",
                "(smiling) \"Demi: Are you there?\" [sends]|Are you there?",
                "\"Hey, where are you?\" *she sighs and looks away* \"I waited.\"|Hey, where are you? I waited.",
                "Hey *sighs* where are you?|Hey where are you?",
                "_sighs_ Are you there?|Are you there?",
                "Are (sighs) you there?|Are you there?",
                "Sure! Here's a message: \"Are you there?\"|Are you there?",
                "Here is what Demi says:\\n\\n\"Are you there?\"|Are you there?",
                "Are you there?\\n\\nNote: this is passive-aggressive, as asked.|Are you there?",
                "\"Are you there?|Are you there?",
                "‹Are you there?›|Are you there?",
                "I *really* miss you|I *really* miss you",
                "Say \"hello\" to Rex|Say \"hello\" to Rex",
                "{\"message\": \"Are you there?\"}|Are you there?",
                "```json\\n{\"text\": \"Are you there?\"}\\n```|Are you there?",
                "Nothing to report, but I miss you|Nothing to report, but I miss you",
                "I will write you a poem|I will write you a poem",
                "I should say that I miss you|I should say that I miss you",
                "I miss you so much. I miss you so much. I miss you so much.|I miss you so much."
            })
    void whatIsPutAroundTheWordsIsTakenOff(String raw, String words) {
        assertEquals(words, of(raw.replace("\\n", "\n")).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "*sighs*",
                "...",
                "\"\"",
                "Demi:",
                "!?",
                "42",
                "I cannot help with that. As an AI language model I am sorry.",
                "[Your name], hey",
                "Hey [Name], are you there?",
                "Hey {{user}}, are you there?",
                "Hey {name}!",
                "Hey <user>!",
                "Hey $NAME, how are you?",
                "Hey %username%, how are you?",
                "Hey ____, how are you?",
                "None",
                "null",
                "N/A",
                "NO_REPLY",
                "\"No message.\"",
                "(silence)",
                "I have nothing to say right now.",
                "I don't have anything to say.",
                "There's nothing to say.",
                "Ich habe gerade nichts zu sagen.",
                "The user has not written for a while, so a friendly message is fitting.",
                "I should write a short message to them.",
                "Okay, let me craft a passive-aggressive message.",
                "Demi sends a message, smiling.",
                "As requested: nothing.",
                "{\"thought\": \"hm\"}",
                "They have not written since; you write to them first, so: hi"
            })
    void whereNoWordsAreLeftThereIsNothing(String raw) {
        assertEquals(Optional.empty(), of(raw));
    }

    @Test
    void thePromptIsNotRepeatedButWhatWasSaidMayBe() {
        assertEquals(Optional.empty(), of("I am quick, sarcastic and loyal, and live on a shelf"));
        assertTrue(of("You told your sister that I would come on Sunday?").isPresent());
    }

    @Test
    void whatIsTooLongEndsWithASentenceOrAWord() {
        String endless =
                "which reminds me of that one evening when rain came down on our roof like gravel from some truck";
        assertEquals(
                "First thing. Second thing.",
                of("First thing. Second thing. " + endless).orElseThrow());
        String cut = of(endless).orElseThrow();
        assertTrue(cut.endsWith("gravel…") || cut.endsWith("like…"), cut);
        assertTrue(cut.length() <= 80, cut);
    }

    @Test
    void sayingItInAnotherOrderIsSayingItAgain() {
        assertTrue(TextSimilarity.isLikeAny("Where are you? I miss you.", List.of("Hm", "I miss you! Where are you?")));
        assertFalse(TextSimilarity.isLikeAny("Did Rex eat the carpet again?", List.of("I miss you! Where are you?")));
    }
}
