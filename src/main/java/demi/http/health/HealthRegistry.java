package demi.http.health;

import demi.api.HealthApi;
import demi.api.HealthApi.ComponentHealth;
import demi.api.HealthApi.Status;
import demi.api.NetworkApi;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the parts last told of themselves, and what it adds up to. */
public final class HealthRegistry {

    public static final String DATABASE = "database";

    private final Map<String, ComponentHealth> components = new TreeMap<>();
    private final Set<String> networks = new TreeSet<>();

    public void onComponent(ComponentHealth part) {
        components.put(part.name(), part);
    }

    /** A chat network is part of the house, connected or not. */
    public void onNetwork(NetworkApi.State state) {
        networks.add(state.network());
    }

    /** Their names, as {@code discord}, in the order of the alphabet. */
    Set<String> networks() {
        return networks;
    }

    /** What a part has last told of itself; null where it has told nothing. */
    public @Nullable ComponentHealth component(String name) {
        return components.get(name);
    }

    /** All parts by name; the database is always among them. */
    public Map<String, ComponentHealth> components() {
        Map<String, ComponentHealth> all = new TreeMap<>(components);
        all.putIfAbsent(DATABASE, ComponentHealth.of(DATABASE, Status.DOWN, "It has not reported yet."));
        return all;
    }

    /** Whether messages can be taken and kept. */
    boolean ready() {
        return databaseWritable() && acceptsMessages();
    }

    /** Whether the database takes what is to be kept. */
    public boolean databaseWritable() {
        ComponentHealth database = components.get(DATABASE);
        return database != null && database.status() != Status.DOWN;
    }

    /** Whether all the rooms that a message goes through are open; what a closed one has told last is no longer true. */
    public boolean acceptsMessages() {
        return components.values().stream()
                .noneMatch(part -> "false".equals(part.facts().get(HealthApi.TAKES_MESSAGES)));
    }

    /** DOWN while no message can be kept, DEGRADED while anything else is not as it should be. */
    public Status overall() {
        if (!ready()) {
            return Status.DOWN;
        }
        return components.values().stream().allMatch(part -> part.status() == Status.UP) ? Status.UP : Status.DEGRADED;
    }
}
