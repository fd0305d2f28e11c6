package demi.bus;

/**
 * A question that may be asked again where it is not known whether it was answered: one that only looks, or that has an id by which
 * the second one is found out. Where a node is gone it is asked again of whoever takes over; any other fails.
 */
public interface Repeatable {

    /** Whether this one has what it needs for that. */
    default boolean mayBeRepeated() {
        return true;
    }
}
