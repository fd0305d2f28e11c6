package demi.discord.standin;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The REST half: what a bot needs to log in, write, show that it is typing, and answer commands. */
final class Rest {

    private static final Pattern MESSAGES = Pattern.compile("/channels/(\\d+)/messages");
    private static final Pattern MESSAGE = Pattern.compile("/channels/(\\d+)/messages/(\\d+)");
    private static final Pattern TYPING = Pattern.compile("/channels/(\\d+)/typing");
    private static final Pattern COMMANDS = Pattern.compile("/applications/(\\d+)/commands");
    private static final Pattern CALLBACK = Pattern.compile("/interactions/(\\d+)/([^/]+)/callback");
    private static final Pattern ORIGINAL = Pattern.compile("/webhooks/(\\d+)/([^/]+)(/messages/@original)?");

    private final FakeGuild world;
    private final FakeGateway gateway;
    private final FakeRateLimits buckets;
    private final PostedMessage recorded;
    private final String authorization;
    private final Map<String, JsonObject> byNonce = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private String gatewayUrl = "";

    /** The next request whose path has {@code part} gets this status, without being obeyed unless {@code obeyed}. */
    record Fault(String part, int status, boolean obeyed, JsonObject body) {}

    Rest(FakeGuild world, FakeGateway gateway, FakeRateLimits buckets, PostedMessage recorded, String token) {
        this.world = world;
        this.gateway = gateway;
        this.buckets = buckets;
        this.recorded = recorded;
        this.authorization = "Bot " + token;
    }

    void gatewayUrl(String url) {
        gatewayUrl = url;
    }

    void forgetNonces() {
        byNonce.clear();
    }

    void fail(Fault fault) {
        faults.add(fault);
    }

    /** @param path without the version prefix */
    void handle(HttpServerRequest request, String path, JsonObject body) {
        HttpServerResponse response = request.response();
        boolean needsToken = !path.startsWith("/interactions/") && !path.startsWith("/webhooks/");
        if (needsToken && !authorization.equals(request.getHeader("Authorization"))) {
            end(
                    response,
                    401,
                    new JsonObject().put("message", "401: Unauthorized").put("code", 0));
            return;
        }
        String bucket = request.method() + path;
        if (!buckets.admit(bucket, response)) {
            recorded.limited(bucket);
            end(
                    response,
                    429,
                    new JsonObject()
                            .put("message", "You are being rate limited.")
                            .put("retry_after", buckets.retryAfter(bucket))
                            .put("global", false));
            return;
        }
        Fault fault = faults.stream()
                .filter(next -> path.contains(next.part()))
                .findFirst()
                .orElse(null);
        if (fault != null) {
            faults.remove(fault);
            if (fault.obeyed()) {
                answer(request, path, body);
            }
            end(response, fault.status(), fault.body());
            return;
        }
        Answer answer = answer(request, path, body);
        end(response, answer.status(), answer.body());
    }

    private record Answer(int status, @Nullable Object body) {}

    private Answer answer(HttpServerRequest request, String path, JsonObject body) {
        String method = request.method().name();
        Matcher messages = MESSAGES.matcher(path);
        Matcher typing = TYPING.matcher(path);
        Matcher callback = CALLBACK.matcher(path);
        Matcher original = ORIGINAL.matcher(path);
        if (path.equals("/users/@me")) {
            return new Answer(200, world.users.get(world.botId));
        } else if (path.equals("/gateway/bot") || path.equals("/gateway")) {
            return new Answer(200, gatewayBot());
        } else if (path.equals("/users/@me/channels")) {
            return new Answer(200, direct(body.getString("recipient_id")));
        } else if (messages.matches() && method.equals("POST")) {
            return post(messages.group(1), body);
        } else if (messages.matches()) {
            return new Answer(200, history(messages.group(1), request));
        } else if (MESSAGE.matcher(path).matches()) {
            return message(MESSAGE.matcher(path));
        } else if (typing.matches()) {
            recorded.typing(typing.group(1));
            return new Answer(204, null);
        } else if (COMMANDS.matcher(path).matches() && method.equals("GET")) {
            return new Answer(200, new JsonArray());
        } else if (COMMANDS.matcher(path).matches()) {
            return new Answer(200, recorded.commands(body.getJsonArray("array", new JsonArray()), world));
        } else if (callback.matches()) {
            recorded.callback(callback.group(1), body);
            return new Answer(
                    200,
                    new JsonObject()
                            .put(
                                    "interaction",
                                    new JsonObject()
                                            .put("id", callback.group(1))
                                            .put("type", 2)));
        } else if (original.matches()) {
            recorded.edit(original.group(2), body);
            return new Answer(
                    200, world.message(world.guildId, world.botId, "", null, new JsonArray(), new JsonArray()));
        }
        return new Answer(404, error("404: Not Found", 0));
    }

    private JsonObject gatewayBot() {
        return new JsonObject()
                .put("url", gatewayUrl)
                .put("shards", 1)
                .put(
                        "session_start_limit",
                        new JsonObject()
                                .put("total", 1000)
                                .put("remaining", 999)
                                .put("reset_after", 86_400_000)
                                .put("max_concurrency", 1));
    }

    private JsonObject direct(String user) {
        return new JsonObject()
                .put("id", world.direct(user))
                .put("type", 1)
                .put("recipients", new JsonArray().add(world.users.get(user)));
    }

    private JsonArray history(String channel, HttpServerRequest request) {
        long before = Long.parseLong(request.getParam("before", Long.toString(Long.MAX_VALUE)));
        List<JsonObject> found = new ArrayList<>(world.messages.values());
        found.removeIf(message ->
                !channel.equals(message.getString("channel_id")) || Long.parseLong(message.getString("id")) >= before);
        found.sort(java.util.Comparator.comparingLong((JsonObject message) -> Long.parseLong(message.getString("id")))
                .reversed());
        int limit = Integer.parseInt(request.getParam("limit", "50"));
        return new JsonArray(found.subList(0, Math.min(limit, found.size())));
    }

    private Answer message(Matcher path) {
        JsonObject found = path.matches() ? world.messages.get(path.group(2)) : null;
        return found == null || !path.group(1).equals(found.getString("channel_id"))
                ? new Answer(404, error("Unknown Message", 10008))
                : new Answer(200, found);
    }

    private Answer post(String channel, JsonObject body) {
        if (!world.knows(channel)) {
            return new Answer(404, error("Unknown Channel", 10003));
        }
        if (!world.mayWrite(channel)) {
            return new Answer(403, error("Missing Permissions", 50013));
        }
        JsonArray embeds = body.getJsonArray("embeds", new JsonArray());
        String content = body.getString("content", "");
        if (!Limits.fits(content == null ? "" : content, embeds)) {
            return new Answer(400, error("Invalid Form Body", 50035));
        }
        String nonce = body.getString("nonce");
        JsonObject earlier = nonce == null ? null : byNonce.get(channel + nonce);
        if (earlier != null && body.getBoolean("enforce_nonce", false)) {
            return new Answer(200, earlier);
        }
        embeds.forEach(embed -> ((JsonObject) embed).put("type", "rich"));
        JsonObject reference = body.getJsonObject("message_reference");
        String replyTo = reference == null ? null : reference.getString("message_id");
        JsonObject message =
                world.message(channel, world.botId, content == null ? "" : content, replyTo, embeds, new JsonArray());
        if (nonce != null) {
            byNonce.put(channel + nonce, message);
        }
        recorded.posted(channel, message.getString("id"), body);
        gateway.tell("MESSAGE_CREATE", message);
        return new Answer(200, message);
    }

    static JsonObject error(String message, int code) {
        return new JsonObject().put("message", message).put("code", code);
    }

    private static void end(HttpServerResponse response, int status, @Nullable Object body) {
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        if (body == null) {
            response.end();
        } else {
            response.end(body instanceof JsonArray array ? array.encode() : ((JsonObject) body).encode());
        }
    }
}
