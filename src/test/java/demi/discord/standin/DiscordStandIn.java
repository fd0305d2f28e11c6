package demi.discord.standin;

import demi.discord.standin.PostedMessage.Posted;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Discord for tests: REST and gateway on one port of 127.0.0.1, with its limits and its faults. There is one server
 * with one channel, {@link #general}. Its methods are for the test's thread, and return when the thing is done.
 */
public final class DiscordStandIn {

    public static final String TOKEN = "MTIzNDU2Nzg5.stand-in.token";

    private static final String PREFIX = "/api/v10";

    private final Vertx vertx;
    private final Context context;
    private final FakeGuild world = new FakeGuild();
    private final FakeGateway gateway = new FakeGateway(world, TOKEN);
    private final FakeRateLimits buckets = new FakeRateLimits();
    private final PostedMessage recorded = new PostedMessage();
    private final Rest rest = new Rest(world, gateway, buckets, recorded, TOKEN);
    private final String general = world.channel("general", true);
    private @Nullable HttpServer server;
    private int port;
    private boolean away;
    private int upgradeStatus;
    private long delayMillis;

    private DiscordStandIn(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** @param port 0 for any free one */
    public static Future<DiscordStandIn> start(Vertx vertx, int port) {
        DiscordStandIn standIn = new DiscordStandIn(vertx);
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxWebSocketFrameSize(1 << 20)
                .setMaxWebSocketMessageSize(1 << 20);
        return Future.future(done -> standIn.context.runOnContext(now -> {
            HttpServer made = vertx.createHttpServer(options).requestHandler(standIn::handle);
            standIn.server = made;
            made.listen().map(standIn::listening).onComplete(done);
        }));
    }

    private DiscordStandIn listening(HttpServer listening) {
        port = listening.actualPort();
        gateway.address("ws://127.0.0.1:" + port);
        rest.gatewayUrl("ws://127.0.0.1:" + port);
        return this;
    }

    private void handle(HttpServerRequest request) {
        boolean isSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (away) {
            request.connection().close();
        } else if (isSocket && upgradeStatus != 0) {
            request.response().setStatusCode(upgradeStatus).end();
        } else if (isSocket) {
            request.toWebSocket()
                    .onSuccess(socket ->
                            gateway.opened(socket, () -> request.connection().close()));
        } else {
            request.body().onSuccess(body -> {
                if (delayMillis == 0) {
                    handle(request, body);
                } else {
                    vertx.setTimer(delayMillis, timer -> handle(request, body));
                }
            });
        }
    }

    private void handle(HttpServerRequest request, Buffer body) {
        if (!request.path().startsWith(PREFIX)) {
            Buffer file = world.files.get(request.path());
            request.response().setStatusCode(file == null ? 404 : 200).end(file == null ? Buffer.buffer() : file);
            return;
        }
        Object sent = body.length() == 0 ? new JsonObject() : Json.decodeValue(body);
        JsonObject json = sent instanceof JsonObject object ? object : new JsonObject().put("array", sent);
        rest.handle(request, request.path().substring(PREFIX.length()), json);
    }

    private <T> T on(Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(now -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void run(Runnable action) {
        on(() -> {
            action.run();
            return true;
        });
    }

    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** What DISCORD_API_BASE_URL has to be. */
    public String apiBaseUrl() {
        return "http://127.0.0.1:" + port + PREFIX + "/";
    }

    public String bot() {
        return world.botId;
    }

    public String guild() {
        return world.guildId;
    }

    public String general() {
        return general;
    }

    /** A new person on the server; the id. */
    public String person(String name) {
        return on(() -> world.person(name, false));
    }

    public String otherBot(String name) {
        return on(() -> world.person(name, true));
    }

    public String role(String name, String... people) {
        return on(() -> {
            String role = world.role(name);
            List.of(people).forEach(person -> world.roles.put(person, List.of(role)));
            return role;
        });
    }

    /** Before the bot logs in: it is told of channels then. */
    public String channel(String name, boolean writable) {
        return on(() -> world.channel(name, writable));
    }

    /** A channel in which the bot lacks these permissions. */
    public String channelWithout(String name, long permissions) {
        return on(() -> world.channel(name, permissions));
    }

    /** As Discord does after a few minutes. */
    public void forgetNonces() {
        run(rest::forgetNonces);
    }

    public String thread(String name, String owner) {
        return on(() -> world.thread(general, name, owner));
    }

    /** A thread that is made from a message in {@link #general}, with its id. */
    public String threadOf(String message, String name, String owner) {
        return on(() -> world.thread(message, general, name, owner));
    }

    /** A message that is kept as if it were there all along; the bot is not told of it. */
    public JsonObject earlier(String channel, String author, String content, JsonArray embeds) {
        return on(() -> world.message(channel, author, content, null, embeds, new JsonArray()));
    }

    /** A native reply, kept but not told yet. */
    public JsonObject answer(String channel, String person, String content, String replyTo) {
        return on(() -> world.message(channel, person, content, replyTo, new JsonArray(), new JsonArray()));
    }

    /** A message as if it had been written then. */
    public void longAgo(String channel, String author, String content, java.time.Instant at) {
        run(() -> world.backdate(world.message(channel, author, content, null, new JsonArray(), new JsonArray()), at));
    }

    public void delete(String message) {
        run(() -> world.messages.remove(message));
    }

    public String directOf(String person) {
        return on(() -> world.direct(person));
    }

    /** A person writes; the message's id. */
    public String say(String channel, String person, String content) {
        return say(channel, person, content, null, new JsonArray());
    }

    public String say(String channel, String person, String content, @Nullable String replyTo, JsonArray files) {
        return on(() -> {
            JsonObject message = world.message(channel, person, content, replyTo, new JsonArray(), files);
            gateway.tell("MESSAGE_CREATE", message);
            return message.getString("id");
        });
    }

    /** A file for {@link #say}, as it tells of itself; kept here, where Discord has hosts of their own for it. */
    public JsonObject file(String name, String type, byte[] bytes) {
        return on(() -> world.file("http://127.0.0.1:" + port, name, type, Buffer.buffer(bytes)));
    }

    /** A person writes to the bot alone. */
    public String direct(String person, String content) {
        return say(directOf(person), person, content);
    }

    /** A person uses a slash command; the interaction's id. */
    public String command(String channel, String person, String name, JsonArray options) {
        return on(() -> {
            JsonObject interaction = Interactions.command(world, channel, person, name, options);
            gateway.tell("INTERACTION_CREATE", interaction);
            return interaction.getString("id");
        });
    }

    public List<Posted> posted() {
        return on(() -> List.copyOf(recorded.posted));
    }

    public List<Posted> posted(String channel) {
        return posted().stream().filter(post -> post.channel().equals(channel)).toList();
    }

    public List<PostedMessage.Callback> callbacks() {
        return on(() -> List.copyOf(recorded.callbacks));
    }

    /** What was put in the place of a command's first answer. */
    public List<JsonObject> edits() {
        return on(() -> List.copyOf(recorded.edits));
    }

    /** The channels in which typing was shown, each time. */
    public List<String> typing() {
        return on(() -> List.copyOf(recorded.typing));
    }

    public List<String> presences() {
        return on(gateway::presences);
    }

    public List<String> commands() {
        return on(() -> recorded.commands.stream()
                .map(command -> ((JsonObject) command).getString("name"))
                .toList());
    }

    /** How many requests got a 429, by route and channel. */
    public List<String> limited() {
        return on(() -> List.copyOf(recorded.limited));
    }

    public int identified() {
        return on(gateway::identified);
    }

    public int resumed() {
        return on(gateway::resumed);
    }

    public int heartbeats() {
        return on(gateway::heartbeats);
    }

    public int sockets() {
        return on(gateway::sockets);
    }

    /** So many requests of one route and channel in so many milliseconds; more get 429. */
    public void limit(int requests, long millis) {
        run(() -> buckets.limit(requests, millis));
    }

    /** Whether the bot may have the message-content intent; without, it is closed with 4014. */
    public void grantContentIntent(boolean granted) {
        run(() -> gateway.grantContentIntent(granted));
    }

    public void heartbeatEvery(int millis) {
        run(() -> gateway.heartbeatEvery(millis));
    }

    /** Every answer comes so much later. */
    public void slow(long millis) {
        run(() -> delayMillis = millis);
    }

    /** The next request whose path has {@code part} gets this status; obeyed all the same where {@code obeyed}. */
    public void failNext(String part, int status, boolean obeyed) {
        run(() -> rest.fail(new Rest.Fault(part, status, obeyed, Rest.error("It is the server's fault.", 0))));
    }

    /** The next request whose path has {@code part} is refused with this status and body. */
    public void refuseNext(String part, int status, JsonObject body) {
        run(() -> rest.fail(new Rest.Fault(part, status, false, body)));
    }

    /** Tells of a message as it is given, whatever it lacks. */
    public void tell(JsonObject message) {
        run(() -> gateway.tell("MESSAGE_CREATE", message));
    }

    /** A message of a person's as it would be told, kept but not told yet. */
    public JsonObject compose(String channel, String person, String content) {
        return on(() -> world.message(channel, person, content, null, new JsonArray(), new JsonArray()));
    }

    /** Cuts every gateway connection; the sessions can be resumed. */
    public void cutGateway() {
        run(gateway::cut);
    }

    public void closeGateway(int code) {
        run(() -> gateway.closeAll(code, ""));
    }

    /** Cuts what there is, and closes whoever identifies with this, until the code is 0. */
    public void refuseIdentify(int code, String reason) {
        run(() -> gateway.refuse(code, reason));
    }

    /** Answers upgrades with this status; 0: takes them again. */
    public void refuseUpgrade(int status) {
        run(() -> upgradeStatus = status);
    }

    /** Cuts every gateway connection and takes no connection until further notice, or takes them again. */
    public void away(boolean now) {
        run(() -> {
            away = now;
            if (now) {
                gateway.cut();
            }
        });
    }

    public void forgetSessions() {
        run(gateway::forgetSessions);
    }

    /** Tells the last events once more, as new ones. */
    public void tellAgain(int events) {
        run(() -> gateway.tellAgain(events));
    }
}
