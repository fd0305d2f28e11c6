package demi.matrix.client;

import static demi.matrix.FakeMatrix.ANNA;
import static demi.matrix.FakeMatrix.BOB;
import static demi.matrix.FakeMatrix.DEMI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard in rooms, whatever the server does meanwhile. */
class SyncLoopTest {

    private static final SyncLoop.Limits QUICK = new SyncLoop.Limits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(5), Duration.ofMillis(20), 1 << 20);

    private final MatrixFixture matrix = new MatrixFixture();
    private final RecordingListener heard = new RecordingListener();
    private @Nullable SyncLoop loop;

    @AfterEach
    void close() {
        stop();
        matrix.close();
    }

    private void start(@Nullable String since) {
        start(since, QUICK);
    }

    private void start(@Nullable String since, SyncLoop.Limits limits) {
        matrix.get(() -> {
            loop = new SyncLoop(matrix.vertx, matrix.client, heard, limits);
            loop.start(since);
            return Future.succeededFuture();
        });
        heard.await("connected");
    }

    private void stop() {
        SyncLoop running = loop;
        if (running != null) {
            matrix.get(() -> {
                running.stop();
                return Future.succeededFuture();
            });
        }
    }

    @Test
    void onlyWhatIsSaidFromNowOn() {
        String room = matrix.server.room(DEMI, ANNA);
        matrix.server.say(room, ANNA, "long ago");
        start(null);
        String event = matrix.server.say(room, ANNA, "now");
        MatrixMessage message = heard.message();
        assertEquals("now", message.text());
        assertEquals(event, message.eventId());
        assertEquals(room, message.roomId());
        assertEquals("Anna", message.senderName());
        assertTrue(message.direct());
    }

    @Test
    void whatWasSaidWhileSheWasAwayIsTold() {
        String room = matrix.server.room(DEMI, ANNA, BOB);
        start(null);
        matrix.server.say(room, ANNA, "one");
        heard.message();
        matrix.server.say(room, ANNA, "two");
        heard.message();
        stop();
        String since = heard.since;
        matrix.server.say(room, BOB, "three");
        start(since);
        MatrixMessage message = heard.message();
        while (!message.text().equals("three")) {
            message = heard.message();
        }
        assertFalse(message.direct());
        assertTrue(heard.messages.isEmpty());
    }

    @Test
    void invitesAreJoinedAndWhatWasSaidSinceIsTold() {
        start(null);
        String room = matrix.server.room(ANNA);
        matrix.server.say(room, ANNA, "before the invite");
        matrix.server.errorNext("join", 502, "M_UNKNOWN");
        matrix.server.invite(room, ANNA, DEMI, true);
        matrix.server.say(room, ANNA, "since the invite");
        heard.await("invited by " + ANNA);
        MatrixMessage message = heard.message();
        assertEquals("since the invite", message.text());
        assertTrue(message.direct());
        assertEquals(new JsonArray().add(room), markedDirect().getJsonArray(ANNA));
    }

    private JsonObject markedDirect() {
        var request = matrix.server.next("m.direct");
        return request.method().equals("PUT") ? request.body() : markedDirect();
    }

    @Test
    void invitesFromBeforeTheStartAreAnsweredToo() {
        String room = matrix.server.room(ANNA);
        matrix.server.invite(room, ANNA, DEMI, false);
        heard.declines = true;
        start(null);
        assertEquals(room, matrix.server.next("leave").path().get(4));
    }

    @Test
    void beingRemovedIsTold() {
        String room = matrix.server.room(DEMI, ANNA);
        String other = matrix.server.room(DEMI, ANNA);
        start(null);
        matrix.server.remove(room, ANNA, DEMI, "leave");
        heard.await("left");
        matrix.server.remove(other, ANNA, DEMI, "ban");
        heard.await("banned");
    }

    @Test
    void encryptedRoomsAreToldOnce() {
        String room = matrix.server.room(DEMI, ANNA);
        String plain = matrix.server.room(DEMI, ANNA);
        matrix.server.state(room, ANNA, "m.room.encryption", new JsonObject().put("algorithm", "m.megolm.v1.aes-sha2"));
        start(null);
        matrix.server.send(room, ANNA, "m.room.encrypted", new JsonObject().put("ciphertext", "x"));
        matrix.server.send(room, ANNA, "m.room.encrypted", new JsonObject().put("ciphertext", "y"));
        matrix.server.say(room, ANNA, "in the clear, in an encrypted room");
        matrix.server.say(plain, ANNA, "last");
        assertEquals("last", heard.message().text());
        heard.await("unreadable");
        assertFalse(heard.told.contains("unreadable"));
    }

    @Test
    void herOwnWordsAndEditsAndMalformedEventsAreNoMessages() {
        String room = matrix.server.room(DEMI, ANNA);
        start(null);
        matrix.server.say(room, DEMI, "mine");
        matrix.server.raw(room, new JsonObject().put("type", 7));
        matrix.server.raw(
                room,
                new JsonObject()
                        .put("type", "m.room.message")
                        .put("sender", ANNA)
                        .put("content", "x"));
        matrix.server.send(
                room,
                ANNA,
                "m.room.message",
                new JsonObject()
                        .put("msgtype", "m.text")
                        .put("body", "* new")
                        .put(
                                "m.relates_to",
                                new JsonObject().put("rel_type", "m.replace").put("event_id", "$x")));
        matrix.server.say(room, ANNA, "good");
        assertEquals("good", heard.message().text());
        assertTrue(heard.messages.isEmpty());
    }

    @Test
    void aMessageThatCannotBeKeptIsToldAgain() {
        String room = matrix.server.room(DEMI, ANNA);
        start(null);
        heard.refusals.set(2);
        matrix.server.say(room, ANNA, "keep me");
        assertEquals("keep me", heard.message().text());
        matrix.server.say(room, ANNA, "next");
        assertEquals("next", heard.message().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"502", "html", "cut", "garbage", "limit", "silence", "members"})
    void afterAFaultSheHearsOn(String fault) {
        String room = matrix.server.room(DEMI, ANNA);
        start(
                null,
                new SyncLoop.Limits(
                        Duration.ofMillis(50),
                        Duration.ofMillis(2_000),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        1 << 20));
        switch (fault) {
            case "502" -> matrix.server.failNext("sync", 502, "text/html", "<html>Bad Gateway</html>");
            case "html" -> matrix.server.failNext("sync", 200, "text/html", "<html>");
            case "cut" -> matrix.server.cutNext("sync");
            case "garbage" -> matrix.server.failNext("sync", 200, "application/json", "{\"rooms\":7}");
            case "silence" -> matrix.server.silenceNext("sync");
            case "members" -> matrix.server.errorNext("joined_members", 500, "M_UNKNOWN");
            default ->
                matrix.server.failNext(
                        "sync", 429, "application/json", "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":20}");
        }
        matrix.server.say(room, ANNA, "hello");
        assertEquals("hello", heard.message().text());
        heard.await("trouble");
        heard.await("connected");
        assertTrue(heard.messages.isEmpty());
    }

    @Test
    void aTokenOfSyncThatTheServerForgotBeginsAnew() {
        String room = matrix.server.room(DEMI, ANNA);
        start(null);
        matrix.server.forgetTokens();
        matrix.server.say(room, ANNA, "missed");
        heard.await("anew");
        heard.await("connected");
        matrix.server.say(room, ANNA, "heard");
        assertEquals("heard", heard.message().text());
    }

    @Test
    void anAnswerThatIsTooLongIsAskedForWithFewerMessages() {
        String room = matrix.server.room(DEMI, ANNA);
        start(null);
        stop();
        for (int i = 0; i < 40; i++) {
            matrix.server.say(room, ANNA, i + "x".repeat(40_000));
        }
        start(heard.since);
        assertTrue(heard.message().text().startsWith("30x"));
        assertTrue(heard.told.contains("missed"));
        assertFalse(heard.told.contains("anew"));
    }

    @Test
    void aTokenThatIsNoLongerAcceptedEndsIt() {
        start(null);
        matrix.server.revoke(false);
        assertTrue(heard.await("ended").contains("make a new one"));
        assertNull(heard.messages.poll());
    }
}
