package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Say;
import demi.api.ChatApi.TurnStatus;
import demi.api.ChatApi.Typing;
import demi.api.OwnAccountsApi;
import demi.api.store.MessageStore.Page;
import demi.api.value.Message;
import demi.api.value.Message.Sender;
import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTest extends HttpTest {

    private static final String ADA = "user-ada";

    private <E extends Record & ChatApi.Event> void tell(E event) {
        bus.publish(ChatApi.EVENTS, event);
    }

    private TestSocket streaming(String token) throws Exception {
        return TestSocket.open(sockets, room.port(), CHAT + token + "&stream=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=null", "?token=", "", "?token=expired", "?token=null&stream=1"})
    void aBadTokenIsRefusedAtTheHandshake(String query) throws Exception {
        UpgradeRejectedException refused = TestSocket.refusal(sockets, room.port(), "/api/v1/chat/ws" + query);
        assertEquals(401, refused.getStatus());
        assertEquals("Bearer", refused.getHeaders().get("WWW-Authenticate"));
        assertEquals(401, new JsonObject(refused.getBody()).getInteger("status"));
    }

    @Test
    void theTokenMayComeAsAHeaderAndThePathWithTwoSlashes() throws Exception {
        assertEquals(
                0,
                TestSocket.openWithHeader(sockets, room.port(), "ada")
                        .next("history")
                        .getInteger("count"));
        TestSocket.open(sockets, room.port(), "/" + CHAT + "ada").next("history");
    }

    /** The Android app knows no such event. */
    @Test
    void anAccountsNoticesGoToItsOtherDevicesThatStream() throws Exception {
        TestSocket page = streaming("ada");
        TestSocket phone = TestSocket.open(sockets, room.port(), CHAT + "ada-phone");
        TestSocket itself = streaming("ada-phone");
        TestSocket bob = streaming("bob");
        for (TestSocket device : List.of(page, phone, itself, bob)) {
            device.next("history");
        }
        var notice =
                new OwnAccountsApi.Notice(OwnAccountsApi.Kind.NEW_DEVICE, FakeBackend.THEN, "Pixel", "session-phone");
        bus.publish(OwnAccountsApi.NOTICE_ADDED, new OwnAccountsApi.NoticeAdded(ADA, notice));
        JsonObject told = page.next("account_notice");
        assertEquals("new_device", told.getString("kind"));
        assertEquals("Pixel", told.getString("device_name"));
        tell(new Typing(ADA, true, 0));
        tell(new Typing("user-bob", true, 0));
        for (TestSocket device : List.of(phone, itself, bob)) {
            device.next("typing");
        }
    }

    @Test
    void aPlainGetIsToldThatThisIsASocket() throws Exception {
        HttpResponse<String> response = get(CHAT + "ada");
        assertEquals(426, response.statusCode());
        assertEquals(
                "13", response.headers().firstValue("Sec-WebSocket-Version").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA=AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAA",
                "!!!!!!!!!!!!!!!!!!!!!!=="
            })
    void aKeyThatIsNoneIs400(String key) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), room.port())) {
            socket.getOutputStream()
                    .write(("GET " + CHAT + "ada HTTP/1.1\r\nHost: demi\r\nConnection: Upgrade, close\r\n"
                                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = answer.readLine();
            assertTrue(status.startsWith("HTTP/1.1 400 "), status);
        }
    }

    @Test
    void accountsBeingAwayIs503() throws Exception {
        house.authenticates = question -> FakeBackend.down();
        assertEquals(503, TestSocket.refusal(sockets, room.port(), CHAT + "ada").getStatus());
    }

    @Test
    void historyComesFirst() throws Exception {
        house.add(ADA, Sender.USER, "hi");
        house.add(ADA, Sender.DEMI, "oh, you");
        house.add("user-bob", Sender.USER, "not ada's");
        JsonObject history = TestSocket.open(sockets, room.port(), CHAT + "ada").next("history");
        assertEquals(2, history.getInteger("count"));
        assertEquals("m1", history.getJsonArray("messages").getJsonObject(0).getString("message_id"));
        assertNull(history.getJsonArray("messages").getJsonObject(0).getJsonObject("emotion_state"));
    }

    @Test
    void aTurnReachesEveryDeviceInOrder() throws Exception {
        TestSocket phone = device("ada-phone");
        TestSocket page = streaming("ada");
        page.next("history");
        TestSocket bob = device("bob");
        phone.say("  hello \uD83D\uDE00 ");
        await().until(() -> !house.messages.isEmpty());
        Message reply = house.message(ADA, Sender.DEMI, "Oh. You.");
        tell(new Typing(ADA, true, 2));
        tell(new Typing(ADA, true, 0));
        tell(new Delta(ADA, reply.messageId(), 0, "Oh. "));
        tell(new Delta(ADA, reply.messageId(), 1, "You."));
        tell(new Typing(ADA, false, 0));
        tell(new MessageAdded(ADA, reply));
        tell(new ChatApi.EmotionsChanged(ADA, FakeBackend.FEELINGS));
        for (TestSocket device : List.of(phone, page)) {
            JsonObject echo = device.next("message");
            assertEquals("hello \uD83D\uDE00", echo.getString("content"));
            assertEquals("user", echo.getString("sender"));
            assertEquals("m1", device.next("delivered").getString("message_id"));
            assertEquals(new JsonObject().put("is_typing", true).put("queue_position", 2), device.next("typing"));
            assertEquals(new JsonObject().put("is_typing", true), device.next("typing"));
            if (device == page) {
                assertEquals(0, page.next("delta").getInteger("seq"));
                assertEquals("You.", page.next("delta").getString("text"));
            }
            assertEquals(new JsonObject().put("is_typing", false), device.next("typing"));
            assertEquals("Oh. You.", device.next("message").getString("content"));
            JsonObject mood = device.next("emotion_update");
            assertEquals("excitement", mood.getString("dominant"));
            assertEquals(9, mood.getJsonObject("emotion_state").size());
        }
        assertTrue(bob.untilPong().isEmpty());
    }

    @Test
    void aFailedTurnIsToldToAll() throws Exception {
        TestSocket device = device("ada");
        tell(new ChatApi.Failed(ADA, "inference_error", "She lost her thread."));
        JsonObject error = device.next("error");
        assertEquals("inference_error", error.getString("code"));
        assertEquals("She lost her thread.", error.getString("message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{}",
                "{\"event\":null}",
                "{\"event\":\"dance\",\"data\":{}}",
                "{\"event\":7,\"data\":{}}",
                "{\"event\":\"message\"}",
                "{\"event\":\"message\",\"data\":null}",
                "{\"event\":\"message\",\"data\":[]}",
                "{\"event\":\"message\",\"data\":{}}",
                "{\"event\":\"message\",\"data\":{\"content\":null}}",
                "{\"event\":\"message\",\"data\":{\"content\":7}}",
                "{\"event\":\"message\",\"data\":{\"content\":\"a\",\"client_id\":7}}",
                "{\"event\":\"message\",\"data\":{\"content\":\"a\",\"client_id\":\"\"}}",
                "{\"event\":\"read_receipt\",\"data\":null}",
                "{\"event\":\"read_receipt\",\"data\":{\"message_id\":7}}"
            })
    void aBadFrameGetsAnErrorAndTheSocketLivesOn(String frame) throws Exception {
        TestSocket other = device("ada-phone");
        TestSocket device = device("ada");
        device.send(frame);
        assertEquals("invalid_message", device.next("error").getString("code"));
        assertTrue(device.untilPong().isEmpty());
        assertTrue(other.untilPong().isEmpty());
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void binaryFramesAndDepthBombsAreErrorsToo() throws Exception {
        TestSocket device = device("ada");
        device.socket.writeBinaryMessage(Buffer.buffer(new byte[] {1, 2, 3}));
        assertEquals("invalid_message", device.next("error").getString("code"));
        device.send("{\"event\":\"message\",\"data\":" + "[".repeat(60_000));
        assertEquals("invalid_message", device.next("error").getString("code"));
        assertTrue(device.untilPong().isEmpty());
    }

    @Test
    void whatIsNoCharacterIsReplaced() throws Exception {
        TestSocket device = device("ada");
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"a\\ud800b\\u0000c\"}}");
        assertEquals("a\uFFFDb\uFFFDc", device.next("message").getString("content"));
    }

    @Test
    void eachSocketIsToldOfErrorsInItsLanguage() throws Exception {
        TestSocket german = device("ada&lang=de");
        TestSocket english = device("ada-phone");
        german.send("no JSON");
        english.send("no JSON");
        assertEquals("Das ist kein JSON.", german.next("error").getString("message"));
        assertEquals("This is not JSON.", english.next("error").getString("message"));
        String sentence = "She could not answer that one. Please try again.";
        tell(new ChatApi.Failed(ADA, "inference_error", sentence));
        assertEquals(
                "Darauf konnte sie nicht antworten. Bitte versuche es noch einmal.",
                german.next("error").getString("message"));
        assertEquals(sentence, english.next("error").getString("message"));
    }

    @Test
    void blankIsIgnoredAndLengthCountsCharacters() throws Exception {
        TestSocket device = device("ada");
        device.say(" \n\t\u2003 ");
        device.say("\uD83D\uDE00".repeat(4_001));
        assertEquals("invalid_message", device.next("error").getString("code"));
        device.say(" " + "\uD83D\uDE00".repeat(4_000) + " ");
        assertEquals(8_000, device.next("message").getString("content").length());
        assertEquals(1, house.asked.size());
    }

    @Test
    void whatConcernsAMessageNamesItAsItsSenderDoes() throws Exception {
        TestSocket device = device("ada");
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"\u200bA\u200b\",\"client_id\":\"c1\"}}");
        JsonObject echo = device.next("message");
        assertEquals("A", echo.getString("content"));
        assertEquals("c1", echo.getString("client_id"));
        assertFalse(device.next("delivered").containsKey("client_id"));
        device.say("no name");
        assertFalse(device.next("message").containsKey("client_id"));
        device.next("delivered");
        device.send(
                "{\"event\":\"message\",\"data\":{\"content\":\"" + "x".repeat(4_001) + "\",\"client_id\":\"c2\"}}");
        assertEquals("c2", device.next("error").getString("client_id"));
        house.say = say -> Future.succeededFuture(Said.TOO_MANY);
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"A\",\"client_id\":\"c3\"}}");
        assertEquals("c3", device.next("error").getString("client_id"));
        house.say = say -> FakeBackend.down();
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"A\",\"client_id\":\"c4\"}}");
        JsonObject error = device.next("error");
        assertEquals("server_error", error.getString("code"));
        assertEquals("c4", error.getString("client_id"));
        device.send("{\"event\":\"read_receipt\",\"data\":{\"message_id\":\"none\"}}");
        assertFalse(device.next("error").containsKey("client_id"), "that is about no message of theirs");
    }

    @Test
    void aResentMessageIsOnlyAcknowledgedToItsSender() throws Exception {
        house.say = say -> Future.succeededFuture(new Said("m7", true));
        TestSocket other = device("ada-phone");
        TestSocket device = device("ada");
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"a\",\"client_id\":\"c1\"}}");
        JsonObject delivered = device.next("delivered");
        assertEquals("m7", delivered.getString("message_id"));
        assertEquals("c1", delivered.getString("client_id"));
        assertEquals("c1", ((Say) house.asked.get(0)).clientId());
        assertTrue(other.untilPong().isEmpty());
    }

    @Test
    void messagesOfOneSocketNeverOvertakeEachOther() throws Exception {
        List<Promise<Said>> answers = new CopyOnWriteArrayList<>();
        house.say = say -> {
            Promise<Said> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
        };
        TestSocket device = device("ada");
        device.say("one");
        device.say("two");
        device.send("{\"event\":\"stop\",\"data\":{}}");
        assertTrue(device.untilPong().isEmpty());
        await().until(() -> answers.size() == 1);
        assertEquals(1, house.asked.size());
        answers.get(0).complete(new Said("m1", false));
        await().until(() -> answers.size() == 2);
        assertEquals(2, house.asked.size());
        answers.get(1).complete(new Said("m2", false));
        await().until(() -> house.asked.size() == 3);
        assertEquals(new ChatApi.Stop(ADA), house.asked.get(2));
    }

    @Test
    void whoeverSaysTooMuchIsToldAndNothingElseHappens() throws Exception {
        TestSocket first = device("ada");
        TestSocket second = device("ada-phone");
        house.say = say -> Future.succeededFuture(Said.TOO_MANY);
        first.say("one too many");
        assertEquals("rate_limited", first.next("error").getString("code"));
        first.untilPong();
        second.untilPong();
        assertEquals(0, house.messages.size());
    }

    @Test
    void aStoreThatIsAwayIsAServerError() throws Exception {
        house.say = say -> FakeBackend.down();
        TestSocket device = device("ada");
        device.say("hello");
        assertEquals("server_error", device.next("error").getString("code"));
        house.say = say -> Future.failedFuture(new Failure(Failure.Code.INVALID, "Not this."));
        device.say("hello");
        assertEquals("invalid_message", device.next("error").getString("code"));
        house.say = house::keep;
        device.say("hello");
        device.next("message");
    }

    @Test
    void readReceiptsGoToAllDevicesOfTheOwnerOnly() throws Exception {
        house.add(ADA, Sender.DEMI, "hi");
        TestSocket phone = device("ada-phone");
        TestSocket device = device("ada");
        TestSocket bob = device("bob");
        String receipt = "{\"event\":\"read_receipt\",\"data\":{\"message_id\":\"m1\"}}";
        for (int i = 0; i < 2; i++) {
            device.send(receipt);
            assertEquals("m1", device.next("read_receipt").getString("message_id"));
            assertEquals("m1", phone.next("read_receipt").getString("message_id"));
        }
        bob.send(receipt);
        assertEquals("not_found", bob.next("error").getString("code"));
        assertTrue(device.untilPong().isEmpty());
    }

    @Test
    void aMessageThatIsTooBigClosesWith1009() throws Exception {
        TestSocket whole = streaming("ada");
        whole.next("history");
        whole.send("x".repeat(65_537));
        assertEquals("invalid_message", whole.next("error").getString("code"));
        assertEquals(1009, whole.closeCode());
        TestSocket parts = streaming("ada");
        parts.next("history");
        parts.socket.writeFrame(WebSocketFrame.textFrame("x".repeat(40_000), false));
        parts.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(40_000)), false));
        parts.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true));
        assertEquals("invalid_message", parts.next("error").getString("code"));
        assertEquals(1009, parts.closeCode());
        TestSocket fits = device("ada");
        fits.send("x".repeat(65_536));
        fits.next("error");
    }

    @Test
    void nothingComesBothInHistoryAndLive() throws Exception {
        Promise<Page> page = Promise.promise();
        List<Object> asked = new CopyOnWriteArrayList<>();
        house.history = question -> {
            asked.add(question);
            return page.future();
        };
        TestSocket device = TestSocket.open(sockets, room.port(), CHAT + "ada&stream=1");
        device.say("early bird");
        await().until(() -> !asked.isEmpty());
        Message known = house.message(ADA, Sender.DEMI, "in both");
        Message fresh = house.message(ADA, Sender.DEMI, "live only");
        tell(new Delta(ADA, known.messageId(), 7, "in both"));
        tell(new MessageAdded(ADA, known));
        tell(new MessageAdded(ADA, fresh));
        tell(new ChatApi.Delivered(ADA, "m0"));
        // What was told before this question's answer has arrived by then.
        assertEquals(200, get("/api/v1/status").statusCode());
        page.complete(new Page(List.of(known), false));
        assertEquals(1, device.next("history").getInteger("count"));
        assertEquals(fresh.messageId(), device.next("message").getString("message_id"));
        device.next("delivered");
        assertEquals("early bird", device.next("message").getString("content"));
        device.next("delivered");
        assertTrue(device.untilPong().isEmpty());
    }

    /** It is on the disk, and so in the history, before it is told. */
    @Test
    void whatIsToldLateOfTheHistoryDoesNotComeTwice() throws Exception {
        Message old = house.message(ADA, Sender.USER, "old");
        Message newest = house.message(ADA, Sender.DEMI, "newest");
        house.history = question -> Future.succeededFuture(new Page(List.of(old, newest), false));
        TestSocket device = device("ada");
        tell(new MessageAdded(ADA, old, "its name"));
        tell(new MessageAdded(ADA, newest));
        Message fresh = house.message(ADA, Sender.DEMI, "fresh");
        tell(new MessageAdded(ADA, fresh));
        assertEquals(fresh.messageId(), device.next("message").getString("message_id"));
        assertTrue(device.untilPong().isEmpty());
    }

    @Test
    void aStreamComesBackInTheMiddleOfAReply() throws Exception {
        house.standing = new TurnStatus(true, "m9", 4, "What was said so far");
        TestSocket device = streaming("ada");
        device.next("history");
        assertTrue(device.next("typing").getBoolean("is_typing"));
        JsonObject delta = device.next("delta");
        assertEquals("What was said so far", delta.getString("text"));
        assertEquals(4, delta.getInteger("seq"));
        tell(new Delta(ADA, "m9", 5, ", and on"));
        assertEquals(", and on", device.next("delta").getString("text"));
        TestSocket plain = device("ada-phone");
        assertTrue(plain.next("typing").getBoolean("is_typing"));
        assertTrue(plain.untilPong().isEmpty());
    }

    @Test
    void withoutAHistoryTheSocketIsToldToTryLater() throws Exception {
        house.history = question -> FakeBackend.down();
        assertEquals(1013, streaming("ada").closeCode());
    }

    @Test
    void aRevokedSessionsSocketsCloseForGoodAndNoOthers() throws Exception {
        TestSocket first = streaming("ada");
        first.next("history");
        TestSocket second = streaming("ada");
        second.next("history");
        TestSocket phone = streaming("ada-phone");
        phone.next("history");
        TestSocket bob = device("bob");
        call("DELETE", "/api/v1/auth/sessions/session-ada", BodyPublishers.noBody(), as("ada-phone"));
        assertEquals(1000, first.closeCode());
        assertEquals(1000, second.closeCode());
        assertTrue(phone.untilPong().isEmpty());
        house.endedSessions.add("session-phone");
        bus.publish(AccountsApi.SESSIONS_CHANGED, new AccountsApi.SessionsChanged());
        assertEquals(1000, phone.closeCode());
        assertTrue(bob.untilPong().isEmpty());
        assertEquals(401, TestSocket.refusal(sockets, room.port(), CHAT + "ada").getStatus());
    }

    @Test
    void aSessionThatEndsDuringTheHandshakeGetsNoSocket() throws Exception {
        house.authenticates = question -> {
            house.endedSessions.add("session-ada");
            return Future.succeededFuture(new AccountsApi.Authenticated(house.tokens.get("ada")));
        };
        assertEquals(1000, streaming("ada").closeCode());
    }

    @Test
    void closingOneSocketTouchesNoOther() throws Exception {
        TestSocket first = device("ada");
        TestSocket second = device("ada");
        first.socket.close().await(60, TimeUnit.SECONDS);
        tell(new Typing(ADA, true, 0));
        second.next("typing");
        await().until(() -> metrics().contains("demi_sockets_open 1.0"));
    }

    private String metrics() throws Exception {
        return raw(room.managementPort(), "GET", "/metrics", BodyPublishers.noBody())
                .body();
    }

    @Test
    void aRestartClosesWith1012AndTakesNoMore() throws Exception {
        List<TestSocket> devices = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            devices.add(streaming("ada"));
            devices.get(i).next("history");
        }
        vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
        for (TestSocket device : devices) {
            assertEquals(1012, device.closeCode());
        }
    }

    /** The Android app never answers a Close frame, and believes itself connected until its own ping fails. */
    @Test
    void whoDoesNotStreamIsLeftWithoutACloseFrame() throws Exception {
        TestSocket ended = device("ada-phone");
        house.endedSessions.add("session-phone");
        bus.publish(AccountsApi.SESSIONS_REVOKED, new AccountsApi.SessionsRevoked(List.of("session-phone")));
        assertEquals(TestSocket.DROPPED, ended.closeCode());
        TestSocket big = device("ada");
        big.send("x".repeat(65_537));
        assertEquals("invalid_message", big.next("error").getString("code"));
        assertEquals(TestSocket.DROPPED, big.closeCode());
        TestSocket restarted = device("ada");
        vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
        assertEquals(TestSocket.DROPPED, restarted.closeCode());
    }

    @Test
    void aPeerThatReadsSlowlyGetsAllTextInFewerDeltas() throws Exception {
        TestSocket slow = streaming("ada");
        slow.next("history");
        slow.socket.pause();
        int pieces = 4_000;
        String piece = "x".repeat(100);
        for (int i = 0; i < pieces; i++) {
            tell(new Delta(ADA, "m1", i, piece));
        }
        TestSocket other = device("ada-phone");
        assertTrue(other.untilPong().isEmpty());
        slow.socket.resume();
        int characters = 0;
        int seq = -1;
        while (seq < pieces - 1) {
            JsonObject delta = slow.next("delta");
            assertTrue(delta.getInteger("seq") > seq);
            seq = delta.getInteger("seq");
            characters += delta.getString("text").length();
        }
        assertEquals(pieces * piece.length(), characters);
    }

    @Test
    void aPeerThatReadsNothingIsClosedAndHoldsNobodyUp() throws Exception {
        TestSocket stuck = device("ada");
        TestSocket well = device("ada-phone");
        stuck.socket.pause();
        String text = "y".repeat(20_000);
        for (int i = 0; i < 400; i++) {
            tell(new MessageAdded(ADA, house.message(ADA, Sender.DEMI, text)));
            well.next("message");
        }
        await().until(() -> metrics().contains("demi_sockets_open 1.0"));
        assertFalse(well.socket.isClosed());
        stuck.socket.resume();
    }
}
