package demi.bus;

import java.util.Set;

/** Which nodes are there, as this one sees it. */
public interface Membership {

    /** The names of the others. */
    Set<String> others();

    /** Calls {@code changed}, on any thread, whenever one comes or goes. */
    void onChange(Runnable changed);
}
