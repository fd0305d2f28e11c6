package demi.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads bodies, up to a limit. */
final class Bodies {

    /** So much of a body that is too big is read and dropped, so that its sender gets to see the answer. */
    private static final long PATIENCE_BYTES = 8L << 20;

    private final int limit;

    Bodies(int limit) {
        this.limit = limit;
    }

    /** The body's fields; has to be called before the request's handler is left. */
    Future<Fields> read(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Future.failedFuture(Problem.of(415, "Bodies are taken without Content-Encoding only."));
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (request.bytesRead() <= limit) {
                body.appendBuffer(chunk);
            } else if (!whole.tryFail(Problem.of(413, "A body has at most " + limit + " bytes."))
                    && request.bytesRead() > PATIENCE_BYTES) {
                request.connection().close();
            }
        });
        request.exceptionHandler(broken -> whole.tryFail(Problem.of(400, "The body broke off.")));
        request.endHandler(end -> whole.tryComplete(body));
        return whole.future().map(bytes -> Fields.of(bytes.getBytes()));
    }
}
