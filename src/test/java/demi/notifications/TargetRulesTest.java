package demi.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.NotificationsApi.Kind;
import demi.api.NotificationsApi.SetTarget;
import demi.api.NotificationsApi.Target;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's phone is no way into the house. */
class TargetRulesTest {

    private static final List<String> SERVERS = List.of("https://ntfy.sh", "http://nas:8080");
    private static final URI HOUSE = URI.create("http://nas:8080/the-owners");

    private static Target set(Kind kind, @Nullable String server, @Nullable String topic, @Nullable String token) {
        return TargetRules.target(
                new SetTarget("bob", kind, server, topic, token == null ? null : new Secret(token), null, true),
                SERVERS,
                HOUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:11434",
                "http://localhost:8001",
                "http://[::1]:8001",
                "http://169.254.169.254/latest",
                "http://192.168.1.1",
                "https://ntfy.sh.evil.example",
                "https://ntfy.sh@127.0.0.1",
                "https://ntfy.sh:444",
                "http://ntfy.sh",
                "https://ntfy.sh/../x",
                "https://ntfy.sh/admin",
                "HTTPS://NTFY.SH",
                "https://ntfy.sh\r\nX: y",
                "https://ntfy.sh?x=",
                "https://ntfy.sh#",
                "file:///etc/passwd",
                "gopher://nas:8080",
                "//nas:8080",
                "nas:8080",
                "http://nas:8081",
                "http://nas:8080 ",
                "http://nas:8080@127.0.0.1:8000"
            })
    void onlyServersThatTheOwnerAllowsAreAsked(String server) {
        assertEquals(
                Failure.Code.INVALID,
                assertThrows(Failure.class, () -> set(Kind.NTFY, server, "topic", null))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "../message",
                "..",
                ".",
                "a b",
                "a?poll=1",
                "a#b",
                "a%2fb",
                "ä",
                "a,b",
                "a\nb",
                "a@b",
                "a:1",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void aTopicIsNoPath(String topic) {
        assertThrows(Failure.class, () -> set(Kind.NTFY, "https://ntfy.sh", topic, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nHost: x", "ä", "\u0000"})
    void aTokenIsNoHeader(String token) {
        assertThrows(Failure.class, () -> set(Kind.NTFY, "https://ntfy.sh", "topic", token));
        assertThrows(Failure.class, () -> set(Kind.GOTIFY, "http://nas:8080", null, token));
    }

    @ParameterizedTest
    @CsvSource({"https://ntfy.sh,https://ntfy.sh/topic", "https://ntfy.sh/,https://ntfy.sh/topic"})
    void anAllowedServerIsTakenAsTheOwnerHasIt(String server, String address) {
        assertEquals(
                address,
                PushTarget.of("bob", set(Kind.NTFY, server, "topic", "tk_1")).address());
    }

    @Test
    void nobodyElsesWordsGoToTheHousesTarget() {
        assertThrows(Failure.class, () -> set(Kind.NTFY, "http://nas:8080", "the-owners", null));
    }

    @Test
    void aTopicThatIsMadeIsGuessedByNobody() {
        String one = set(Kind.NTFY, "https://ntfy.sh", null, null).topic();
        assertTrue(one.matches("demi-[-_A-Za-z0-9]{20}"), one);
        assertTrue(!one.equals(set(Kind.NTFY, "https://ntfy.sh", null, null).topic()));
    }

    @Test
    void gotifyNeedsATokenAndHasNoTopic() {
        assertThrows(Failure.class, () -> set(Kind.GOTIFY, "http://nas:8080", null, null));
        assertThrows(Failure.class, () -> set(Kind.GOTIFY, "http://nas:8080", "topic", "A1"));
        assertEquals("", set(Kind.GOTIFY, "http://nas:8080", null, "A1").topic());
    }

    @Test
    void whereThereIsNoneOrNotOneServerThatIsSaid() {
        SetTarget any = new SetTarget("bob", Kind.NTFY, null, "topic", null, null, false);
        assertThrows(Failure.class, () -> TargetRules.target(any, List.of(), null));
        assertThrows(Failure.class, () -> TargetRules.target(any, SERVERS, null));
        assertEquals(
                "https://ntfy.sh",
                TargetRules.target(any, List.of("https://ntfy.sh"), null).server());
    }

    @Test
    void peopleMayUseTheServerOfTheOwnersTargetButNotItsWebhookNorItsPassword() {
        assertEquals(List.of("http://nas:8080"), allowed(NotificationSettings.Kind.NTFY, "http://nas:8080/topic/"));
        assertEquals(List.of("http://nas/g"), allowed(NotificationSettings.Kind.GOTIFY, "http://nas/g/"));
        assertEquals(List.of(), allowed(NotificationSettings.Kind.WEBHOOK, "http://nas:8123/api/webhook/x"));
        assertEquals(List.of(), allowed(NotificationSettings.Kind.NTFY, "http://me:secret@nas/topic"));
    }

    private static List<String> allowed(NotificationSettings.Kind kind, String url) {
        return NotificationSettings.of(kind, URI.create(url), null, false).forPeople();
    }
}
