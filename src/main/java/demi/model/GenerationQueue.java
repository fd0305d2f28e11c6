package demi.model;

import demi.api.InferenceApi.Priority;
import demi.model.server.GenerationRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is next before the model: people before the house's own work, and first come first served among each, but for
 * whose conversation is still in the model's memory: they may come before others who would have it read all of theirs.
 * Nobody is overtaken more than twice, nor when they have waited for long. A person has one reply made at a time, so
 * nobody's second message overtakes somebody else's first.
 */
final class GenerationQueue {

    private static final int MOST_OVERTAKEN = 2;
    private static final Duration LONGEST_OVERTAKEN = Duration.ofSeconds(30);

    private final List<GenerationRequest> waiting = new ArrayList<>();
    private final List<GenerationRequest> running = new ArrayList<>();
    private final int limit;
    private boolean onlyPeople;

    GenerationQueue(int limit) {
        this.limit = limit;
    }

    /** False when as many wait as may. */
    boolean add(GenerationRequest generation) {
        if (waiting.size() >= limit) {
            return false;
        }
        int at = waiting.size();
        while (at > 0 && isPerson(generation) && !isPerson(waiting.get(at - 1))) {
            at--;
        }
        waiting.add(at, generation);
        return true;
    }

    /** Whether the house's own work waits, also when nobody is served. */
    void onlyPeople(boolean now) {
        onlyPeople = now;
    }

    /** Takes out who no longer wants to wait. */
    void remove(GenerationRequest generation) {
        waiting.remove(generation);
    }

    /**
     * Takes the one whose turn it is, if fewer than {@code slots} run; it has to be given back by {@link #done}. The
     * house's own work has its turn only while nobody is served, and not while memory is short.
     *
     * @param warm whose conversation need not be read again
     */
    Optional<GenerationRequest> next(int slots, Predicate<GenerationRequest> warm) {
        if (running.size() >= slots
                || waiting.isEmpty()
                || (!isPerson(waiting.get(0)) && (onlyPeople || servesPeople()))) {
            return Optional.empty();
        }
        GenerationRequest next = waiting.remove(preferred(warm));
        running.add(next);
        return Optional.of(next);
    }

    /**
     * Takes the one that has a place that the house has given, for a person or for its own work; empty where nobody of the kind waits
     * any more. It has to be given back as well.
     */
    Optional<GenerationRequest> next(Priority given, Predicate<GenerationRequest> warm) {
        boolean isMissing = waiting.isEmpty() || (given == Priority.PERSON && !isPerson(waiting.get(0)));
        return isMissing ? Optional.empty() : next(running.size() + 1, warm);
    }

    /** The place of whoever may come first. */
    private int preferred(Predicate<GenerationRequest> warm) {
        for (int i = 0; i < waiting.size() && isPerson(waiting.get(i)) == isPerson(waiting.get(0)); i++) {
            if (warm.test(waiting.get(i))) {
                waiting.subList(0, i).forEach(GenerationRequest::countOvertaken);
                return i;
            }
            if (!isInterruptible(waiting.get(i))) {
                break;
            }
        }
        return 0;
    }

    private static boolean isInterruptible(GenerationRequest generation) {
        return generation.overtaken() < MOST_OVERTAKEN && !generation.hasWaited(LONGEST_OVERTAKEN);
    }

    /** It has to wait again, before all others of its kind. */
    void again(GenerationRequest generation) {
        running.remove(generation);
        waiting.add(0, generation);
    }

    boolean isWaiting(GenerationRequest generation) {
        return waiting.contains(generation);
    }

    void done(GenerationRequest generation) {
        running.remove(generation);
    }

    /** What of the house's own work is running. */
    List<GenerationRequest> background() {
        return running.stream().filter(generation -> !isPerson(generation)).toList();
    }

    /** Whether a person's reply is being made. */
    boolean servesPeople() {
        return running.stream().anyMatch(GenerationQueue::isPerson);
    }

    private static boolean isPerson(GenerationRequest generation) {
        return generation.priority() == Priority.PERSON;
    }

    /** Those who wait for a place, in order. */
    List<GenerationRequest> wanting() {
        return onlyPeople ? waiting.stream().filter(GenerationQueue::isPerson).toList() : waiting();
    }

    /** Those who wait, in order. */
    List<GenerationRequest> waiting() {
        return List.copyOf(waiting);
    }

    int running() {
        return running.size();
    }
}
