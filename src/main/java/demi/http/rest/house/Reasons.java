package demi.http.rest.house;

import demi.bus.Failure;
import demi.http.web.Problem;
import io.vertx.core.Future;

/** The owner is told why something does not work, such as a full disk, where others are asked to try again. */
final class Reasons {

    private Reasons() {}

    static <T> Future<T> told(Throwable thrown) {
        return Future.failedFuture(
                thrown instanceof Failure failure && failure.code() == Failure.Code.UNAVAILABLE
                        ? Problem.of(503, failure.sentence())
                        : thrown);
    }
}
