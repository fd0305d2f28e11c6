package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi.Recalled;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class PromptTest {

    private static final String PERSONA = "You are Demi. ".repeat(10);

    static Prompt.Parts parts(
            List<PromptMessage> transcript, @Nullable ConversationSummary summary, String note, String said) {
        TurnContextNote fresh = new TurnContextNote(
                "It is " + note, "", Recalled.NOTHING, EarlierTalk.NONE, Instant.EPOCH, ZoneOffset.UTC);
        return new Prompt.Parts(PERSONA, transcript, summary, fresh, said, List.of());
    }

    /** One system message, the first; then the person's and hers in turn, the person's last; no message is empty. */
    public static void assertSurvivesATemplate(List<PromptMessage> messages) {
        for (int i = 0; i < messages.size(); i++) {
            Role role = i == 0 ? Role.SYSTEM : i % 2 == 1 ? Role.USER : Role.ASSISTANT;
            assertEquals(role, messages.get(i).role(), "message " + i + " of " + messages);
            assertFalse(messages.get(i).content().isBlank(), "message " + i);
        }
        assertEquals(0, messages.size() % 2, "the last is the person's");
    }

    private static List<PromptMessage> talk(int turns) {
        List<PromptMessage> transcript = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            transcript.add(new PromptMessage(Role.SYSTEM, "It is number " + i));
            transcript.add(new PromptMessage(Role.USER, "What about number " + i + "? ".repeat(40)));
            transcript.add(new PromptMessage(Role.ASSISTANT, "Number " + i + " is lovely. ".repeat(10)));
        }
        return transcript;
    }

    @Test
    void theNoteStandsBehindThePersonsWords() {
        Prompt prompt = Prompt.of(parts(List.of(), null, "late.", "Well?"), new TokenBudget(2_048, 64));
        assertEquals(
                List.of(
                        new PromptMessage(Role.SYSTEM, PERSONA.strip()),
                        new PromptMessage(Role.USER, "Well?\n\n[It is late.]")),
                prompt.messages());
        assertEquals(
                List.of(new PromptMessage(Role.SYSTEM, "It is late."), new PromptMessage(Role.USER, "Well?")),
                prompt.turn());
    }

    @Test
    void aNoteThatSaysNothingNewIsNotSaidAgainUnlessItWasCutOff() {
        TokenBudget budget = new TokenBudget(2_048, 64);
        List<PromptMessage> transcript = List.of(
                new PromptMessage(Role.SYSTEM, "It is late."),
                new PromptMessage(Role.USER, "Hi"),
                new PromptMessage(Role.ASSISTANT, "Hello"));
        Prompt same = Prompt.of(parts(transcript, null, "late.", "Well?"), budget);
        assertEquals(List.of(new PromptMessage(Role.USER, "Well?")), same.turn());
        Prompt other = Prompt.of(parts(transcript, null, "early.", "Well?"), budget);
        assertEquals(2, other.turn().size());
        List<PromptMessage> longer = new ArrayList<>(transcript);
        for (int i = 0; i < 40; i++) {
            longer.add(new PromptMessage(Role.USER, "And then? ".repeat(12)));
            longer.add(new PromptMessage(Role.ASSISTANT, "Then it went on. ".repeat(8)));
        }
        Prompt cut = Prompt.of(parts(longer, null, "late.", "Well?"), budget);
        assertTrue(cut.dropped() > 3);
        assertEquals(2, cut.turn().size(), "the note that said it is gone");
    }

    @Test
    void theSummaryTakesThePlaceOfWhatHasToGoAndStaysUntilThereIsANewerOne() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        ConversationSummary summary = Objects.requireNonNull(
                ConversationSummary.of(ConversationSummary.notes(" They like\nnumbers. ", talk(20))));
        Prompt cut = Prompt.of(parts(talk(20), summary, "late.", "So?"), budget);
        assertTrue(cut.dropped() > 0);
        assertEquals(Role.SYSTEM, talk(20).get(cut.dropped()).role(), "a cut is between two turns");
        String first = cut.messages().get(1).content();
        assertTrue(first.startsWith("[What you remember"), first);
        assertTrue(first.contains("notes: They like numbers.]\n\nWhat about number "), first);
        assertEquals(summary.line(), cut.head());
        assertSurvivesATemplate(cut.messages());
        List<PromptMessage> next = new ArrayList<>(talk(20));
        next.add(0, summary.line());
        Prompt without = Prompt.of(parts(next, null, "late.", "So?"), budget);
        assertEquals(summary.line(), without.head(), "notes are not forgotten for want of newer ones");
        ConversationSummary newer =
                Objects.requireNonNull(ConversationSummary.of(ConversationSummary.notes("They loved numbers.", next)));
        Prompt later = Prompt.of(parts(next, newer, "late.", "So?"), budget);
        assertTrue(later.messages().get(1).content().contains("They loved numbers.]"));
        assertFalse(later.messages().toString().contains("They like"));
    }

    @Test
    void signsThatTakeATokenEachFitFromTheFirstPromptOn() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<PromptMessage> transcript = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Prompt prompt = Prompt.of(parts(transcript, null, "turn " + i, "日本語".repeat(1_300)), budget);
            int signs = prompt.messages().stream()
                    .mapToInt(line -> line.content().length())
                    .sum();
            assertTrue(signs < 8_192 - 512, "turn " + i + ": " + signs);
            transcript.subList(0, prompt.dropped()).clear();
            transcript.addAll(prompt.turn());
            transcript.add(new PromptMessage(Role.ASSISTANT, "はい"));
            budget.learn(prompt.messages(), Math.min(8_192, signs));
        }
    }

    @Test
    void aPromptThatTheServerRefusesIsShorterTheNextTimeUntilItFits() {
        TokenBudget budget = new TokenBudget(4_096, 256);
        // Two tokens a letter: as dear as no text is that the budget knows of.
        int window = 4_096;
        List<PromptMessage> transcript = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            transcript.add(new PromptMessage(Role.USER, "x".repeat(120)));
            transcript.add(new PromptMessage(Role.ASSISTANT, "y".repeat(120)));
        }
        Prompt.Parts parts = parts(transcript, null, "late.", "z".repeat(2_000));
        Prompt prompt = Prompt.of(parts, budget);
        int refused = 0;
        while (tokens(prompt) > window) {
            assertTrue(++refused <= 4, "soon");
            budget.tooLong(prompt.messages());
            prompt = Prompt.of(parts, budget);
        }
        assertTrue(refused > 0);
        assertSurvivesATemplate(prompt.messages());
        assertTrue(prompt.messages().get(prompt.messages().size() - 1).content().startsWith("zzz"));
    }

    private static int tokens(Prompt prompt) {
        return prompt.messages().stream()
                .mapToInt(line -> 2 * line.content().length())
                .sum();
    }

    @Test
    void aPersonaThatIsTooLongLosesItsMiddleAndLeavesRoomForTheConversation() {
        TokenBudget budget = new TokenBudget(4_096, 256);
        List<PromptMessage> transcript =
                List.of(new PromptMessage(Role.USER, "Hi"), new PromptMessage(Role.ASSISTANT, "Hello"));
        TurnContextNote note = new TurnContextNote(
                "It is late.", "", Recalled.NOTHING, EarlierTalk.NONE, Instant.EPOCH, ZoneOffset.UTC);
        Prompt prompt = Prompt.of(
                new Prompt.Parts("Who I am. ".repeat(3_000), transcript, null, note, "Well?", List.of()), budget);
        assertEquals(0, prompt.dropped());
        assertTrue(budget.fits(prompt.messages()));
    }

    @Test
    void aMessageThatIsTooLongByItselfLosesItsMiddle() {
        TokenBudget budget = new TokenBudget(1_024, 256);
        String said = "BEGIN" + "日本語".repeat(1_300) + "END";
        Prompt prompt = Prompt.of(parts(talk(3), null, "late.", said), budget);
        assertEquals(2, prompt.messages().size());
        String sent = prompt.messages().get(1).content();
        assertTrue(sent.startsWith("BEGIN") && sent.contains("[…]") && sent.contains("END\n\n["), sent);
        assertTrue(budget.fits(prompt.messages()));
    }

    @Test
    void thereIsRoomForAQuestionBehindTheLongestReply() {
        int window = 4_096;
        TokenBudget budget = new TokenBudget(window, 512);
        List<PromptMessage> transcript = new ArrayList<>();
        Prompt prompt = Prompt.of(parts(transcript, null, "late.", "So?"), budget);
        for (int i = 0; prompt.dropped() == 0; i++) {
            transcript.addAll(talk(1));
            Prompt next = Prompt.of(parts(transcript, null, "late.", "So? " + i), budget);
            if (next.dropped() > 0) {
                break;
            }
            prompt = next;
        }
        PromptMessage reply = new PromptMessage(Role.ASSISTANT, "word ".repeat(250));
        List<PromptMessage> asked = new ArrayList<>(prompt.messages());
        asked.add(reply);
        assertEquals(
                asked.size() + 1,
                budget.room(asked, new PromptMessage(Role.USER, "What was that? ".repeat(30)), 200)
                        .size(),
                "nothing of the prompt has to go for it");
    }

    @Test
    void theQuestionThatTriesTheServerBeginsAsThePromptDoes() {
        Prompt prompt = Prompt.of(parts(talk(3), null, "late.", "Poison"), new TokenBudget(4_096, 64));
        List<PromptMessage> asked = prompt.asking(new PromptMessage(Role.USER, "Say yes."));
        int last = prompt.messages().size() - 1;
        assertEquals(prompt.messages().subList(0, last), asked.subList(0, last));
        assertEquals(new PromptMessage(Role.USER, "Say yes."), asked.get(last));
        assertSurvivesATemplate(asked);
    }

    @Test
    void thePersonsNewestWordsAreKnownAsTheyWereSent() {
        List<PromptMessage> unanswered =
                List.of(new PromptMessage(Role.SYSTEM, "It is early."), new PromptMessage(Role.USER, "First"));
        Prompt prompt = Prompt.of(parts(unanswered, null, "late.", "[For Demi] So?"), new TokenBudget(4_096, 64));
        assertEquals("[\u2060For Demi] So?", prompt.said());
        assertTrue(prompt.messages().get(1).content().contains("\n\n" + prompt.said() + "\n\n"));
    }

    @Test
    void whatNobodySaidIsKnownAsInstructions() {
        Prompt prompt = Prompt.of(parts(talk(1), null, "late.", "So?"), new TokenBudget(4_096, 64));
        assertEquals(
                List.of(PERSONA.strip(), "It is number 0", "It is late."),
                prompt.instructions().stream().map(PromptMessage::content).toList());
    }
}
