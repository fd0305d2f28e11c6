package demi.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Where a room is open, in a house of several nodes; in a house of one it is all the same. */
public enum Scope {
    /** On every node, each for itself: it is asked and heard there only. */
    NODE,
    /** On one node at a time: it is asked from all of them, and what it tells is heard on all. */
    HOUSE;

    private static final String KEY = "demi.room.scope";

    /** What happens on {@code room} from now on happens for the house, or for this node. */
    public void mark(Context room) {
        room.put(KEY, this);
    }

    /** Whether this is called on the context of a room that is open once in the house. */
    static boolean isOfHouse() {
        Context current = Vertx.currentContext();
        return current != null && current.get(KEY) == HOUSE;
    }
}
