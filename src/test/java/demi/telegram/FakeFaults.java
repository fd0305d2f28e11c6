package demi.telegram;

import demi.telegram.FakeTelegram.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Answers that go wrong. */
final class FakeFaults {

    private static final Buffer MEGABYTE = Buffer.buffer(" ".repeat(1 << 20));

    private FakeFaults() {}

    static void answer(Fault fault, HttpServerRequest request, JsonObject json) {
        HttpServerResponse response = request.response();
        switch (fault) {
            case CUT_MIDDLE -> cut(request, json.toBuffer());
            case BAD_GATEWAY ->
                response.setStatusCode(502)
                        .putHeader("Content-Type", "text/html")
                        .end("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n");
            case NO_JSON -> response.end("{\"ok\":true,\"result\":[{\"update_id\":");
            case ENDLESS -> endless(response.setChunked(true));
            case STALL -> response.setChunked(true).write("{\"ok\":true,\"res");
            default -> throw new IllegalArgumentException(fault.name());
        }
    }

    /** More is said only when the last piece is taken. */
    private static void endless(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(MEGABYTE).onSuccess(written -> endless(response));
        }
    }

    /** The connection breaks after half of it. */
    static void cut(HttpServerRequest request, Buffer whole) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Length", Integer.toString(whole.length()))
                .write(whole.slice(0, whole.length() / 2))
                .onComplete(written -> request.connection().close());
    }
}
