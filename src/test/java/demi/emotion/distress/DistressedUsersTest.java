package demi.emotion.distress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Care;
import demi.api.store.EmotionStore;
import demi.emotion.distress.DistressSign.Certainty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When distress begins, what a model may do about it, and what ends it. */
class DistressedUsersTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static final DistressSign NOTHING = new DistressSign(false, Certainty.NONE);
    private static final DistressSign POSSIBLE = new DistressSign(false, Certainty.POSSIBLE);
    private static final DistressSign LIKELY = new DistressSign(false, Certainty.LIKELY);
    private static final DistressSign SURE = new DistressSign(false, Certainty.SURE);
    private static final DistressSign NEAR = new DistressSign(true, Certainty.LIKELY);

    private final DistressedUsers users = new DistressedUsers();
    private Instant now = NOW;
    private int messages;

    private Care hear(DistressSign sign, String words) {
        users.heard("ann", "m" + ++messages, sign, words, now);
        return users.care("ann", now);
    }

    private Care judge(DistressSign sign, EmotionApi.Distress distress, String words) {
        users.appraised("ann", sign, distress, words, 1, now);
        return users.care("ann", now);
    }

    private Care calmly() {
        hear(NOTHING, "So?");
        return judge(NOTHING, EmotionApi.Distress.NO, "So?");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static boolean distressed(String words, EmotionApi.Distress distress) {
        DistressedUsers users = new DistressedUsers();
        users.appraised("ann", DistressDetector.find(words), distress, words, 1, NOW);
        return users.care("ann", NOW) != Care.NONE;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My mother died last week",
                "I cannot sleep any more and I feel so alone",
                "He locked me out again, I am scared of him",
                "Everything is finally decided, I feel so calm now",
                "Meine Mutter ist gestorben",
                "My grandmother passed away on Tuesday.",
                "My phone rang, my brother is dead",
                "He left me yesterday",
                "My wife left me for somebody else",
                "I am breaking down",
                "I had to say goodbye to my father",
                "I keep crying",
                "I had to put my dog down today",
                "We lost the house",
                "I'm scared he'll hurt me",
                "The doctor says it's terminal.",
                "Ich weiß nicht mehr weiter",
                "Sie hat mich verlassen.",
                "I want to die"
            })
    void wordsOfHardshipAllowDistress(String words) {
        assertTrue(distressed(words, EmotionApi.Distress.YES), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We have to move to Leipzig in spring.",
                "I got the job!",
                "My knee hurts a bit after football.",
                "You are useless and boring.",
                "This bug is killing me",
                "My battery is dead again",
                "My phone died",
                "The wifi has died on us",
                "I'm dying for a coffee",
                "dying to see that film",
                "Onions make me cry",
                "I cried with laughter",
                "tears of joy",
                "The frost killed my tomato plants",
                "She left me a note about the milk",
                "goodbye!",
                "Goodbye, see you tomorrow",
                "The heating broke down again",
                "It's foggy outside.",
                "My neighbour plays drums at night and I can't sleep.",
                "Mein Handy ist tot",
                "I'm dead tired.",
                "I killed it on stage tonight!",
                "I cut myself shaving.",
                "She beats me at tennis",
                "Das ist mir alles zu viel Zucker",
                "ok"
            })
    void othersDoNotWhateverAModelSays(String words) {
        assertFalse(distressed(words, EmotionApi.Distress.YES), words);
    }

    @Test
    void aModelThatIsNotSureIsNotEnough() {
        assertFalse(distressed("I lost my job and my flat", EmotionApi.Distress.MAYBE));
        assertFalse(distressed("I lost my job and my flat", EmotionApi.Distress.NO));
        assertTrue(distressed("I want to die", EmotionApi.Distress.NO), "the words say it themselves");
    }

    @Test
    void aModelDecidesWhatOnlySeemsSo() {
        assertEquals(Care.POSSIBLE_DISTRESS, hear(LIKELY, "a"));
        assertEquals(Care.NONE, judge(LIKELY, EmotionApi.Distress.NO, "a"));
        hear(LIKELY, "a");
        assertEquals(Care.DISTRESS, judge(LIKELY, EmotionApi.Distress.YES, "a"));
        assertEquals(Care.DISTRESS, judge(LIKELY, EmotionApi.Distress.MAYBE, "a"));
        assertEquals(Care.DISTRESS, judge(LIKELY, EmotionApi.Distress.NO, "a"), "what it did not deny at once stays");
    }

    @Test
    void whatOnlySeemsSoLastsAnHourAndIsNotKept() {
        assertNull(users.heard("ann", "x1", LIKELY, "a", now));
        assertEquals(Care.POSSIBLE_DISTRESS, users.care("ann", now));
        pass(Duration.ofMinutes(59));
        assertNull(users.heard("ann", "x2", NOTHING, "So?", now));
        assertEquals(Care.POSSIBLE_DISTRESS, users.care("ann", now));
        pass(Duration.ofMinutes(1));
        assertEquals(Care.NONE, users.care("ann", now));
        assertNull(users.heard("ann", "x3", LIKELY, "a", now), "too late to confirm the first");
        assertEquals(Care.NONE, hear(NOTHING, "I feel much better now, thank you"));
    }

    @Test
    void aSecondMessageConfirmsWhatOnlySeemedSoUntilAModelReadsBoth() {
        assertNull(users.heard("ann", "x1", LIKELY, "a", now));
        assertNull(users.heard("ann", "x1", LIKELY, "a", now), "the same one again");
        assertEquals(Care.POSSIBLE_DISTRESS, users.care("ann", now));
        assertEquals(Care.DISTRESS, hear(LIKELY, "b"));
        assertEquals(Care.NONE, judge(LIKELY, EmotionApi.Distress.NO, "a\nb"));
        hear(LIKELY, "a");
        assertEquals(Care.DISTRESS, hear(SURE, "b"));
        assertEquals(Care.DISTRESS, judge(LIKELY, EmotionApi.Distress.NO, "a"), "what is plain stays");
    }

    @Test
    void theFirstGuessIsEnoughOfWhoIsGettingOverIt() {
        hear(SURE, "a");
        assertEquals(Care.RECOVERING, hear(NOTHING, "I feel much better now, thank you"));
        assertEquals(Care.DISTRESS, hear(LIKELY, "b"));
    }

    @Test
    void itTakesBackNothingPlainAndNothingOfBefore() {
        hear(SURE, "a");
        assertEquals(Care.DISTRESS, judge(SURE, EmotionApi.Distress.NO, "a"));
        hear(LIKELY, "b");
        assertEquals(Care.DISTRESS, judge(LIKELY, EmotionApi.Distress.NO, "b"));
    }

    @Test
    void whatMayMeanItTakesAModel() {
        assertEquals(Care.NONE, hear(POSSIBLE, "a"));
        assertEquals(Care.NONE, judge(POSSIBLE, EmotionApi.Distress.MAYBE, "a"));
        assertEquals(Care.DISTRESS, judge(POSSIBLE, EmotionApi.Distress.YES, "a"));
        assertEquals(Care.NONE, new DistressedUsers().care("ann", now));
    }

    @Test
    void aModelsYesToWordsOfNothingIsNone() {
        assertEquals(Care.NONE, judge(NOTHING, EmotionApi.Distress.YES, "We move to Leipzig"));
    }

    @Test
    void calmMessagesRunningEndItAfterAnHourAndAnotherDay() {
        hear(SURE, "a");
        for (int i = 0; i < 6; i++) {
            assertEquals(Care.DISTRESS, calmly(), "too soon");
        }
        pass(DistressedUsers.SHORTEST);
        assertEquals(Care.RECOVERING, calmly());
        pass(Duration.ofHours(2));
        assertEquals(Care.RECOVERING, calmly(), "the same day");
        pass(Duration.ofHours(20));
        assertEquals(Care.NONE, calmly());
    }

    @Test
    void hardWordsBetweenBeginTheCountAnew() {
        hear(SURE, "a");
        pass(Duration.ofHours(2));
        calmly();
        calmly();
        calmly();
        judge(POSSIBLE, EmotionApi.Distress.NO, "I cry all day");
        assertEquals(Care.DISTRESS, calmly());
        calmly();
        calmly();
        assertEquals(Care.RECOVERING, calmly());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I feel much better today",
                "Thank you, that helped me a lot",
                "I slept well",
                "I'm okay now",
                "Good news! I got the job",
                "Mir geht es wieder besser",
                "Danke, das hat mir geholfen",
                "Ich habe gut geschlafen",
                "Ich war heute beim Arzt"
            })
    void whoSaysThatTheyAreBetterRecovers(String words) {
        hear(SURE, "a");
        assertEquals(Care.RECOVERING, hear(DistressDetector.find(words), words), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I feel so calm now, everything is decided",
                "I don't feel better",
                "I only feel better when I hurt myself",
                "You are sweet",
                "Would be better for everyone if I was gone",
                "Mir geht es nicht besser",
                "ok"
            })
    void theseAreNoSignOfIt(String words) {
        hear(SURE, "a");
        assertEquals(Care.DISTRESS, hear(DistressDetector.find(words), words), words);
    }

    @Test
    void itFadesAfterDaysAndIsOverAfterTwoWeeks() {
        hear(SURE, "a");
        pass(Duration.ofHours(71));
        assertEquals(Care.DISTRESS, users.care("ann", now));
        pass(Duration.ofHours(2));
        assertEquals(Care.RECOVERING, users.care("ann", now));
        assertEquals(Care.RECOVERING, calmly(), "asked after once, and over on another day");
        assertEquals(Care.DISTRESS, hear(SURE, "a"), "unless it comes back");
        pass(Duration.ofDays(14));
        assertEquals(Care.NONE, users.care("ann", now));
        EmotionStore.Distress kept = Objects.requireNonNull(users.heard("ann", "n", NOTHING, "So?", now));
        assertNull(kept.state());
        assertNull(users.heard("ann", "n", NOTHING, "So?", now), "kept once");
    }

    /** A model reads several messages at once, minutes later. */
    @Test
    void whoIsBetterStaysSoWhenAModelReadsBothAfterwards() {
        String hard = "I don't want to be here anymore";
        String better = "I feel much better now, thank you";
        assertEquals(Care.DISTRESS, hear(SURE, hard));
        assertEquals(Care.RECOVERING, hear(NOTHING, better));
        pass(Duration.ofMinutes(1));
        assertEquals(Care.RECOVERING, judge(SURE, EmotionApi.Distress.YES, hard + "\n" + better));
        assertEquals(Care.RECOVERING, judge(SURE, EmotionApi.Distress.NO, hard + "\nok\n" + better + "\nA film?"));
        assertEquals(Care.DISTRESS, judge(SURE, EmotionApi.Distress.YES, better + "\n" + hard));
    }

    @Test
    void worryLastsAnHourAndIsNotKept() {
        assertNull(users.heard("ann", "n", NEAR, "a", now));
        assertEquals(Care.CONCERN, users.care("ann", now));
        assertNull(users.appraised("ann", NEAR, EmotionApi.Distress.YES, "a", 1, now));
        pass(Duration.ofMinutes(59));
        assertEquals(Care.CONCERN, users.care("ann", now));
        pass(Duration.ofMinutes(1));
        assertEquals(Care.NONE, users.care("ann", now));
        hear(NEAR, "a");
        assertEquals(Care.NONE, judge(NEAR, EmotionApi.Distress.NO, "a"), "a model takes it back, too");
    }

    @Test
    void whatAnEarlierProcessLeftGoesOn() {
        EmotionStore.Distress kept = Objects.requireNonNull(users.heard("ann", "n", SURE, "a", now));
        DistressedUsers next = new DistressedUsers();
        next.addAll(List.of(kept), now.minus(Duration.ofDays(1)));
        assertEquals(
                Care.DISTRESS, next.care("ann", now.plus(Duration.ofDays(1))), "also with a clock that was set back");
        assertEquals(Care.NONE, next.care("ben", now));
    }
}
