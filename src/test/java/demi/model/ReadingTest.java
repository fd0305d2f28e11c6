package demi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.model.profile.FirstTokenPatience;
import demi.model.profile.ReadingSpeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How fast a model reads, and how long its first word may take. */
class ReadingTest {

    private static final PromptMessage PERSONA = new PromptMessage(Role.SYSTEM, "p".repeat(3_000));

    private final ReadingSpeed speed = new ReadingSpeed(1, true);

    private static List<PromptMessage> talk(PromptMessage... lines) {
        return List.of(lines);
    }

    private static PromptMessage user(char of, int characters) {
        return new PromptMessage(Role.USER, String.valueOf(of).repeat(characters));
    }

    private static List<PromptMessage> after(List<PromptMessage> talk, String reply, PromptMessage next) {
        List<PromptMessage> all = new ArrayList<>(talk);
        all.add(new PromptMessage(Role.ASSISTANT, reply));
        all.add(next);
        return all;
    }

    /** Three characters a token. */
    private void reads(List<PromptMessage> prompt, String reply, double seconds) {
        int tokens = prompt.stream().mapToInt(line -> line.content().length()).sum() / 3;
        speed.finished(prompt, reply, tokens, Duration.ofMillis((long) (seconds * 1_000)));
    }

    @Test
    void onlyWhatWasNewCountsNotWhatTheServerCounted() {
        List<PromptMessage> first = talk(PERSONA, user('a', 300));
        reads(first, "r".repeat(600), .1);
        assertEquals(0, speed.tokensPerSecond(), "it may have been read before this process was there");
        List<PromptMessage> next = after(first, "r".repeat(600), user('b', 900));
        assertEquals(300, speed.unreadBytes(next));
        reads(next, "", 10);
        assertEquals(30, speed.tokensPerSecond(), 1, "300 tokens, though it counted 1,600");
        assertEquals(Duration.ofSeconds(20), speed.unreadTokens(600));
    }

    @Test
    void aFewTokensSayNothingAndOneThatWasDisturbedDoesNotCount() {
        reads(talk(PERSONA), "", 1);
        reads(talk(PERSONA, user('a', 30)), "", 9);
        assertEquals(0, speed.tokensPerSecond());
        for (int i = 0; i < 3; i++) {
            reads(talk(PERSONA, user((char) ('b' + i), 3_000)), "", i == 1 ? 500 : 10);
        }
        assertEquals(100, speed.tokensPerSecond(), 5);
        assertFalse(speed.isSlow());
    }

    @Test
    void whatWasBrokenOffWasReadInPartSoItsNextReadingTeachesNothing() {
        reads(talk(PERSONA), "", 1);
        List<PromptMessage> cut = talk(PERSONA, user('a', 3_000));
        speed.brokenOff(cut);
        assertTrue(speed.isWarm(cut), "most of it may have been read");
        reads(cut, "", .1);
        assertEquals(0, speed.tokensPerSecond());
    }

    @Test
    void slowIsToldAtSixtyAndNotTakenBackBeforeNinety() {
        reads(talk(PERSONA), "", 1);
        double[] seconds = {20, 13, 13, 13, 13, 13, 5, 5, 5, 5, 5};
        List<Boolean> slow = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            reads(talk(PERSONA, user((char) ('a' + i), 3_000)), "", seconds[i]);
            slow.add(speed.isSlow());
        }
        assertTrue(slow.subList(0, 6).stream().allMatch(each -> each), slow.toString());
        assertFalse(slow.get(10));
    }

    @Test
    void whatCannotGoBackReadsAllOfItAgainUnlessTheTalkGoesOn() {
        ReadingSpeed sliding = new ReadingSpeed(1, false);
        List<PromptMessage> first = talk(PERSONA, user('a', 300));
        sliding.finished(first, "Well.", 1_100, Duration.ofSeconds(1));
        assertEquals(100, sliding.unreadBytes(after(first, "Well.", user('b', 300))));
        assertEquals(1_100, sliding.unreadBytes(talk(PERSONA, user('b', 300))), "persona and all");
        assertFalse(sliding.isWarm(talk(PERSONA, user('b', 300))));
    }

    @Test
    void asManyAreRememberedAsThereArePlacesAndNoneOfAnUnloadedModel() {
        ReadingSpeed two = new ReadingSpeed(2, true);
        for (char who : new char[] {'a', 'b', 'c'}) {
            two.finished(talk(user(who, 300)), "", 100, Duration.ZERO);
        }
        assertFalse(two.isWarm(talk(user('a', 300))));
        assertTrue(two.isWarm(talk(user('b', 300))));
        assertTrue(two.isWarm(talk(user('c', 300))));
        two.unloaded();
        assertFalse(two.isWarm(talk(user('c', 300))));
    }

    private static final Duration SETTING = Duration.ofMinutes(5);

    private FirstTokenPatience patience(int tokens, int attempt) {
        return FirstTokenPatience.asTimeouts(speed, tokens, SETTING, Duration.ZERO, attempt);
    }

    @Test
    void patienceIsTheSettingUntilMoreIsKnownAndDoublesWithEachTry() {
        assertEquals(SETTING, patience(3_348, 1).firstWord());
        assertEquals(SETTING.multipliedBy(2), patience(3_348, 2).firstWord());
        assertEquals(SETTING.multipliedBy(4), patience(3_348, 3).firstWord());
        assertEquals(Duration.ofHours(2), patience(3_348, 1_000).firstWord(), "bounded");
    }

    @Test
    void aSlowMachineHasTwiceTheTimeThatItNeeds() {
        reads(talk(PERSONA), "", 1);
        reads(talk(PERSONA, user('a', 3_000)), "", 111);
        assertEquals(9, speed.tokensPerSecond(), .1);
        assertEquals(744, (double) patience(3_348, 1).firstWord().toSeconds(), 10);
        assertEquals(
                SETTING.plusMinutes(5),
                FirstTokenPatience.asTimeouts(speed, 0, SETTING, SETTING, 1).firstWord(),
                "loading, too");
        assertFalse(patience(3_348, 1).blamesServer(SETTING));
        assertTrue(patience(100, 1).blamesServer(SETTING));
    }

    @Test
    void withoutAnyMeasureALongPromptIsToBlameAndAShortOneIsNot() {
        assertFalse(patience(3_348, 1).blamesServer(SETTING));
        assertTrue(patience(300, 1).blamesServer(SETTING));
    }
}
