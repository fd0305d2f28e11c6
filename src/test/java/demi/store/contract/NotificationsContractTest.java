package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.NotificationsApi;
import demi.api.NotificationsApi.Target;
import demi.api.store.AutonomyStore;
import demi.api.store.MessageStore;
import demi.api.store.NotificationStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.time.Duration;
import java.time.Instant;
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

        ask(NotificationStore.RESCHEDULE, new NotificationStore.Reschedule("c1", T.plusSeconds(60), true));
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

    private NotificationStore.FoundTarget target(String user) {
        return ask(NotificationStore.TARGET, new NotificationsApi.GetTarget(user));
    }

    private boolean remove(String user) {
        return ask(NotificationStore.REMOVE_TARGET, new NotificationsApi.RemoveTarget(user))
                .found();
    }
}
