package demi.bus;

/** What the two ends of a stream say to each other beside the items. */
sealed interface StreamControl {

    /** Reader to writer: so many more items may come. */
    record Credit(int items) implements StreamControl {}

    /** Reader to writer: stop. */
    record Cancel() implements StreamControl {}

    /** Writer to reader: still there, nothing to say. */
    record Heartbeat() implements StreamControl {}

    /** Writer to reader: that was all. */
    record End() implements StreamControl {}

    /** Writer to reader: it broke off. */
    record Failed(Failure.Code code, String sentence) implements StreamControl {}

    /** The reply that opens a stream. */
    record Opened() implements StreamControl {}
}
