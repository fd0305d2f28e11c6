package demi.bus;

import java.time.Duration;

/**
 * The typed address of a request: one question type, one reply type, one room that answers.
 *
 * @param address where on the event bus; {@code room.verb}
 * @param timeout how long the asker waits before the request fails with {@link Failure.Code#TIMEOUT}
 */
public record RequestAddress<Q extends Record, R>(String address, Class<Q> question, Class<R> reply, Duration timeout) {

    /** A request that is answered, or fails, within 30 seconds. */
    public static <Q extends Record, R> RequestAddress<Q, R> of(String address, Class<Q> question, Class<R> reply) {
        return new RequestAddress<>(address, question, reply, Duration.ofSeconds(30));
    }
}
