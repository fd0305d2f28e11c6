package demi.matrix.client;

import static demi.matrix.FakeMatrix.ANNA;
import static demi.matrix.FakeMatrix.DEMI;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Secret;
import demi.matrix.client.MatrixFault.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client-server API, and servers and proxies that do not do what they should. */
class MatrixClientTest {

    private final MatrixFixture matrix = new MatrixFixture();

    @AfterEach
    void close() {
        matrix.close();
    }

    private static OutgoingMessage message(String room, String text, String transaction) {
        return new OutgoingMessage(room, text, transaction, null, null, List.of());
    }

    @Test
    void whoSheIsAndWhatTheServerSpeaks() {
        assertEquals(DEMI, matrix.get(matrix.client::whoAmI));
        assertEquals(Set.of("v1.1", "v1.11"), matrix.get(matrix.client::versions));
        assertEquals("Demi", matrix.get(matrix.client::displayName));
    }

    @Test
    void theSameTransactionIsPostedOnce() {
        String room = matrix.server.room(DEMI, ANNA);
        String first = matrix.get(() -> matrix.client.send(message(room, "hello", "t/1")));
        assertEquals(first, matrix.get(() -> matrix.client.send(message(room, "hello", "t/1"))));
        assertEquals(1, matrix.server.said(room).size());
    }

    @Test
    void aPostOfWhichTheAnswerWasLostIsNotPostedTwice() {
        String room = matrix.server.room(DEMI, ANNA);
        matrix.server.cutAfterNext("send");
        assertEquals(
                Kind.UNREACHABLE,
                matrix.fault(() -> matrix.client.send(message(room, "hello", "t1")))
                        .kind());
        matrix.get(() -> matrix.client.send(message(room, "hello", "t1")));
        assertEquals(1, matrix.server.said(room).size());
    }

    @Test
    void repliesThreadsMentionsAndFormatting() {
        String room = matrix.server.room(DEMI, ANNA);
        matrix.get(() ->
                matrix.client.send(new OutgoingMessage(room, "**no** <b>", "t", "$event", "$root", List.of(ANNA))));
        JsonObject content = matrix.server.said(room).get(0).getJsonObject("content");
        assertEquals(
                new JsonObject()
                        .put("msgtype", "m.text")
                        .put("body", "**no** <b>")
                        .put("format", "org.matrix.custom.html")
                        .put("formatted_body", "<p><strong>no</strong> &lt;b&gt;</p>")
                        .put("m.mentions", new JsonObject().put("user_ids", new JsonArray().add(ANNA)))
                        .put(
                                "m.relates_to",
                                new JsonObject()
                                        .put("rel_type", "m.thread")
                                        .put("event_id", "$root")
                                        .put("is_falling_back", false)
                                        .put("m.in_reply_to", new JsonObject().put("event_id", "$event"))),
                content);
        matrix.get(() -> matrix.client.send(message(room, "plain", "u")));
        assertEquals(
                Set.of("msgtype", "body", "m.mentions"),
                matrix.server.said(room).get(1).getJsonObject("content").fieldNames());
    }

    @Test
    void aLongTextGoesWithoutItsFormattingAndATooLongOneNotAtAll() {
        String room = matrix.server.room(DEMI, ANNA);
        matrix.get(() -> matrix.client.send(message(room, "**a**" + "\"".repeat(20_000), "t")));
        assertFalse(matrix.server.said(room).get(0).getJsonObject("content").containsKey("format"));
        assertEquals(
                Kind.REJECTED,
                matrix.fault(() -> matrix.client.send(message(room, "a".repeat(70_000), "u")))
                        .kind());
    }

    @Test
    void typingAndReceiptsGoToThePathOfTheRoom() {
        String room = matrix.server.room(DEMI, ANNA);
        String event = matrix.server.say(room, ANNA, "hi");
        matrix.get(() -> matrix.client.typing(room, Duration.ofSeconds(20)));
        var typing = matrix.server.next("typing");
        assertEquals(List.of("_matrix", "client", "v3", "rooms", room, "typing", DEMI), typing.path());
        assertEquals(new JsonObject().put("typing", true).put("timeout", 20_000), typing.body());
        matrix.get(() -> matrix.client.typing(room, Duration.ZERO));
        assertEquals(
                new JsonObject().put("typing", false),
                matrix.server.next("typing").body());
        matrix.get(() -> matrix.client.receipt(room, event));
        assertEquals(event, matrix.server.next("m.read").path().get(7));
    }

    @Test
    void whoIsInARoomAndWhichRoomIsDirect() {
        String room = matrix.server.room(DEMI, ANNA);
        assertEquals(Map.of(DEMI, "Demi", ANNA, "Anna"), matrix.get(() -> matrix.client.members(room)));
        matrix.get(() -> matrix.client.markDirect(room, ANNA));
        matrix.get(() -> matrix.client.markDirect("!other", ANNA));
        matrix.get(() -> matrix.client.markDirect(room, ANNA));
        JsonObject last = new JsonObject();
        for (int i = 0; i < 2; i++) {
            var put = matrix.server.next("m.direct");
            last = put.method().equals("PUT")
                    ? put.body()
                    : matrix.server.next("m.direct").body();
        }
        assertEquals(new JsonObject().put(ANNA, new JsonArray().add(room).add("!other")), last);
    }

    @Test
    void filesAlsoOfOlderServers() {
        Buffer bytes = Buffer.buffer(new byte[] {1, 2, 3});
        matrix.server.media("abc", "image/png", bytes);
        assertArrayEquals(
                bytes.getBytes(),
                matrix.get(() -> matrix.client.media("mxc://fake.test/abc", 3)).getBytes());
        assertEquals(
                Kind.TOO_LARGE,
                matrix.fault(() -> matrix.client.media("mxc://fake.test/abc", 2))
                        .kind());
        assertEquals(
                Kind.NOT_FOUND,
                matrix.fault(() -> matrix.client.media("mxc://fake.test/none", 3))
                        .kind());
        assertEquals(
                Kind.REJECTED,
                matrix.fault(() -> matrix.client.media("mxc://fake.test/../x", 3))
                        .kind());
        matrix.server.oldMediaOnly();
        assertArrayEquals(
                bytes.getBytes(),
                matrix.get(() -> matrix.client.media("mxc://fake.test/abc", 3)).getBytes());
    }

    @Test
    void aFileThatLiesElsewhereIsFetchedThere() {
        matrix.server.media("abc", "image/png", Buffer.buffer("x"));
        String there = matrix.server.address() + "/_matrix/media/v3/download/fake.test/abc";
        matrix.server.failNext("v1", 307, "text/plain", "", "Location", there);
        assertEquals(
                "x",
                matrix.get(() -> matrix.client.media("mxc://fake.test/gone", 3)).toString());
        matrix.server.failNext("v1", 307, "text/plain", "", "Location", "file:///etc/passwd");
        assertEquals(
                Kind.SERVER,
                matrix.fault(() -> matrix.client.media("mxc://fake.test/gone", 3))
                        .kind());
    }

    @Test
    void limitsOfTheServerSayHowLong() {
        String room = matrix.server.room(DEMI, ANNA);
        matrix.server.failNext(
                "typing",
                429,
                "application/json",
                "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"x\",\"retry_after_ms\":2610}",
                "Retry-After",
                "3");
        MatrixFault limit = matrix.fault(() -> matrix.client.typing(room, Duration.ZERO));
        assertEquals(Kind.RATE_LIMIT, limit.kind());
        assertEquals(Optional.of(Duration.ofMillis(2_610)), limit.retryAfter());
        matrix.server.failNext("typing", 429, "text/html", "<html>", "Retry-After", "7");
        limit = matrix.fault(() -> matrix.client.typing(room, Duration.ZERO));
        assertEquals(Optional.of(Duration.ofSeconds(7)), limit.retryAfter());
        matrix.server.failNext("typing", 429, "text/html", "<html>", "Retry-After", "99999999999999999999");
        assertTrue(matrix.fault(() -> matrix.client.typing(room, Duration.ZERO))
                .retryAfter()
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "502 text/html <html>",
                "200 text/html <html>",
                "200 application/json [1]",
                "200 application/json {",
                "500 application/json {\"errcode\":\"M_UNKNOWN\"}",
                "401 text/html <html>",
                "403 text/html <html>"
            })
    void whatAProxySaysIsTriedAgain(String answer) {
        String[] parts = answer.split(" ", 3);
        matrix.server.failNext("whoami", Integer.parseInt(parts[0]), parts[1], parts[2]);
        MatrixFault fault = matrix.fault(matrix.client::whoAmI);
        assertEquals(Kind.SERVER, fault.kind());
        assertTrue(fault.isTemporary());
    }

    @Test
    void aCutConnectionIsTriedAgain() {
        matrix.server.cutNext("whoami");
        assertEquals(Kind.UNREACHABLE, matrix.fault(matrix.client::whoAmI).kind());
        assertEquals(DEMI, matrix.get(matrix.client::whoAmI));
    }

    @Test
    void refusals() {
        String strange = matrix.server.room(ANNA);
        assertEquals(
                Kind.FORBIDDEN,
                matrix.fault(() -> matrix.client.send(message(strange, "x", "t")))
                        .kind());
        assertEquals(
                Kind.NOT_FOUND,
                matrix.fault(() -> matrix.client.join("!none:fake.test")).kind());
        matrix.server.failNext("whoami", 404, "text/html", "<html>");
        assertEquals(Kind.UNRECOGNIZED, matrix.fault(matrix.client::whoAmI).kind());
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldInPlainWordsWithoutIt() {
        matrix.server.revoke(true);
        MatrixFault fault = matrix.fault(matrix.client::whoAmI);
        assertEquals(Kind.TOKEN, fault.kind());
        assertFalse(fault.isTemporary());
        assertTrue(String.valueOf(fault.getMessage()).contains("log in again"));
        assertFalse(fault.toString().contains(demi.matrix.FakeMatrix.TOKEN));
        Homeserver server = new Homeserver(URI.create("https://x.org"), new Secret("geheim"));
        assertFalse(server.toString().contains("geheim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://x.org", "x.org", "https:///x", "https://u:p@x.org", "https://x.org?a", "https://x.org#a"})
    void whatIsNoAddress(String address) {
        assertThrows(IllegalArgumentException.class, () -> new Homeserver(URI.create(address), new Secret("token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "ä"})
    void whatIsNoToken(String token) {
        URI address = URI.create("https://x.org");
        assertThrows(IllegalArgumentException.class, () -> new Homeserver(address, new Secret(token)));
    }
}
