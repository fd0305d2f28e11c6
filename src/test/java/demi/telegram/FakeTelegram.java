package demi.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Telegram's Bot API as far as Demi uses it, with its faults; answers and descriptions are those of tdlib/telegram-bot-api of May 2026.
 * May be used from every thread.
 */
public final class FakeTelegram {

    public static final String TOKEN = "1234567890:AAE-a_token_of_the_tests-0123456789ab";

    /** What goes wrong with one call. */
    public enum Fault {
        /** The connection breaks before anything is done. */
        CUT_BEFORE,
        /** It is done, and the connection breaks in the middle of the answer. */
        CUT_MIDDLE,
        /** It is done, and a proxy says 502 with a page. */
        BAD_GATEWAY,
        /** The server is being restarted; nothing is done. */
        RESTART,
        /** It is done, and the answer is no JSON. */
        NO_JSON,
        /** It is done, and the answer does not end. */
        ENDLESS,
        /** Nothing is done or said; the connection stays. */
        SILENCE,
        /** It is done, and half of the answer is said. */
        STALL
    }

    /** One call, as it came. */
    public record Call(String method, JsonObject parameters) {}

    /** Every call, in order. */
    public final List<Call> calls = new CopyOnWriteArrayList<>();
    /** Messages that were sent, as their calls' parameters. */
    public final List<JsonObject> sent = new CopyOnWriteArrayList<>();

    public final List<JsonObject> typings = new CopyOnWriteArrayList<>();
    /** By language; of all others: an empty one. */
    public final Map<String, JsonArray> commands = new ConcurrentHashMap<>();

    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Queue<JsonObject>> errors = new ConcurrentHashMap<>();
    private final Map<Long, Queue<JsonObject>> floods = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> files = new ConcurrentHashMap<>();
    private final Map<String, Buffer> contents = new ConcurrentHashMap<>();
    private final FakeUpdates updates;
    private final FakeChats chats = new FakeChats();
    private final HttpServer server;
    private final JsonObject me = new JsonObject()
            .put("id", 1_234_567_890L)
            .put("is_bot", true)
            .put("first_name", "Demi")
            .put("username", "Demi_bot")
            .put("can_join_groups", true)
            .put("can_read_all_group_messages", false)
            .put("supports_inline_queries", false);

    private volatile String token = TOKEN;

    private FakeTelegram(Vertx vertx) {
        updates = new FakeUpdates(vertx);
        server = vertx.createHttpServer(new HttpServerOptions()).requestHandler(this::handle);
    }

    public static Future<FakeTelegram> start(Vertx vertx) {
        FakeTelegram telegram = new FakeTelegram(vertx);
        return telegram.server.listen(0, "127.0.0.1").map(telegram);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public Future<Void> close() {
        return server.close();
    }

    /** The bot's token is another one from now on. */
    public void revoke() {
        token = "1234567890:AAE-another_one";
    }

    public JsonObject me() {
        return me;
    }

    /** Somebody whom the bot may write to, as {@code from}. */
    public JsonObject person(String firstName) {
        return chats.person(firstName);
    }

    /** @param type {@code group}, {@code supergroup} or {@code channel} */
    public JsonObject group(String title, String type) {
        return chats.group(title, type);
    }

    /** A new topic of a supergroup, which is then a forum. */
    public long topic(JsonObject group) {
        return chats.topic(group.getLong("id"));
    }

    /** @param description such as {@code bot was blocked by the user}; null: allowed again */
    public void forbid(long chat, @Nullable String description) {
        chats.forbid(chat, description);
    }

    /** That group is a supergroup now, with another id. */
    public void migrate(JsonObject group, JsonObject supergroup) {
        chats.migrate(group.getLong("id"), supergroup.getLong("id"));
    }

    /** Somebody's message, to be filled and handed to {@link #deliver}. */
    public JsonObject message(JsonObject from, JsonObject chat) {
        return new JsonObject()
                .put("message_id", chats.message(chat.getLong("id")))
                .put("from", from)
                .put("chat", chat)
                .put("date", Instant.now().getEpochSecond());
    }

    /** The message is an update now; its id. */
    public long deliver(JsonObject message) {
        return update("message", message);
    }

    /** Somebody writes to the bot; the update's id. */
    public long direct(JsonObject from, String text) {
        return deliver(message(from, chats.chat(from.getLong("id"))).put("text", text));
    }

    public long update(String type, JsonObject body) {
        return updates.add(type, body);
    }

    public void nextUpdateId(long id) {
        updates.nextId(id);
    }

    /** How many updates are kept that were not confirmed. */
    public int unconfirmed() {
        return updates.size();
    }

    /** Whether a poll waits for updates. */
    public boolean isPolled() {
        return updates.isPolled();
    }

    public void setWebhook(String url) {
        updates.webhook(url);
    }

    public @Nullable String webhook() {
        return updates.webhook();
    }

    /** The next calls of that method go wrong, one after the other. */
    public void fail(String method, Fault... next) {
        queue(faults, method).addAll(List.of(next));
    }

    /** The next call of that method is answered so. */
    public void refuse(String method, int code, String description) {
        queue(errors, method).add(FakeAnswers.error(code, description));
    }

    public void flood(String method, long seconds) {
        queue(errors, method).add(FakeAnswers.flood(seconds));
    }

    /** The next message to that chat has to wait. */
    public void flood(long chat, long seconds) {
        queue(floods, chat).add(FakeAnswers.flood(seconds));
    }

    private static <K, T> Queue<T> queue(Map<K, Queue<T>> all, K key) {
        return all.computeIfAbsent(key, absent -> new ConcurrentLinkedQueue<>());
    }

    /** @param said size in bytes that is said to be its own; negative: none */
    public String file(String path, Buffer bytes, long said) {
        String id = "AgACAgIAAxkBAA" + files.size();
        JsonObject file = new JsonObject()
                .put("file_id", id)
                .put("file_unique_id", "AQAD" + files.size())
                .put("file_path", path);
        files.put(id, said < 0 ? file : file.put("file_size", said));
        contents.put(path, bytes);
        return id;
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = request.path();
            if (path.startsWith("/file/bot" + token + "/")) {
                download(request, path.substring(("/file/bot" + token + "/").length()));
            } else if (path.startsWith("/bot") && path.indexOf('/', 1) > 0) {
                String method = path.substring(path.indexOf('/', 1) + 1);
                boolean known = path.equals("/bot" + token + "/" + method);
                JsonObject parameters = body.length() == 0 ? new JsonObject() : body.toJsonObject();
                calls.add(new Call(method, parameters));
                if (known) {
                    faulty(request, method, parameters);
                } else {
                    answer(request.response(), FakeAnswers.error(401, "Unauthorized"));
                }
            } else {
                answer(request.response(), FakeAnswers.error(404, "Not Found"));
            }
        });
    }

    private void faulty(HttpServerRequest request, String method, JsonObject parameters) {
        Fault fault = queue(faults, method).poll();
        HttpServerResponse response = request.response();
        if (fault == null) {
            run(request, method, parameters, json -> answer(response, json));
            return;
        }
        switch (fault) {
            case SILENCE -> {}
            case CUT_BEFORE -> request.connection().close();
            case RESTART -> answer(response, FakeAnswers.error(500, "Internal Server Error: restart"));
            default -> run(request, method, parameters, json -> FakeFaults.answer(fault, request, json));
        }
    }

    private void run(HttpServerRequest request, String method, JsonObject parameters, Consumer<JsonObject> answer) {
        JsonObject error = queue(errors, method).poll();
        if (error != null) {
            answer.accept(error);
        } else if (method.equals("getUpdates")) {
            request.connection().closeHandler(closed -> updates.gone(answer));
            updates.poll(parameters, answer);
        } else {
            answer.accept(result(method, parameters));
        }
    }

    private JsonObject result(String method, JsonObject parameters) {
        return switch (method) {
            case "getMe" -> FakeAnswers.result(me);
            case "deleteWebhook" -> {
                boolean was = updates.webhook() != null;
                updates.webhook(null);
                yield FakeAnswers.result(true)
                        .put("description", was ? "Webhook was deleted" : "Webhook is already deleted");
            }
            case "sendMessage" -> send(parameters);
            case "sendChatAction" -> {
                JsonObject objection = chats.objection(parameters);
                if (objection == null) {
                    typings.add(parameters);
                }
                yield objection == null ? FakeAnswers.result(true) : objection;
            }
            case "setMyCommands" -> {
                commands.put(parameters.getString("language_code", ""), parameters.getJsonArray("commands"));
                yield FakeAnswers.result(true);
            }
            case "getFile" -> file(parameters.getString("file_id", ""));
            default -> FakeAnswers.error(404, "Not Found: method not found");
        };
    }

    private JsonObject send(JsonObject parameters) {
        if (parameters.getValue("chat_id") instanceof Number chat) {
            JsonObject flood = queue(floods, chat.longValue()).poll();
            if (flood != null) {
                return flood;
            }
        }
        JsonObject answer = chats.send(parameters, me, 1_700_000_001);
        if (answer.getBoolean("ok")) {
            sent.add(parameters);
        }
        return answer;
    }

    private JsonObject file(String id) {
        JsonObject file = files.get(id);
        if (file == null) {
            return FakeAnswers.error(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        }
        return file.getLong("file_size", 0L) > 20 << 20
                ? FakeAnswers.error(400, "Bad Request: file is too big")
                : FakeAnswers.result(file);
    }

    private void download(HttpServerRequest request, String path) {
        Buffer bytes = contents.get(java.net.URLDecoder.decode(path, java.nio.charset.StandardCharsets.UTF_8));
        Fault fault = queue(faults, "download").poll();
        if (fault == Fault.SILENCE) {
            return;
        }
        if (fault == Fault.CUT_MIDDLE && bytes != null) {
            FakeFaults.cut(request, bytes);
        } else if (fault == Fault.BAD_GATEWAY || fault == Fault.ENDLESS) {
            FakeFaults.answer(fault, request, new JsonObject());
        } else if (bytes == null) {
            answer(request.response(), FakeAnswers.error(404, "Not Found"));
        } else {
            request.response()
                    .putHeader("Content-Type", "application/octet-stream")
                    .end(bytes);
        }
    }

    /** Its status is the error's code. */
    private static void answer(HttpServerResponse response, JsonObject json) {
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(json.getInteger("error_code", 200))
                    .putHeader("Content-Type", "application/json")
                    .end(json.toBuffer());
        }
    }
}
