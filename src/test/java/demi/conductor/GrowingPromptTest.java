package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi.Recalled;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.EarlierTalk;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.PromptTest;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TurnContextNote;
import demi.conductor.turn.ConversationState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long talks with all that can happen in them: each request begins with the one before and its reply. */
class GrowingPromptTest {

    private static final String PERSONA = "You are Demi. ".repeat(10);
    private static final int STEPS = 400;

    /** As the store keeps it. */
    private final List<PromptMessage> stored = new ArrayList<>();

    private final TokenBudget budget = new TokenBudget(3_072, 256);
    private @Nullable ConversationSummary summary;
    private Random random = new Random();
    private ConversationState conversation = new ConversationState("ann", 5);
    /** What the server has read, and whether the last of it is the person's message that goes on. */
    private List<PromptMessage> read = List.of();

    private int step;
    private int cuts;
    private int grown;

    @BeforeEach
    void load() {
        conversation.transcript().loaded(List.of(), true);
    }

    private void store(TranscriptChange change) {
        stored.subList(0, change.drop()).clear();
        PromptMessage head = change.head();
        if (head != null) {
            stored.add(0, head);
        }
        stored.addAll(change.add());
    }

    private String words(String what) {
        return (what + " " + step + " ").repeat(1 + random.nextInt(25)).strip();
    }

    private TurnContextNote note(@Nullable String said) {
        // Mostly the one before: then there is none.
        String now = said == null ? "You write to them first." : random.nextInt(8) == 0 ? "They were away." : "";
        return new TurnContextNote(
                "It is about " + step / 5 + ".",
                now,
                Recalled.NOTHING,
                EarlierTalk.NONE,
                Instant.EPOCH,
                ZoneOffset.UTC);
    }

    private Prompt ask(List<PromptMessage> transcript, @Nullable String said) {
        Prompt.Parts parts = new Prompt.Parts(PERSONA, transcript, summary, note(said), said, List.of());
        Prompt prompt = Prompt.of(parts, budget);
        assertTrue(budget.fits(prompt.messages()), "step " + step);
        PromptTest.assertSurvivesATemplate(prompt.messages());
        if (prompt.dropped() > 0) {
            cuts++;
        } else if (!read.isEmpty()) {
            assertGrows(prompt.messages());
            grown++;
        }
        return prompt;
    }

    private void assertGrows(List<PromptMessage> now) {
        int last = read.size() - 1;
        if (read.get(last).role() == Role.ASSISTANT) {
            assertEquals(read, now.subList(0, read.size()), "step " + step);
        } else {
            assertEquals(read.subList(0, last), now.subList(0, last), "step " + step);
            assertTrue(now.get(last).content().startsWith(read.get(last).content()), "step " + step);
        }
    }

    private void kept(Prompt prompt, @Nullable String reply) {
        List<PromptMessage> lines = new ArrayList<>(prompt.turn());
        List<PromptMessage> all = new ArrayList<>(prompt.messages());
        if (reply != null) {
            lines.add(new PromptMessage(Role.ASSISTANT, reply));
            all.add(new PromptMessage(Role.ASSISTANT, reply));
        }
        store(conversation.transcript().change(prompt, lines));
        conversation.transcript().keep(prompt, lines);
        summary = prompt.dropped() > 0 ? null : summary;
        read = all;
    }

    private List<PromptMessage> known() {
        return Objects.requireNonNull(conversation.transcript().lines());
    }

    private void restart() {
        conversation = new ConversationState("ann", 5);
        conversation.transcript().loaded(stored, true);
    }

    private void turn() {
        int happens = random.nextInt(10);
        Prompt prompt = ask(known(), words("What of"));
        if (happens == 0) {
            kept(prompt, null);
        } else if (happens > 1) {
            kept(prompt, words("It is lovely,"));
        } // else it was given up: nothing of it is kept, and the server has read no other beginning
    }

    private void checkIn() {
        Prompt prompt = ask(stored, null);
        if (random.nextBoolean()) {
            kept(prompt, words("Are you there,"));
            restart();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachRequestBeginsWithTheOneBeforeAndItsReplyAndCutsAreRare(long seed) {
        random = new Random(seed);
        for (step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0 -> checkIn();
                case 1 -> restart();
                case 2 -> summary = ConversationSummary.of("Ann counts, " + step + ".");
                default -> turn();
            }
            assertEquals(stored, known(), "step " + step);
        }
        assertTrue(cuts > 0 && cuts * 6 < grown, cuts + " cuts, " + grown + " times grown");
    }
}
