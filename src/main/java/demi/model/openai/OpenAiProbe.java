package demi.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.model.config.ServerAddress;
import demi.util.HttpExchange;
import demi.util.HttpExchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Asks a server what is no reply, and reads the answer whole. */
public final class OpenAiProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1 << 22;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration connectTimeout;
    private final ServerAddress server;

    public OpenAiProbe(Vertx vertx, HttpClient client, Duration connectTimeout, ServerAddress server) {
        this.vertx = vertx;
        this.client = client;
        this.connectTimeout = connectTimeout;
        this.server = server;
    }

    /** Fails where it is not answered with 200 and a JSON object in time; with a {@code Failure} where the server wants to know who asks. */
    Future<JsonNode> get(String path, Duration within) {
        return ask(HttpMethod.GET, path, Buffer.buffer(), within);
    }

    Future<JsonNode> post(String path, JsonObject body, Duration within) {
        return ask(HttpMethod.POST, path, body.toBuffer(), within);
    }

    private Future<JsonNode> ask(HttpMethod method, String path, Buffer body, Duration within) {
        return HttpExchange.readWhole(
                        vertx, client, server.request(method, path, connectTimeout), body, within, LONGEST)
                .outcome()
                .compose(OpenAiProbe::object);
    }

    private static Future<JsonNode> object(Answer answer) {
        if (answer.status() != 200) {
            return Future.failedFuture(
                    OpenAiRefusal.isOfLogin(answer.status())
                            ? OpenAiRefusal.ofChat(answer.status(), "", "")
                            : new IllegalStateException("status " + answer.status()));
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            return json != null && json.isObject()
                    ? Future.succeededFuture(json)
                    : Future.failedFuture("no JSON object");
        } catch (JsonProcessingException e) {
            return Future.failedFuture("no JSON");
        }
    }

    /** How many models are listed there; fails as {@link #get} does, and where there is no such list. */
    public Future<Integer> count(Duration within) {
        return get("/v1/models", within).map(listed -> ModelListing.read(listed).size());
    }
}
