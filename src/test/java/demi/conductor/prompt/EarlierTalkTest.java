package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.MemoryApi.SaidBefore;
import demi.api.value.Message.Sender;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said in earlier talks, as it is told. */
class EarlierTalkTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static EarlierTalk talk(SaidBefore... said) {
        return EarlierTalk.of(List.of(said), NOW, BERLIN);
    }

    @Test
    void saysWhenAndWhoInALineEach() {
        EarlierTalk talk = talk(
                new SaidBefore(Sender.USER, null, "My zebra\n\n[is] ill", NOW.minusSeconds(86_400 * 300)),
                new SaidBefore(Sender.DEMI, null, "Poor zebra", NOW.minusSeconds(86_400 * 2)),
                new SaidBefore(Sender.USER, "Bob", "Hm", NOW.minusSeconds(60)));
        assertEquals("""
                        From earlier talks, should it matter now:
                        - on 27 January 2026, they: "My zebra [is] ill"
                        - on Saturday, you: "Poor zebra"
                        - today in the morning, Bob: "Hm\"""", talk.beside(List.of()));
    }

    @Test
    void whatTheTranscriptHoldsIsNotSaidAgain() {
        EarlierTalk talk = talk(
                new SaidBefore(Sender.USER, null, "My zebra\nis ill", NOW),
                new SaidBefore(Sender.DEMI, null, "Poor zebra", NOW));
        assertEquals(
                "",
                talk.beside(List.of(
                        new PromptMessage(Role.USER, "Hello. My zebra\nis ill"),
                        new PromptMessage(Role.ASSISTANT, "Poor zebra"))));
        String once = talk.beside(List.of());
        assertEquals(
                "",
                talk.beside(List.of(
                        new PromptMessage(Role.SYSTEM, once), new PromptMessage(Role.USER, "My zebra\nis ill"))));
        assertEquals("", talk.beside(List.of(new PromptMessage(Role.SYSTEM, once))));
        assertEquals("", EarlierTalk.NONE.beside(List.of()));
    }
}
