package demi.model.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Reads why a server did not do what it was asked. */
final class ErrorBody {

    private static final int LONGEST = 1 << 14;

    private ErrorBody() {}

    /** Nothing where it is too long or breaks off; never fails. */
    static Future<String> of(HttpClientResponse response) {
        Promise<String> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() < LONGEST) {
                body.appendBuffer(piece);
            } else {
                read.tryComplete("");
            }
        });
        response.exceptionHandler(broken -> read.tryComplete(""));
        response.endHandler(end -> read.tryComplete(body.toString()));
        return read.future();
    }
}
