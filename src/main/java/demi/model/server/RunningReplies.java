package demi.model.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The replies that a server is making. */
public final class RunningReplies {

    private final Set<GenerationRequest> running = new HashSet<>();

    void add(GenerationRequest generation) {
        running.add(generation);
    }

    void remove(GenerationRequest generation) {
        running.remove(generation);
    }

    public int count() {
        return running.size();
    }

    /** How many of them are the house's own work. */
    public int background() {
        return (int) running.stream().filter(GenerationRequest::isBackground).count();
    }

    boolean hadOutputWithin(Duration time) {
        return running.stream().anyMatch(generation -> generation.hadOutputWithin(time));
    }

    void abandon(Predicate<GenerationRequest> which) {
        List.copyOf(running).stream().filter(which).forEach(GenerationRequest::abandon);
    }
}
