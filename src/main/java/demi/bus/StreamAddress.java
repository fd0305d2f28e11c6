package demi.bus;

/**
 * The typed address of a request that is answered by a stream of items under credit-based flow control.
 * See {@link Bus#open} for the asking side and {@link Bus#serve} for the answering one.
 */
public record StreamAddress<Q extends Record, T extends Record>(String address, Class<Q> question, Class<T> item) {}
