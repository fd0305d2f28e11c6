package demi.matrix.client;

import demi.matrix.client.MatrixFault.Kind;
import demi.util.BoundedHttpClient.Answer;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account can do at its homeserver. Everything fails with {@link MatrixFault}; nothing is tried again by itself.
 * Belongs to one context.
 */
public final class MatrixClient {

    private static final String V3 = "/_matrix/client/v3";
    private static final String ROOMS = V3 + "/rooms";

    private final MatrixHttpClient http;
    private @Nullable String self;

    public MatrixClient(Vertx vertx, Homeserver server) {
        this.http = new MatrixHttpClient(vertx, server);
    }

    /** The account's id, such as @demi:example.org; asked once. */
    public Future<String> whoAmI() {
        String known = self;
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return http.get("login", V3 + "/account/whoami").compose(answer -> {
            if (answer.getValue("user_id") instanceof String id && Homeserver.isId(id)) {
                self = id;
                return Future.succeededFuture(id);
            }
            return Future.failedFuture(FaultReader.noMatrix("login"));
        });
    }

    /** Of the specification, that the server says it speaks, such as v1.11. */
    public Future<Set<String>> versions() {
        return http.get("versions", "/_matrix/client/versions").compose(answer -> {
            if (!(answer.getValue("versions") instanceof JsonArray list)) {
                return Future.failedFuture(FaultReader.noMatrix("versions"));
            }
            Set<String> versions = new HashSet<>();
            list.stream().filter(String.class::isInstance).forEach(version -> versions.add((String) version));
            return Future.succeededFuture(versions);
        });
    }

    /** What the account calls itself; empty where it has no name, or it is not told. */
    public Future<String> displayName() {
        return whoAmI().compose(id -> http.get("profile", V3 + "/profile" + Homeserver.path(id, "displayname")))
                .map(answer -> answer.getValue("displayname") instanceof String name ? name : "")
                .recover(thrown -> thrown instanceof MatrixFault fault && fault.isOfThisRequest()
                        ? Future.succeededFuture("")
                        : Future.failedFuture(thrown));
    }

    /** The id of the event that it became; the same transaction again becomes no second one. */
    public Future<String> send(OutgoingMessage message) {
        JsonObject content = MessageContent.of(message);
        if (content == null) {
            return Future.failedFuture(new MatrixFault(Kind.REJECTED, "Matrix send: the message is too long"));
        }
        String path = room(message.roomId(), "send", RoomEvent.MESSAGE, message.transaction());
        return http.send("send", HttpMethod.PUT, path, content)
                .compose(answer -> answer.getValue("event_id") instanceof String id && Homeserver.isId(id)
                        ? Future.succeededFuture(id)
                        : Future.failedFuture(FaultReader.noMatrix("send")));
    }

    /** Shows that she is writing, for so long at most; zero ends it. */
    public Future<Void> typing(String room, Duration time) {
        JsonObject body = new JsonObject().put("typing", time.toMillis() > 0);
        if (time.toMillis() > 0) {
            body.put("timeout", time.toMillis());
        }
        return whoAmI().compose(id -> http.send("typing", HttpMethod.PUT, room(room, "typing", id), body))
                .mapEmpty();
    }

    /** She has read that event, and all before it. */
    public Future<Void> receipt(String room, String event) {
        return http.send("receipt", HttpMethod.POST, room(room, "receipt", "m.read", event), new JsonObject())
                .mapEmpty();
    }

    /** A message of a room, as far as she may read it; its text is empty where it was deleted or is none. */
    public Future<MatrixMessage.Quoted> message(String room, String event) {
        return http.get("event", room(room, "event", event)).compose(answer -> {
            RoomEvent found = RoomEvent.of(answer);
            return found == null
                    ? Future.failedFuture(FaultReader.noMatrix("event"))
                    : Future.succeededFuture(new MatrixMessage.Quoted(
                            found.sender(),
                            MessageReader.localpart(found.sender()),
                            found.text("body"),
                            found.type().equals(RoomEvent.ENCRYPTED)));
        });
    }

    /** Whether that is an address of a picture or file. */
    public static boolean isMedia(String address) {
        return MediaAddress.of(address) != null;
    }

    public Future<Void> join(String room) {
        return http.send("join", HttpMethod.POST, room(room, "join"), new JsonObject())
                .mapEmpty();
    }

    /** Also declines an invite. */
    public Future<Void> leave(String room) {
        return http.send("leave", HttpMethod.POST, room(room, "leave"), new JsonObject())
                .mapEmpty();
    }

    /** Who is in a room, with their names, which may be empty. */
    public Future<Map<String, String>> members(String room) {
        return http.get("members", room(room, "joined_members")).compose(answer -> {
            if (!(answer.getValue("joined") instanceof JsonObject joined)) {
                return Future.failedFuture(FaultReader.noMatrix("members"));
            }
            Map<String, String> names = new HashMap<>();
            for (String user : joined.fieldNames()) {
                boolean isNamed = joined.getValue(user) instanceof JsonObject member
                        && member.getValue("display_name") instanceof String;
                names.put(user, isNamed ? joined.getJsonObject(user).getString("display_name") : "");
            }
            return Future.succeededFuture(names);
        });
    }

    /** Notes in the account that a room is for talking with that user alone. */
    public Future<Void> markDirect(String room, String user) {
        return accountPath("m.direct")
                .compose(path -> http.get("m.direct", path)
                        .recover(thrown -> thrown instanceof MatrixFault fault && fault.kind() == Kind.NOT_FOUND
                                ? Future.succeededFuture(new JsonObject())
                                : Future.failedFuture(thrown))
                        .compose(direct -> {
                            JsonArray rooms =
                                    direct.getValue(user) instanceof JsonArray known ? known.copy() : new JsonArray();
                            return rooms.contains(room)
                                    ? Future.succeededFuture()
                                    : http.send("m.direct", HttpMethod.PUT, path, direct.put(user, rooms.add(room)));
                        })
                        .mapEmpty());
    }

    /**
     * A picture or file.
     *
     * @param mxc as in {@link MatrixMessage.Attachment}
     * @param largest in bytes
     */
    public Future<Buffer> media(String mxc, int largest) {
        MediaAddress address = MediaAddress.of(mxc);
        if (address == null) {
            return Future.failedFuture(new MatrixFault(Kind.REJECTED, "Matrix media: no address of a file"));
        }
        return http.file("media", address.path("/_matrix/client/v1/media/download"), largest)
                .recover(thrown -> thrown instanceof MatrixFault fault && fault.kind() == Kind.UNRECOGNIZED
                        // Servers before 1.11.
                        ? http.file("media", address.path("/_matrix/media/v3/download"), largest)
                        : Future.failedFuture(thrown));
    }

    /** One question to {@code /sync}; whoever has no more use for it fails it, and reads it with {@link #syncAnswer}. */
    HttpExchange<Answer> beginSync(String query, Duration within, int longest) {
        return http.begin(V3 + "/sync?" + query, within, longest);
    }

    Future<JsonObject> syncAnswer(HttpExchange<Answer> exchange) {
        return http.read("sync", exchange);
    }

    private Future<String> accountPath(String type) {
        return whoAmI().map(id -> V3 + "/user" + Homeserver.path(id, "account_data", type));
    }

    private static String room(String room, String... rest) {
        return ROOMS + Homeserver.path(room) + Homeserver.path(rest);
    }

    /** What is under way fails. */
    public Future<Void> close() {
        return http.close();
    }
}
