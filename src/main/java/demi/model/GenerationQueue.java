package demi.model;

import demi.contract.Model.Priority;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is next before the model: people before the house's own work, and first come first served among each. A person
 * has one reply made at a time, so nobody's second message overtakes somebody else's first.
 */
final class GenerationQueue {

    private final List<Generation> waiting = new ArrayList<>();
    private final List<Generation> running = new ArrayList<>();
    private final int limit;
    private boolean onlyPeople;

    GenerationQueue(int limit) {
        this.limit = limit;
    }

    /** False when as many wait as may. */
    boolean add(Generation generation) {
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
    void remove(Generation generation) {
        waiting.remove(generation);
    }

    /**
     * Takes those whose turn it is while fewer than {@code slots} run; each has to be given back by {@link #done}. The
     * house's own work has its turn only while nobody is served, and not while memory is short.
     */
    List<Generation> next(int slots) {
        List<Generation> next = new ArrayList<>();
        while (running.size() < slots
                && !waiting.isEmpty()
                && (isPerson(waiting.get(0)) || !(onlyPeople || servesPeople()))) {
            Generation first = waiting.remove(0);
            running.add(first);
            next.add(first);
        }
        return next;
    }

    /** It has to wait again, before all others of its kind. */
    void again(Generation generation) {
        running.remove(generation);
        waiting.add(0, generation);
    }

    boolean isWaiting(Generation generation) {
        return waiting.contains(generation);
    }

    void done(Generation generation) {
        running.remove(generation);
    }

    /** What of the house's own work is running. */
    List<Generation> background() {
        return running.stream().filter(generation -> !isPerson(generation)).toList();
    }

    /** Whether a person's reply is being made. */
    boolean servesPeople() {
        return running.stream().anyMatch(GenerationQueue::isPerson);
    }

    private static boolean isPerson(Generation generation) {
        return generation.priority() == Priority.PERSON;
    }

    /** Those who wait, in order. */
    List<Generation> waiting() {
        return List.copyOf(waiting);
    }

    int running() {
        return running.size();
    }
}
