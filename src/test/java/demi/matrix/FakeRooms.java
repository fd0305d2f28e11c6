package demi.matrix;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rooms of a stand-in, their events in one order, and what an answer to /sync says of them. */
final class FakeRooms {

    record Event(int at, String room, JsonObject json) {
        boolean isState() {
            return json.containsKey("state_key");
        }

        boolean isMember(String user) {
            return json.getString("type").equals("m.room.member") && user.equals(json.getString("state_key"));
        }
    }

    private final List<Event> events = new ArrayList<>();
    /** By room, then type and key. */
    private final Map<String, Map<String, Event>> state = new LinkedHashMap<>();

    private final Map<String, JsonObject> accountData = new HashMap<>();
    /** Before now, in milliseconds: when what comes next is said. */
    private long ago;

    private int ids;

    int end() {
        return events.size();
    }

    long ago(long millis) {
        ago = millis;
        return millis;
    }

    /** Null where there is none. */
    @Nullable
    JsonObject event(String room, String id) {
        return events.stream()
                .filter(event ->
                        event.room().equals(room) && id.equals(event.json().getValue("event_id")))
                .map(Event::json)
                .findFirst()
                .orElse(null);
    }

    String room(String id) {
        state.put(id, new LinkedHashMap<>());
        return id;
    }

    boolean has(String room) {
        return state.containsKey(room);
    }

    String add(String room, String sender, String type, @Nullable String stateKey, JsonObject content) {
        String id = "$" + ++ids + "/+ ?_" + room.hashCode();
        JsonObject json = new JsonObject()
                .put("type", type)
                .put("event_id", id)
                .put("sender", sender)
                .put("origin_server_ts", System.currentTimeMillis() - ago)
                .put("content", content);
        if (stateKey != null) {
            json.put("state_key", stateKey);
        }
        addRaw(room, json);
        return id;
    }

    /** However malformed it may be. */
    void addRaw(String room, JsonObject json) {
        Event event = new Event(events.size() + 1, room, json);
        events.add(event);
        if (json.getValue("state_key") instanceof String key && json.getValue("type") instanceof String type) {
            all(room).put(type + "|" + key, event);
        }
    }

    private Map<String, Event> all(String room) {
        return state.getOrDefault(room, new LinkedHashMap<>());
    }

    String membership(String room, String user) {
        Event event = all(room).get("m.room.member|" + user);
        return event == null ? "leave" : event.json().getJsonObject("content").getString("membership");
    }

    Map<String, JsonObject> joined(String room) {
        Map<String, JsonObject> joined = new LinkedHashMap<>();
        all(room).values().stream()
                .filter(event -> event.json().getString("type").equals("m.room.member"))
                .filter(event ->
                        "join".equals(event.json().getJsonObject("content").getString("membership")))
                .forEach(event -> joined.put(
                        event.json().getString("state_key"), event.json().getJsonObject("content")));
        return joined;
    }

    JsonObject accountData(String key) {
        return accountData.getOrDefault(key, new JsonObject());
    }

    boolean hasAccountData(String key) {
        return accountData.containsKey(key);
    }

    void accountData(String key, JsonObject content) {
        accountData.put(key, content);
    }

    /** What is new to that user since then; null where nothing is. */
    @Nullable
    JsonObject sync(String user, int since, boolean initial, int limit) {
        JsonObject join = new JsonObject();
        JsonObject invite = new JsonObject();
        JsonObject leave = new JsonObject();
        for (String room : state.keySet()) {
            List<Event> fresh = events.stream()
                    .filter(event -> event.at() > since && event.room().equals(room))
                    .toList();
            boolean isNews = fresh.stream().anyMatch(event -> event.isMember(user));
            switch (membership(room, user)) {
                case "join" -> {
                    if (initial || !fresh.isEmpty()) {
                        // With joining comes what was said before.
                        List<Event> shown = isNews
                                ? events.stream()
                                        .filter(event -> event.room().equals(room))
                                        .toList()
                                : fresh;
                        join.put(room, joined(room, shown, limit, initial || isNews));
                    }
                }
                case "invite" -> {
                    if (initial || isNews) {
                        JsonArray stripped = new JsonArray();
                        all(room).values().forEach(event -> stripped.add(stripped(event.json())));
                        invite.put(
                                room, new JsonObject().put("invite_state", new JsonObject().put("events", stripped)));
                    }
                }
                default -> {
                    if (!initial && isNews) {
                        leave.put(room, joined(room, fresh, limit, false));
                    }
                }
            }
        }
        if (!initial && join.isEmpty() && invite.isEmpty() && leave.isEmpty()) {
            return null;
        }
        return new JsonObject().put("join", join).put("invite", invite).put("leave", leave);
    }

    private JsonObject joined(String room, List<Event> shown, int limit, boolean whole) {
        List<Event> timeline = shown.subList(Math.max(0, shown.size() - limit), shown.size());
        int begins = timeline.isEmpty() ? Integer.MAX_VALUE : timeline.get(0).at();
        JsonArray before = new JsonArray();
        if (whole) {
            // Members are loaded lazily: only those who say something here.
            all(room).values().stream()
                    .filter(event -> event.at() < begins)
                    .filter(event -> !event.json().getString("type").equals("m.room.member")
                            || timeline.stream()
                                    .anyMatch(said -> event.isMember(
                                            String.valueOf(said.json().getValue("sender")))))
                    .forEach(event -> before.add(event.json()));
        }
        JsonArray said = new JsonArray();
        timeline.forEach(event -> said.add(event.json()));
        return new JsonObject()
                .put("state", new JsonObject().put("events", before))
                .put(
                        "timeline",
                        new JsonObject()
                                .put("events", said)
                                .put("limited", shown.size() > limit)
                                .put("prev_batch", "t" + begins))
                .put("summary", new JsonObject());
    }

    private static JsonObject stripped(JsonObject event) {
        JsonObject stripped = new JsonObject();
        List.of("type", "sender", "state_key", "content").forEach(key -> stripped.put(key, event.getValue(key)));
        return stripped;
    }
}
