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
    private final int limit;
    private int running;

    GenerationQueue(int limit) {
        this.limit = limit;
    }

    /** False when as many wait as may. */
    boolean add(Generation generation) {
        if (waiting.size() >= limit) {
            return false;
        }
        int at = waiting.size();
        while (at > 0
                && generation.priority() == Priority.PERSON
                && waiting.get(at - 1).priority() == Priority.BACKGROUND) {
            at--;
        }
        waiting.add(at, generation);
        return true;
    }

    /** Takes out who no longer wants to wait. */
    void remove(Generation generation) {
        waiting.remove(generation);
    }

    /** Takes those whose turn it is while fewer than {@code slots} run; each has to be given back by {@link #done}. */
    List<Generation> next(int slots) {
        List<Generation> next = new ArrayList<>();
        while (running < slots && !waiting.isEmpty()) {
            running++;
            next.add(waiting.remove(0));
        }
        return next;
    }

    void done() {
        running--;
    }

    /** Those who wait, in order. */
    List<Generation> waiting() {
        return List.copyOf(waiting);
    }

    int running() {
        return running;
    }
}
