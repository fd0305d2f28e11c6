package demi.app;

import static demi.app.RunningApplication.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.value.Secret;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All rooms, two pages and an app of one person: what is changed over REST is the same on all of them. */
class DevicesInStepTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    /** Nobody else holds on to it, and its sockets are closed when nobody does. */
    private final WebSocketClient sockets = vertx.createWebSocketClient();

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private FakeOllama ollama;

    @SuppressWarnings("NullAway.Init")
    private RunningApplication house;

    private String token = "";

    @BeforeEach
    void open() throws Exception {
        ollama = await(FakeOllama.start(vertx, 0, Script.saying("Oh, it is you.")));
        openHouse();
        await(house.bus()
                .request(
                        AccountsApi.MANAGE,
                        new AccountsApi.ManageAccount(
                                AccountsApi.Action.ADD,
                                "ann@example.org",
                                "Ann",
                                new Secret("correct horse battery"))));
        token = new JsonObject(call(
                                "POST",
                                "/api/v1/auth/login",
                                new JsonObject()
                                        .put("email", "ann@example.org")
                                        .put("password", "correct horse battery"))
                        .body())
                .getString("access_token");
    }

    private void openHouse() throws Exception {
        Path yaml = Files.writeString(
                directory.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s"}
                conductor: {thinks_over: false, learns: false}
                """.formatted(directory.resolve("data"), ollama.baseUrl()));
        house = RunningApplication.open(yaml);
    }

    @AfterEach
    void close() {
        house.close();
        await(vertx.close());
    }

    private HttpResponse<String> call(String method, String path, @Nullable JsonObject body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.port() + path))
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    /** A client that shows what it is told. */
    private final class Device {
        private final List<JsonObject> frames = Collections.synchronizedList(new ArrayList<>());
        private final WebSocket socket;

        Device(boolean streams) throws Exception {
            socket = await(sockets.webSocket()
                    .textMessageHandler(text -> frames.add(new JsonObject(text)))
                    .connect(new WebSocketConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(house.port())
                            .setURI("/api/v1/chat/ws?token=" + token + (streams ? "&stream=1" : ""))));
            await().until(() -> !frames.isEmpty());
        }

        void say(String content) {
            await(socket.writeTextMessage(new JsonObject()
                    .put("event", "message")
                    .put("data", new JsonObject().put("content", content))
                    .encode()));
        }

        private List<JsonObject> all() {
            synchronized (frames) {
                return List.copyOf(frames);
            }
        }

        /** Contents, and what is begun, in the order in which they came. */
        List<String> shown() {
            Map<String, String> shown = new LinkedHashMap<>();
            for (JsonObject frame : all()) {
                JsonObject data = frame.getJsonObject("data");
                String id = data.getString("message_id");
                switch (frame.getString("event")) {
                    case "history" ->
                        data.getJsonArray("messages")
                                .forEach(each -> shown.put(
                                        ((JsonObject) each).getString("message_id"),
                                        ((JsonObject) each).getString("content")));
                    case "message", "message_changed" -> shown.put(id, data.getString("content"));
                    case "message_removed" -> shown.remove(id);
                    default -> {}
                }
            }
            return List.copyOf(shown.values());
        }

        /** Of messages, also those of the history. */
        List<String> ids() {
            List<String> ids = new ArrayList<>();
            for (JsonObject frame : all()) {
                if (frame.getString("event").equals("message")) {
                    ids.add(frame.getJsonObject("data").getString("message_id"));
                } else if (frame.getString("event").equals("history")) {
                    frame.getJsonObject("data")
                            .getJsonArray("messages")
                            .forEach(each -> ids.add(((JsonObject) each).getString("message_id")));
                }
            }
            return ids;
        }
    }

    private List<JsonObject> kept() throws Exception {
        return new JsonArray(call("GET", "/api/v1/messages", null).body())
                .stream().map(JsonObject.class::cast).toList();
    }

    private List<String> contents() throws Exception {
        return kept().stream().map(message -> message.getString("content")).toList();
    }

    private String id(int index) throws Exception {
        return kept().get(index).getString("message_id");
    }

    @Test
    void changesAreTheSameOnAllDevicesAndNoIdComesTwice() throws Exception {
        Device desk = new Device(true);
        Device phone = new Device(true);
        Device app = new Device(false);
        desk.say("Hello there");
        await().until(() -> contents().size() == 2);
        ollama.play(Script.saying("Something else entirely."));
        assertEquals(
                202, call("POST", "/api/v1/messages/" + id(1) + "/again", null).statusCode());
        await().until(() -> contents().contains("Something else entirely."));
        ollama.play(Script.saying("Vienna suits you."));
        HttpResponse<String> edited =
                call("PATCH", "/api/v1/messages/" + id(0), new JsonObject().put("content", "I live in Vienna"));
        assertEquals(200, edited.statusCode());
        assertTrue(new JsonObject(edited.body()).getJsonObject("metadata").getBoolean("edited"));
        await().until(() -> contents().contains("Vienna suits you."));
        assertEquals(
                409, call("POST", "/api/v1/messages/" + id(0) + "/again", null).statusCode());
        ollama.play(Script.saying("Good night."));
        phone.say("Good night");
        await().until(() -> contents().size() == 4);
        assertEquals(200, call("DELETE", "/api/v1/messages/" + id(1), null).statusCode());
        assertEquals(404, call("DELETE", "/api/v1/messages/nothing", null).statusCode());
        List<String> now = List.of("I live in Vienna", "Good night", "Good night.");
        assertEquals(now, contents());
        await().until(() -> desk.shown().equals(now) && phone.shown().equals(now));
        await().until(() -> app.ids().size() == 6);
        assertEquals(app.ids().stream().distinct().toList(), app.ids(), "a second of the same would crash it");
        assertTrue(
                app.all().stream().noneMatch(frame -> frame.getString("event").startsWith("message_")));
        Device late = new Device(true);
        assertEquals(now, late.shown());

        house.close();
        openHouse();
        assertEquals(now, contents());
        assertFalse(kept().get(0).getJsonObject("metadata").isEmpty());
        assertEquals(now, new Device(false).shown());
        ollama.play(Script.saying("Welcome back."));
        new Device(true).say("Good morning");
        await().until(() -> contents().contains("Welcome back."));
        String prompt = ollama.chats().get(ollama.chats().size() - 1);
        assertFalse(prompt.contains("Hello there") || prompt.contains("suits you"), prompt);
        JsonArray found =
                new JsonArray(call("GET", "/api/v1/messages?q=vien", null).body());
        assertEquals(1, found.size());
    }
}
