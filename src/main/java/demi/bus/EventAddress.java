package demi.bus;

/**
 * The typed address of something told to whoever listens; nobody answers, and nobody listening is fine.
 *
 * @param everywhere whether all nodes of the house hear it, whichever room tells it
 */
public record EventAddress<T>(String address, Class<T> type, boolean everywhere) {

    /** One that is heard where the room that tells it is heard: see {@link Scope}. */
    public EventAddress(String address, Class<T> type) {
        this(address, type, false);
    }
}
