package demi.bus;

/** The reply of a request that has nothing to tell but that it was done. */
public record Ack() {
    public static final Ack DONE = new Ack();
}
