package demi.http.health;

import demi.api.HealthApi;
import demi.api.HealthApi.Part;
import demi.api.HealthApi.Status;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the parts last told of themselves, and what it adds up to. */
public final class HealthRegistry {

    public static final String DATABASE = "database";

    private final Map<String, Part> parts = new TreeMap<>();

    public void heard(Part part) {
        parts.put(part.name(), part);
    }

    @Nullable
    Part part(String name) {
        return parts.get(name);
    }

    /** All parts by name; the database is always among them. */
    public Map<String, Part> parts() {
        Map<String, Part> all = new TreeMap<>(parts);
        all.putIfAbsent(DATABASE, Part.of(DATABASE, Status.DOWN, "It has not reported yet."));
        return all;
    }

    /** Whether messages can be taken and kept. */
    boolean ready() {
        return keeps() && takes();
    }

    /** Whether the database takes what is to be kept. */
    public boolean keeps() {
        Part database = parts.get(DATABASE);
        return database != null && database.status() != Status.DOWN;
    }

    /** Whether all the rooms that a message goes through are open; what a closed one has told last is no longer true. */
    public boolean takes() {
        Part rooms = parts.get(HealthApi.ROOMS);
        return rooms == null || !"false".equals(rooms.facts().get(HealthApi.TAKES_MESSAGES));
    }

    /** DOWN while no message can be kept, DEGRADED while anything else is not as it should be. */
    public Status overall() {
        if (!ready()) {
            return Status.DOWN;
        }
        return parts.values().stream().allMatch(part -> part.status() == Status.UP) ? Status.UP : Status.DEGRADED;
    }
}
