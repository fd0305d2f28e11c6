package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBudgetTest {

    @Test
    void aCountThatFillsTheWindowTeachesCautionOnly() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        List<PromptMessage> lines = List.of(new PromptMessage(Role.USER, "x".repeat(20_000)));
        int before = budget.estimate(lines);
        budget.learn(lines, 2_048);
        assertTrue(budget.estimate(lines) > before);
    }

    @Test
    void whatTheServerRefusedNeverFitsAgain() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        List<PromptMessage> lines = List.of(new PromptMessage(Role.USER, "a".repeat(2_100)));
        assertTrue(budget.fits(lines));
        budget.tooLong(lines);
        assertFalse(budget.fits(lines));
        assertTrue(budget.estimate(lines) >= 2_048, "it is more than the window: " + budget.estimate(lines));
    }

    @Test
    void whatIsAskedBehindAMessageWithoutAnAnswerIsOneMessageWithIt() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        PromptMessage persona = new PromptMessage(Role.SYSTEM, "You are Demi.");
        PromptMessage question = new PromptMessage(Role.USER, "What was that?");
        assertEquals(
                List.of(persona, new PromptMessage(Role.USER, "Hello?\n\nWhat was that?")),
                budget.room(List.of(persona, new PromptMessage(Role.USER, "Hello?")), question, 100));
        PromptMessage reply = new PromptMessage(Role.ASSISTANT, "Hi.");
        assertEquals(
                List.of(persona, new PromptMessage(Role.USER, "Hello?"), reply, question),
                budget.room(List.of(persona, new PromptMessage(Role.USER, "Hello?"), reply), question, 100));
    }

    @Test
    void whatTheServerCountsIsLearned() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<PromptMessage> lines = List.of(new PromptMessage(Role.USER, "日本語".repeat(1_000)));
        int guess = budget.estimate(lines);
        for (int i = 0; i < 30; i++) {
            budget.learn(lines, 3_008);
        }
        assertTrue(budget.estimate(lines) > 2_900, "one token a character, and not " + guess);
    }

    @Test
    void whatWasLearnedErrsToMoreTokensWhateverTheTemplateTakes() {
        List<PromptMessage> lines = List.of(
                new PromptMessage(Role.SYSTEM, "word ".repeat(200)), new PromptMessage(Role.USER, "word ".repeat(20)));
        for (int template : new int[] {3, 6, 8}) {
            TokenBudget budget = new TokenBudget(8_192, 512);
            int counted = 220 + lines.size() * template;
            for (int i = 0; i < 50; i++) {
                budget.learn(lines, counted);
            }
            assertTrue(budget.estimate(lines) >= counted, template + " a message");
        }
    }

    @Test
    void aCountOfOnlyWhatWasNewToTheServerTeachesNothing() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<PromptMessage> lines = List.of(new PromptMessage(Role.USER, "word ".repeat(2_000)));
        int before = budget.estimate(lines);
        budget.learn(lines, 12);
        budget.learn(lines, 0);
        assertEquals(before, budget.estimate(lines));
    }
}
