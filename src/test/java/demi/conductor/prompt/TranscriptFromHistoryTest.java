package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.util.NameLabels;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptFromHistoryTest {

    private static PromptMessage line(String row) {
        String[] parts = row.split("\\|", 2);
        return new PromptMessage(Role.valueOf(parts[0]), parts[1].replace("\\n", "\n"));
    }

    private static String sent(String... rows) {
        return TranscriptFromHistory.messages(
                        Stream.of(rows).map(TranscriptFromHistoryTest::line).toList())
                .stream()
                .map(line -> line.role() + "|" + line.content().replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void rowsOfEarlierVersionsAreCarriedOver() {
        String golden = """
                USER|[What you remember of the time before, from your own notes: Ann likes tea.]\\n\\nI am back
                ASSISTANT|Finally.
                USER|One\\n\\nTwo
                ASSISTANT|Both.
                USER|[They have not written since; you write to them first.]
                ASSISTANT|Still there?
                USER|[They have not written since; you write to them first.]
                ASSISTANT|Hello?
                USER|Yes.
                ASSISTANT|Good.
                USER|Left alone""";
        assertEquals(
                golden,
                sent(
                        "SYSTEM|What you remember of the time before, from your own notes: Ann likes tea.",
                        "SYSTEM|Now: Monday 23 November, 10:05 (morning). You feel balanced. Tone: sarcasm 6, warmth 7.",
                        "USER|I am back",
                        "ASSISTANT|Finally.",
                        "SYSTEM|Now: Monday 23 November, 10:06 (morning). You remember of them:\\n- Ann's dog is Rex",
                        "USER|One",
                        "SYSTEM|Now: Monday 23 November, 10:07 (morning).",
                        "USER|Two",
                        "ASSISTANT|Both.",
                        "SYSTEM|Now: Tuesday 24 November, 10:07 (morning). They have not written since.",
                        "ASSISTANT|Still there?",
                        "ASSISTANT|Hello?",
                        "USER|Yes.",
                        "ASSISTANT|",
                        "ASSISTANT|Good.",
                        "SYSTEM|Now: Tuesday 24 November, 11:07 (morning).",
                        "USER|Left alone"));
    }

    @Test
    void rowsOfThisVersionStandWhereTheyWereSent() {
        String golden = """
                USER|[What you remember of the time before, from your own notes: Old.]\\n\\n[It is late. You write to them first.]
                ASSISTANT|Psst.
                USER|Stopped\\n\\n[It is later.]\\n\\nAnd again\\n\\n[It is even later.]
                ASSISTANT|Yes?
                USER|No note here
                ASSISTANT|Fine.
                USER|[Think aloud.]""";
        assertEquals(
                golden,
                sent(
                        "SYSTEM|What you remember of the time before, from your own notes: Old.",
                        "SYSTEM|It is late.\\nYou write to them first.",
                        "ASSISTANT|Psst.",
                        "SYSTEM|It is later.",
                        "USER|Stopped",
                        "ASSISTANT| ",
                        "SYSTEM|It is even later.",
                        "USER|And again",
                        "ASSISTANT|Yes?",
                        "USER|No note here",
                        "ASSISTANT|Fine.",
                        "SYSTEM|Think aloud."));
    }

    @Test
    void aTranscriptThatBeginsWithHerWordsBeginsWithWhyAllTheSame() {
        assertEquals(
                "USER|[They have not written since; you write to them first.]\nASSISTANT|Hi!",
                sent("SYSTEM|Now: Monday.", "ASSISTANT|Hi!"));
    }

    @Test
    void holdingLinesAndLooseEndsAreNoPartOfATranscript() {
        List<PromptMessage> lines = TranscriptFromHistory.of(
                List.of(
                        message(Message.Sender.DEMI, "Hello again!", false),
                        message(Message.Sender.USER, "Hi", false),
                        message(Message.Sender.DEMI, "I cannot think.", true),
                        message(Message.Sender.DEMI, "Hi yourself.", false),
                        message(Message.Sender.USER, "Never answered", false)),
                new NameLabels());
        assertEquals(
                List.of(new PromptMessage(Role.USER, "Hi"), new PromptMessage(Role.ASSISTANT, "Hi yourself.")), lines);
    }

    private static Message message(Message.Sender sender, String content, boolean holding) {
        return new Message(
                "m", "u", sender, content, Instant.EPOCH, Message.Status.DELIVERED, null, null, null, 1, holding);
    }
}
