package demi.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.MessageStore.Page;
import demi.api.value.Message.Sender;
import demi.http.HttpTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A page holds what it has room for, and one person has few of them at a time. */
class MessagePagesTest extends HttpTest {

    private static final int ROOM = 1 << 20;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void aPageIsBoundedInBytesAndTheNextGoesOn() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            String content = (i % 3 == 0 ? "\u0001" : i % 3 == 1 ? "☕" : "x").repeat(4_000);
            all.add(house.add("user-ada", Sender.DEMI, content).messageId());
        }
        List<String> found = new ArrayList<>();
        String before = "";
        int pages = 0;
        do {
            HttpResponse<String> page = get("/api/v1/messages?limit=500" + before, as("ada"));
            assertEquals(200, page.statusCode());
            assertTrue(page.body().getBytes(StandardCharsets.UTF_8).length <= ROOM + 1_000);
            List<String> ids = new ArrayList<>();
            new JsonArray(page.body()).forEach(message -> ids.add(((JsonObject) message).getString("message_id")));
            found.addAll(0, ids);
            before = page.headers()
                    .firstValue("X-Next-Cursor")
                    .map(cursor -> "&before=" + cursor)
                    .orElse("");
            pages++;
        } while (!before.isEmpty());
        assertEquals(all, found);
        assertTrue(pages >= 3, "pages: " + pages);
    }

    @Test
    void oneMessageIsAPageAtLeast() throws Exception {
        house.add("user-ada", Sender.DEMI, "\u0001".repeat(300_000));
        assertEquals(1, new JsonArray(get("/api/v1/messages", as("ada")).body()).size());
    }

    @Test
    void aPageIsCompressedForWhoTakesIt() throws Exception {
        for (int i = 0; i < 100; i++) {
            house.add("user-ada", Sender.DEMI, "message number " + i + " ☕");
        }
        for (int limit : new int[] {1, 20, 100}) {
            URI address = URI.create("http://127.0.0.1:" + room.port() + "/api/v1/messages?limit=" + limit);
            HttpResponse<byte[]> plain = CLIENT.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer ada")
                            .build(),
                    BodyHandlers.ofByteArray());
            HttpResponse<byte[]> compressed = CLIENT.send(
                    HttpRequest.newBuilder(address)
                            .headers("Authorization", "Bearer ada", "Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
            boolean worth = limit > 1;
            assertEquals(
                    worth ? "gzip" : "",
                    compressed.headers().firstValue("content-encoding").orElse(""));
            assertEquals("", plain.headers().firstValue("content-encoding").orElse(""));
            byte[] bytes = worth
                    ? new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes()
                    : compressed.body();
            assertEquals(new String(plain.body(), StandardCharsets.UTF_8), new String(bytes, StandardCharsets.UTF_8));
            assertTrue(!worth || compressed.body().length * 3 < plain.body().length);
        }
    }

    private CompletableFuture<Integer> ask(String token) {
        return CLIENT.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + room.port() + "/api/v1/messages"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    @Test
    void onePersonsPagesAreMadeTwoAtATimeAndKeepNobodyWaiting() throws Exception {
        Promise<Void> go = Promise.promise();
        AtomicInteger asked = new AtomicInteger();
        house.history = question -> question.userId().equals("user-bob")
                ? Future.succeededFuture(new Page(List.of(), false))
                : go.future().map(gone -> new Page(List.of(), false));
        var counted = house.history;
        house.history = question -> {
            if (question.userId().equals("user-ada")) {
                asked.incrementAndGet();
            }
            return counted.apply(question);
        };
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            answers.add(ask(i % 2 == 0 ? "ada" : "ada-phone"));
        }
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 28);
        for (CompletableFuture<Integer> answer : answers) {
            assertTrue(!answer.isDone() || answer.get() == 429);
        }
        assertEquals(2, asked.get());
        assertEquals(200, ask("bob").get());
        go.complete();
        for (CompletableFuture<Integer> answer : answers) {
            assertTrue(List.of(200, 429).contains(answer.get()));
        }
        assertEquals(52, asked.get());
    }
}
