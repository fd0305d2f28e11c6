package demi.rehearse;

import static org.junit.jupiter.api.Assertions.*;

import io.vertx.core.*;
import io.vertx.core.http.*;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.*;

class StandInTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }

    private StandIn start(Script script) throws Exception {
        return get(StandIn.start(vertx, 0, script));
    }

    private Future<HttpClientResponse> chat(StandIn to, JsonObject extra) {
        JsonObject body =
                new JsonObject("{\"model\":\"llama3.2:1b\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        return client.request(HttpMethod.POST, to.port(), "127.0.0.1", "/api/chat")
                .compose(r -> r.send(body.mergeIn(extra).toBuffer()));
    }

    private List<JsonObject> lines(StandIn from, JsonObject extra) throws Exception {
        return get(chat(from, extra).compose(HttpClientResponse::body))
                .toString()
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    @Test
    void streamsPiecesAndEndsWithCounts() throws Exception {
        List<JsonObject> lines = lines(start(Script.saying("oh, hello")), new JsonObject());
        assertEquals("oh, ", lines.get(0).getJsonObject("message").getString("content"));
        assertEquals("stop", lines.get(2).getString("done_reason"));
        assertEquals(2, lines.get(2).getInteger("eval_count"));
    }

    @Test
    void numPredictEndsWithLength() throws Exception {
        JsonObject one = new JsonObject("{\"options\":{\"num_predict\":1}}");
        assertEquals("length", lines(start(Script.saying("a b c")), one).get(1).getString("done_reason"));
    }

    @Test
    void missingModelIsNotFound() throws Exception {
        HttpClientResponse response = get(chat(start(Script.saying("a")), new JsonObject("{\"model\":\"x\"}")));
        assertEquals(404, response.statusCode());
    }

    @Test
    void dropBreaksTheStream() throws Exception {
        StandIn standIn = start(Script.of(Step.say("a"), Step.drop()));
        assertThrows(Exception.class, () -> lines(standIn, new JsonObject()));
    }

    @Test
    void clientThatLeavesCountsAsCancelled() throws Exception {
        StandIn standIn =
                start(Script.of(Step.say("a"), Step.gate(Promise.promise().future())));
        get(chat(standIn, new JsonObject())).request().reset(8);
        get(standIn.whenCancelled(1));
        get(standIn.whenOpen(0));
    }

    @Test
    void closeCutsAndRestartTakesTheSamePort() throws Exception {
        StandIn standIn =
                start(Script.of(Step.say("a"), Step.gate(Promise.promise().future())));
        Future<?> cut = get(chat(standIn, new JsonObject())).end();
        int port = standIn.port();
        get(standIn.close());
        assertThrows(Exception.class, () -> get(cut));
        standIn.play(Script.saying("back"));
        get(standIn.restart());
        assertEquals(port, standIn.port());
        assertEquals(2, lines(standIn, new JsonObject()).size());
        assertEquals(0, standIn.cancelled());
        assertEquals(0, standIn.open());
    }
}
