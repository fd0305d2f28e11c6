package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.store.AutonomyStore;
import demi.api.store.MessageStore;
import demi.api.store.PersonStore;
import demi.api.store.PersonStore.Preference;
import demi.api.store.PersonStore.Preferences;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Preferences ALL =
            new Preferences(TOKYO, PersonStore.Language.DE, PersonStore.Theme.LIGHT, PersonStore.TextSize.SMALL);

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    @Test
    void preferencesAreKeptOneByOne() {
        assertEquals(Preferences.NONE, preferences("u1"));
        assertEquals(Preferences.NONE, preferences("nobody"));
        assertTrue(change("u1", ALL, Preference.values()));
        assertEquals(ALL, preferences("u1"));
        assertEquals(Preferences.NONE, preferences("u2"));
        assertTrue(change("u1", Preferences.NONE, Preference.THEME, Preference.ZONE));
        reopen();
        assertEquals(
                new Preferences(null, PersonStore.Language.DE, null, PersonStore.TextSize.SMALL), preferences("u1"));
        assertFalse(change("nobody", ALL, Preference.values()));
        assertTrue(change("u1", ALL));
        assertEquals(PersonStore.Language.DE, preferences("u1").language());
    }

    @Test
    void theZoneIsThatOfTheQuietHours() throws SQLException {
        ask(
                AutonomyStore.SET_QUIET,
                new AutonomyApi.SetQuiet(
                        "u1", new AutonomyApi.Quiet(T, LocalTime.of(21, 0), null, ZoneId.of("Europe/Berlin"), false)));
        assertEquals(ZoneId.of("Europe/Berlin"), preferences("u1").zone());
        change("u1", ALL, Preference.ZONE);
        assertEquals(
                new AutonomyApi.Quiet(T, LocalTime.of(21, 0), null, TOKYO, false),
                ask(AutonomyStore.PEOPLE, new AutonomyStore.FindPeople(T, T))
                        .people()
                        .get(0)
                        .quiet());
        change("u1", Preferences.NONE, Preference.ZONE);
        ask(AutonomyStore.SUGGEST_ZONE, new AutonomyApi.SuggestZone("u1", TOKYO));
        assertEquals(TOKYO, preferences("u1").zone());
        engine.update(folder, "UPDATE quiet SET zone = 'Mars/Olympus'");
        engine.update(folder, "UPDATE users SET theme = 'sepia'");
        assertEquals(Preferences.NONE, preferences("u1"));
    }

    @Test
    void whoHasWrittenIsKnownByTheirNewestMessage() {
        say("u1", "m1", T);
        say("u1", "m2", T.plusSeconds(5));
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "r1",
                        "u1",
                        "hello",
                        EmotionLevels.neutral(),
                        false,
                        "m2",
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T.plusSeconds(9)));
        assertEquals(
                List.of(new PersonStore.LastMessage("u1", T.plusSeconds(5))),
                ask(PersonStore.LAST_MESSAGES, new PersonStore.ListLastMessages())
                        .last());
    }

    @Test
    void allMessagesAreReadFromTheFirstOn() {
        say("u1", "m1", T);
        say("u2", "other", T);
        say("u1", "m2", T.minusSeconds(9));
        say("u1", "m3", T);
        List<Message> first = messages("u1", 0, 2);
        assertEquals(List.of("m1", "m2"), first.stream().map(Message::messageId).toList());
        assertEquals(
                List.of("m3"),
                messages("u1", first.get(1).seq(), 2).stream()
                        .map(Message::messageId)
                        .toList());
        assertTrue(messages("nobody", 0, 2).isEmpty());
    }

    private List<Message> messages(String userId, long after, int limit) {
        return ask(PersonStore.MESSAGES, new PersonStore.ListMessages(userId, after, limit))
                .messages();
    }

    private void say(String userId, String messageId, Instant at) {
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(messageId, userId, "hello", null, at));
    }

    private Preferences preferences(String userId) {
        return ask(PersonStore.PREFERENCES, new PersonStore.GetPreferences(userId));
    }

    private boolean change(String userId, Preferences preferences, Preference... which) {
        return ask(
                        PersonStore.CHANGE_PREFERENCES,
                        new PersonStore.ChangePreferences(userId, Arrays.asList(which), preferences))
                .done();
    }
}
