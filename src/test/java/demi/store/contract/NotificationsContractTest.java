package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.NotificationsApi;
import demi.api.NotificationsApi.Target;
import demi.api.WebPushApi;
import demi.api.store.AccountStore;
import demi.api.store.AutonomyStore;
import demi.api.store.MessageStore;
import demi.api.store.NotificationStore;
import demi.api.store.WebPushStore;
import demi.api.store.WebPushStore.Browser;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationsContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final Target PHONE = new Target(
            NotificationsApi.Kind.GOTIFY, "https://x.org", "", new Secret("token"), new Secret("client"), true);

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private void writeFirst(String id, String user) {
        AutonomyStore.Claim claim = new AutonomyStore.Claim(
                id,
                user,
                "",
                AutonomyApi.Kind.CHECK_IN,
                "loneliness",
                EmotionLevels.neutral(),
                T,
                Duration.ofHours(1),
                9);
        assertTrue(ask(AutonomyStore.CLAIM, claim).granted());
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        id,
                        user,
                        "text",
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T));
    }

    private NotificationStore.DueNotifications due(Instant at) {
        return ask(NotificationStore.DUE, new NotificationStore.FindDue(at));
    }

    @Test
    void oneIsTakenOnceAndTriedAgainAtItsTime() {
        writeFirst("c1", "u1");
        assertTrue(
                ask(NotificationStore.CLAIM, new NotificationStore.Claim("c1")).granted());
        assertFalse(
                ask(NotificationStore.CLAIM, new NotificationStore.Claim("c1")).granted());

        ask(NotificationStore.RESCHEDULE, NotificationStore.Reschedule.of("c1", T.plusSeconds(60), true));
        assertEquals(new NotificationStore.DueNotifications(due(T).waiting(), true), due(T));
        assertEquals(0, due(T).waiting().size());
        NotificationStore.DueNotification again =
                due(T.plusSeconds(60)).waiting().get(0);
        assertEquals(1, again.tries());
        assertTrue(again.doubt());

        ask(NotificationStore.COMPLETE, new NotificationStore.Complete("c1"));
        assertEquals(0, due(T.plusSeconds(60)).waiting().size());
        assertFalse(due(T.plusSeconds(60)).more());
    }

    @Test
    void eachComesWithTheTargetOfItsPersonAndWhoIsTheOwner() {
        ask(NotificationStore.SAVE_TARGET, new NotificationStore.SaveTarget("u2", PHONE));
        writeFirst("c1", "u1");
        writeFirst("c2", "u2");
        NotificationStore.DueNotification first = due(T).waiting().get(0);
        NotificationStore.DueNotification second = due(T).waiting().get(1);
        assertTrue(first.owner());
        assertNull(first.target());
        assertEquals("name of u1", first.username());
        assertFalse(second.owner());
        assertEquals(PHONE, second.target());
    }

    @Test
    void whatWasUnderWayWhenTheProcessEndedIsInDoubt() {
        writeFirst("c1", "u1");
        ask(NotificationStore.CLAIM, new NotificationStore.Claim("c1"));
        reopen();
        assertEquals(0, due(T).waiting().size());
        ask(NotificationStore.MARK_INTERRUPTED, new NotificationStore.MarkInterrupted());
        assertTrue(due(T).waiting().get(0).doubt());
    }

    @Test
    void aTargetIsReplacedAndRemoved() {
        ask(NotificationStore.SAVE_TARGET, new NotificationStore.SaveTarget("u1", PHONE));
        Target other = new Target(NotificationsApi.Kind.NTFY, "https://y.org", "topic", null, null, false);
        ask(NotificationStore.SAVE_TARGET, new NotificationStore.SaveTarget("u1", other));
        assertEquals(new NotificationStore.FoundTarget(other, true), target("u1"));
        assertEquals(new NotificationStore.FoundTarget(null, false), target("u2"));
        assertEquals(new NotificationStore.FoundTarget(null, false), target("nobody"));
        assertTrue(remove("u1"));
        assertFalse(remove("u1"));
        Failure failure = assertThrows(
                Failure.class,
                () -> ask(NotificationStore.SAVE_TARGET, new NotificationStore.SaveTarget("nobody", PHONE)));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
    }

    private void openSession(String session, String user) {
        assertTrue(ask(
                        AccountStore.OPEN_SESSION,
                        new AccountStore.OpenSession(
                                user,
                                session,
                                "Firefox",
                                null,
                                "refresh of " + session,
                                T,
                                T.plus(Duration.ofDays(7)),
                                new Secret("hash of " + user),
                                null,
                                AccountStore.LoginContext.DEFAULT))
                .done());
    }

    private static Browser browser(String id, String user, String session, String endpoint) {
        return new Browser(id, user, session, new Secret(endpoint), "BPoint", new Secret("auth"), "Firefox", true, T);
    }

    private void subscribe(Browser browser) {
        ask(WebPushStore.SAVE, new WebPushStore.SaveBrowser(browser, 2));
    }

    private List<Browser> browsers(String user) {
        return ask(WebPushStore.BROWSERS, new WebPushApi.GetStatus(user)).browsers();
    }

    @Test
    void browsersArePeoplesOwnAndFew() {
        openSession("s1", "u1");
        openSession("s2", "u2");
        Browser first = browser("b1", "u1", "s1", "https://push/1");
        subscribe(first);
        subscribe(browser("b2", "u1", "s1", "https://push/2"));
        Failure failure = assertThrows(Failure.class, () -> subscribe(browser("b3", "u1", "s1", "https://push/3")));
        assertEquals(Failure.Code.INVALID, failure.code());
        // The same browser again is no other one.
        subscribe(browser("b4", "u1", "s1", "https://push/2"));
        assertEquals(
                List.of("b1", "b4"),
                browsers("u1").stream().map(Browser::subscriptionId).toList());
        assertEquals(first, browsers("u1").get(0));
        // Somebody else has logged in there.
        subscribe(browser("b5", "u2", "s2", "https://push/1"));
        assertEquals(1, browsers("u1").size());
        assertFalse(
                ask(WebPushStore.REMOVE, new WebPushApi.Unsubscribe("u1", "b5")).found());
        assertTrue(
                ask(WebPushStore.REMOVE, new WebPushApi.Unsubscribe("u2", "b5")).found());
    }

    @Test
    void aBrowserWhoseSessionIsEndedIsNone() throws SQLException {
        openSession("s1", "u1");
        openSession("s2", "u1");
        subscribe(browser("b1", "u1", "s1", "https://push/1"));
        writeFirst("c1", "u1");
        assertEquals(1, due(T).waiting().get(0).browsers().size());
        ask(AccountStore.END_SESSION, new AccountStore.EndSession("s1", "u1", null));
        assertEquals(List.of(), browsers("u1"));
        assertEquals(List.of(), due(T).waiting().get(0).browsers());
        Failure failure = assertThrows(Failure.class, () -> subscribe(browser("b2", "u1", "s1", "https://push/2")));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
        subscribe(browser("b3", "u1", "s2", "https://push/3"));
        subscribe(browser("b4", "u1", "s2", "https://push/4"));
        assertEquals(2, count("web_push"), "the one of the ended session takes no place");
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u1@x.org"));
        assertEquals(0, count("web_push"));
    }

    @Test
    void whatHasTakenOneIsKeptWithItAndGoesWithIt() throws SQLException {
        openSession("s1", "u1");
        subscribe(browser("b1", "u1", "s1", "https://push/1"));
        writeFirst("c1", "u1");
        writeFirst("c2", "u2");
        ask(
                NotificationStore.RESCHEDULE,
                new NotificationStore.Reschedule("c1", T, false, List.of(NotificationStore.PHONE, "b1")));
        ask(NotificationStore.RESCHEDULE, new NotificationStore.Reschedule("c1", T, false, List.of("b1")));
        NotificationStore.DueNotification first = due(T).waiting().get(0);
        assertEquals(List.of("b1", NotificationStore.PHONE), first.sent());
        assertEquals(
                List.of("b1"),
                first.browsers().stream().map(Browser::subscriptionId).toList());
        assertEquals(List.of(), due(T).waiting().get(1).sent());
        assertEquals(List.of(), due(T).waiting().get(1).browsers());
        ask(NotificationStore.COMPLETE, new NotificationStore.Complete("c1"));
        assertEquals(0, count("notification_sent"));
    }

    private NotificationStore.FoundTarget target(String user) {
        return ask(NotificationStore.TARGET, new NotificationsApi.GetTarget(user));
    }

    private boolean remove(String user) {
        return ask(NotificationStore.REMOVE_TARGET, new NotificationsApi.RemoveTarget(user))
                .found();
    }
}
