package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.DistressState;
import demi.api.store.EmotionStore.GetNewestState;
import demi.api.store.EmotionStore.Interaction;
import demi.api.store.EmotionStore.IsAppraised;
import demi.api.store.EmotionStore.Phase;
import demi.api.store.EmotionStore.Prune;
import demi.api.store.EmotionStore.SaveState;
import demi.api.store.EmotionStore.State;
import demi.api.store.MessageStore;
import demi.api.value.EmotionLevels;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoodsContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.5Z");
    private static final EmotionLevels FEELINGS =
            new EmotionLevels(1.0 / 3, 0.1234567890123456, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1);

    private static State state(Instant at, String notes) {
        return new State(at, FEELINGS, "{\"momentum\":{}}", notes);
    }

    private void keep(Instant at, String notes, @Nullable String heard) {
        store.ask(
                EmotionStore.SAVE_STATE,
                new SaveState(
                        state(at, notes),
                        List.of(new Interaction(at, "idle", heard, "text", FEELINGS, FEELINGS, "{}", 1, "why", null))));
    }

    private @Nullable State newest() {
        return store.ask(EmotionStore.NEWEST_STATE, new GetNewestState()).state();
    }

    @Test
    void theNewestStateComesBackToTheLastDigit() {
        assertNull(newest());
        keep(T, "a", null);
        assertEquals(state(T, "a"), newest());
    }

    @Test
    void aStateOfTheSameMomentReplacesAndAClockSetBackDoesNotHideTheNewest() throws SQLException {
        keep(T, "a", null);
        keep(T, "b", null);
        assertEquals(1, count("emotional_state"));
        keep(T.minusSeconds(3_600), "c", null);
        assertEquals(state(T.minusSeconds(3_600), "c"), newest());
    }

    @Test
    void aMessageIsInTheLogOnce() throws SQLException {
        keep(T, "a", "m1");
        keep(T.plusSeconds(1), "b", "m1");
        keep(T.plusSeconds(2), "c", null);
        keep(T.plusSeconds(3), "d", null);

        assertEquals(3, count("interaction_log"));
        assertTrue(store.ask(EmotionStore.IS_APPRAISED, new IsAppraised("m1")).appraised());
        assertFalse(store.ask(EmotionStore.IS_APPRAISED, new IsAppraised("m2")).appraised());
    }

    @Test
    void thinningKeepsOneAnHourThenNoneButAlwaysTheNewest() throws SQLException {
        Instant hour = Instant.parse("2026-11-23T10:00:00Z");
        for (int day = 0; day < 3; day++) {
            for (int minute = 0; minute < 120; minute += 10) {
                keep(hour.plus(Duration.ofDays(day)).plusSeconds(60L * minute), "", null);
            }
        }
        thin(hour.plus(Duration.ofDays(2)), hour.plus(Duration.ofDays(1)));
        assertEquals(12 + 2, count("emotional_state"));
        assertEquals(12 + 2, count("interaction_log"));

        State last = newest();
        thin(hour.plus(Duration.ofDays(99)), hour.plus(Duration.ofDays(98)));
        assertEquals(1, count("emotional_state"));
        assertEquals(last, newest());
    }

    @Test
    void whatMovedHerComesInTheOrderOfWriting() {
        keep(T, "a", null);
        keep(T.minusSeconds(3_600), "b", null);
        assertEquals(
                List.of(T.minusSeconds(3_600), T),
                ask(EmotionStore.CAUSES, new EmotionStore.ListCauses(9)).causes().stream()
                        .map(EmotionStore.Cause::at)
                        .toList());
    }

    @Test
    void whatAMessageDidIsKnownUntilItIsJudged() {
        Interaction heard =
                new Interaction(T, "message", "m1", "text", FEELINGS, FEELINGS, "[1]", 1, "why", "{\"undo\":1}");
        ask(EmotionStore.SAVE_STATE, new SaveState(state(T, "a"), List.of(heard)));
        EmotionStore.FindAppraisals both = new EmotionStore.FindAppraisals(List.of("m1", "m2"));
        assertEquals(
                List.of(new EmotionStore.Appraisal("message", "[1]", "{\"undo\":1}")),
                ask(EmotionStore.APPRAISALS, both).appraisals());

        ask(EmotionStore.SAVE_STATE, new SaveState(state(T, "b"), List.of(), List.of("m1"), null));
        assertEquals(List.of(), ask(EmotionStore.APPRAISALS, both).appraisals());
    }

    @Test
    void distressIsOfPeopleThatThereAre() {
        addUser("u1", T);
        DistressState began = new DistressState(Phase.DISTRESS, T, T, 0, false);
        DistressState later = new DistressState(Phase.RECOVERING, T.plusSeconds(60), T, 3, true);
        for (DistressState each : List.of(began, later)) {
            keep(new EmotionStore.Distress("u1", each));
            keep(new EmotionStore.Distress("nobody", each));
            assertEquals(
                    List.of(new EmotionStore.Distress("u1", each)),
                    ask(EmotionStore.NEWEST_STATE, new GetNewestState()).distressed());
        }
        keep(new EmotionStore.Distress("u1", null));
        assertEquals(
                List.of(), ask(EmotionStore.NEWEST_STATE, new GetNewestState()).distressed());
    }

    private void log(Instant at, String type, @Nullable String messageId, String notes) {
        ask(
                EmotionStore.SAVE_STATE,
                new SaveState(
                        state(at, ""),
                        List.of(new Interaction(at, type, messageId, null, FEELINGS, FEELINGS, "[]", 1, notes, null))));
    }

    private EmotionStore.History history(Instant since, int minutes, int most) {
        return ask(EmotionStore.HISTORY, new EmotionStore.FindHistory("u1", since, minutes, most));
    }

    @Test
    void historyIsThinnedAndTellsOwnWordsFromOthers() {
        addUser("u1", T);
        addUser("u2", T);
        String own = "own";
        String others = "others";
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(own, "u1", "hello", null, T));
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(others, "u2", "hello", null, T));
        log(T.minusSeconds(7_200), "positive_message", null, "");
        for (int i = 0; i < 5; i++) {
            log(T.plusSeconds(60L * i), i == 2 ? "unsure" : "time", null, "");
        }
        log(T.plusSeconds(301), "positive_message", own, "word list");
        log(T.plusSeconds(302), "negative_message", others, "word list");
        log(T.plusSeconds(303), "user_refusal", null, "judged instead of message; in distress: gone, " + own);
        log(T.plusSeconds(304), "user_refusal", null, "judged instead of message: " + others);
        log(T.plusSeconds(305), "code_update", null, "");
        log(T.plusSeconds(306), "time", null, "");

        EmotionStore.History found = history(T, 30, 100);
        assertEquals(
                List.of(
                        "time NOBODY 0",
                        "time NOBODY 240",
                        "positive_message OWN 301",
                        "negative_message OTHERS 302",
                        "user_refusal OWN 303",
                        "user_refusal OTHERS 304",
                        "code_update NOBODY 305",
                        "time NOBODY 306"),
                found.changes().stream()
                        .map(each -> each.type() + " " + each.whose() + " "
                                + Duration.between(T, each.at()).toSeconds())
                        .toList());
        assertEquals(List.of(new EmotionStore.Point(T.plusSeconds(306), FEELINGS)), found.points());
        assertEquals(11, history(T, 1, 100).points().size() + 5, "one a minute");
        assertEquals(2, history(T.minusSeconds(9_000), 30, 100).points().size());
        assertEquals(
                List.of("code_update", "time"),
                history(T, 1, 2).changes().stream()
                        .map(EmotionStore.LoggedChange::type)
                        .toList());
    }

    @Test
    void aMonthOfHistoryHasAPointForEachPart() {
        for (int hour = 0; hour < 31 * 24; hour++) {
            log(T.plus(Duration.ofHours(hour)), "time", null, "");
        }
        List<EmotionStore.Point> points = history(T, 152, 2_000).points();
        assertTrue(points.size() > 280 && points.size() <= 300, () -> "points: " + points.size());
        assertEquals(
                points.stream()
                        .sorted(java.util.Comparator.comparing(EmotionStore.Point::at))
                        .toList(),
                points);
        assertEquals(2, history(T, 152, 2_000).changes().size());
    }

    private void keep(EmotionStore.Distress distress) {
        ask(EmotionStore.SAVE_STATE, new SaveState(state(T, ""), List.of(), List.of(), distress));
    }

    private void thin(Instant denseSince, Instant since) {
        store.ask(EmotionStore.PRUNE, new Prune(denseSince, since));
    }
}
