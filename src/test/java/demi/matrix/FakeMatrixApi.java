package demi.matrix;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stand-in answers to each request of the one account that has a token. */
final class FakeMatrixApi {

    private record File(String type, Buffer bytes) {}

    private final Runnable changed;
    private final FakeRooms rooms;
    /** By room and transaction. */
    private final Map<String, String> transactions = new HashMap<>();

    private final Map<String, File> media = new HashMap<>();
    private final Map<String, List<JsonObject>> said = new HashMap<>();
    private boolean revoked;
    private boolean softly;
    private boolean oldMedia;
    private int epoch = 1;
    private boolean directChanged;

    FakeMatrixApi(Runnable changed, FakeRooms rooms) {
        this.changed = changed;
        this.rooms = rooms;
    }

    static JsonObject error(String errcode, String text) {
        return new JsonObject().put("errcode", errcode).put("error", text);
    }

    String member(String room, String sender, String user, String membership, boolean direct) {
        JsonObject content = new JsonObject().put("membership", membership);
        if (!membership.equals("leave") && !membership.equals("ban")) {
            String local = user.substring(1, user.indexOf(':'));
            content.put("displayname", Character.toUpperCase(local.charAt(0)) + local.substring(1));
        }
        if (direct) {
            content.put("is_direct", true);
        }
        return event(room, sender, "m.room.member", user, content);
    }

    String event(String room, String sender, String type, @Nullable String stateKey, JsonObject content) {
        String id = rooms.add(room, sender, type, stateKey, content);
        if (stateKey == null) {
            said.computeIfAbsent(room, none -> new ArrayList<>())
                    .add(new JsonObject()
                            .put("event_id", id)
                            .put("sender", sender)
                            .put("content", content));
        }
        changed.run();
        return id;
    }

    List<JsonObject> said(String room) {
        return List.copyOf(said.getOrDefault(room, List.of()));
    }

    String media(String id, String type, Buffer bytes) {
        media.put(id, new File(type, bytes));
        return id;
    }

    int forgetTokens() {
        return ++epoch;
    }

    boolean revoke(boolean soft) {
        revoked = true;
        softly = soft;
        changed.run();
        return true;
    }

    boolean oldMediaOnly() {
        oldMedia = true;
        return true;
    }

    /** Whether it was answered. */
    boolean sync(HttpServerRequest request, FakeAnswer answer, boolean atLast) {
        if (!isKnown(request, answer)) {
            return true;
        }
        String since = request.getParam("since");
        String prefix = "s" + epoch + "_";
        if (since != null && !since.startsWith(prefix)) {
            answer.json(400, error("M_UNKNOWN", "Invalid stream token"));
            return true;
        }
        boolean isInitial = since == null;
        int from = since == null ? 0 : Integer.parseInt(since.substring(prefix.length()));
        int limit = new JsonObject(request.getParam("filter"))
                .getJsonObject("room")
                .getJsonObject("timeline")
                .getInteger("limit");
        JsonObject news = rooms.sync(FakeMatrix.DEMI, from, isInitial, limit);
        if (news == null && !atLast) {
            return false;
        }
        JsonObject body = new JsonObject().put("next_batch", prefix + rooms.end());
        if (news != null) {
            body.put("rooms", news);
        }
        if ((isInitial || directChanged) && rooms.hasAccountData("m.direct")) {
            directChanged = false;
            JsonObject direct = new JsonObject().put("type", "m.direct").put("content", rooms.accountData("m.direct"));
            body.put("account_data", new JsonObject().put("events", new JsonArray().add(direct)));
        }
        answer.json(200, body);
        return true;
    }

    private boolean isKnown(HttpServerRequest request, FakeAnswer answer) {
        String given = request.getHeader("Authorization");
        if (given == null) {
            answer.json(401, error("M_MISSING_TOKEN", "Missing access token"));
            return false;
        } else if (revoked || !given.equals("Bearer " + FakeMatrix.TOKEN)) {
            answer.json(
                    401,
                    error("M_UNKNOWN_TOKEN", "Invalid access token passed.").put("soft_logout", softly));
            return false;
        }
        return true;
    }

    void handle(HttpServerRequest request, List<String> path, JsonObject body, FakeAnswer answer) {
        String what = request.method().name() + " "
                + String.join("/", path.stream().limit(4).toList());
        if (what.equals("GET _matrix/client/versions")) {
            answer.json(
                    200,
                    new JsonObject().put("versions", new JsonArray().add("v1.1").add("v1.11")));
        } else if (path.size() == 6 && what.equals("GET _matrix/media/v3/download")) {
            file(path, answer);
        } else if (!isKnown(request, answer)) {
            return;
        } else if (path.size() == 7 && what.equals("GET _matrix/client/v1/media") && !oldMedia) {
            file(path, answer);
        } else if (what.equals("GET _matrix/client/v3/account")) {
            answer.json(200, new JsonObject().put("user_id", FakeMatrix.DEMI).put("device_id", "DEV"));
        } else if (what.equals("GET _matrix/client/v3/profile")) {
            answer.json(200, new JsonObject().put("displayname", "Demi"));
        } else if (what.endsWith(" _matrix/client/v3/user") && path.size() == 7) {
            accountData(request, path.get(6), body, answer);
        } else if (what.endsWith(" _matrix/client/v3/rooms") && path.size() >= 6) {
            room(request.method().name(), path.get(4), path.subList(5, path.size()), body, answer);
        } else {
            answer.json(404, error("M_UNRECOGNIZED", "Unrecognized request"));
        }
    }

    private void file(List<String> path, FakeAnswer answer) {
        File file = media.get(path.get(path.size() - 1));
        if (file == null) {
            answer.json(404, error("M_NOT_FOUND", "Not found"));
        } else {
            answer.file(file.type(), file.bytes());
        }
    }

    private void accountData(HttpServerRequest request, String type, JsonObject body, FakeAnswer answer) {
        if (request.method().name().equals("PUT")) {
            rooms.accountData(type, body);
            directChanged = true;
            answer.json(200, new JsonObject());
        } else if (rooms.hasAccountData(type)) {
            answer.json(200, rooms.accountData(type));
        } else {
            answer.json(404, error("M_NOT_FOUND", "Account data not found"));
        }
    }

    private void room(String method, String room, List<String> rest, JsonObject body, FakeAnswer answer) {
        String membership = rooms.membership(room, FakeMatrix.DEMI);
        String what = method + " " + rest.get(0);
        if (!rooms.has(room)) {
            answer.json(404, error("M_NOT_FOUND", "Can't join remote room because no servers are in it."));
        } else if (what.equals("POST join") && !membership.equals("leave") && !membership.equals("ban")) {
            answer.json(200, new JsonObject().put("room_id", room));
            if (!membership.equals("join")) {
                member(room, FakeMatrix.DEMI, FakeMatrix.DEMI, "join", false);
            }
        } else if (what.equals("POST leave") && !membership.equals("ban")) {
            answer.json(200, new JsonObject());
            member(room, FakeMatrix.DEMI, FakeMatrix.DEMI, "leave", false);
        } else if (!membership.equals("join")) {
            answer.json(403, error("M_FORBIDDEN", "User " + FakeMatrix.DEMI + " not in room " + room));
        } else if (what.equals("PUT send") && rest.size() == 3) {
            if (body.toBuffer().length() > 65_000) {
                answer.json(413, error("M_TOO_LARGE", "event too large"));
                return;
            }
            String id = transactions.computeIfAbsent(
                    room + "|" + rest.get(2), fresh -> event(room, FakeMatrix.DEMI, rest.get(1), null, body));
            answer.json(200, new JsonObject().put("event_id", id));
        } else if (what.equals("GET event") && rest.size() == 2) {
            JsonObject event = rooms.event(room, rest.get(1));
            if (event == null) {
                answer.json(404, error("M_NOT_FOUND", "Event not found."));
            } else {
                answer.json(200, event);
            }
        } else if (what.equals("GET joined_members")) {
            JsonObject joined = new JsonObject();
            rooms.joined(room)
                    .forEach((user, content) -> joined.put(
                            user,
                            new JsonObject()
                                    .put("display_name", content.getValue("displayname"))
                                    .put("avatar_url", null)));
            answer.json(200, new JsonObject().put("joined", joined));
        } else if (what.equals("PUT typing") || what.equals("POST receipt")) {
            answer.json(200, new JsonObject());
        } else {
            answer.json(404, error("M_UNRECOGNIZED", "Unrecognized request"));
        }
    }
}
