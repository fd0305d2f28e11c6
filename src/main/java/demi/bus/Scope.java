package demi.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Where a room is open, in a house of several nodes; in a house of one it is all the same. */
public enum Scope {
    /** On every node, each for itself: it is asked and heard there only. */
    NODE,
    /** On one node at a time: it is asked from all of them, and what it tells is heard on all. */
    HOUSE,
    /**
     * On every node, each for some of the people: what is about a person ({@link OfPerson}) is asked of the node that has that person,
     * the rest of the one that has the house. What it tells is heard on all.
     */
    PERSON;

    private static final String KEY = "demi.room.scope";

    /** What happens on {@code room} from now on happens in this scope. */
    public void mark(Context room) {
        room.put(KEY, this);
    }

    /** Whether what is told on the current context is for all nodes. */
    static boolean isToldEverywhere() {
        Context current = Vertx.currentContext();
        return current != null && current.get(KEY) instanceof Scope scope && scope != NODE;
    }
}
