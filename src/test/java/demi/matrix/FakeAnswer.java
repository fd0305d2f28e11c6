package demi.matrix;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** How the stand-in answers a request. */
class FakeAnswer {

    private final HttpServerRequest request;

    FakeAnswer(HttpServerRequest request) {
        this.request = request;
    }

    void json(int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }

    void file(String type, Buffer bytes) {
        request.response().putHeader("Content-Type", type).end(bytes);
    }

    /** The connection is cut instead. */
    static final class Lost extends FakeAnswer {
        private final HttpServerRequest lost;

        Lost(HttpServerRequest request) {
            super(request);
            this.lost = request;
        }

        @Override
        void json(int status, JsonObject body) {
            lost.connection().close();
        }

        @Override
        void file(String type, Buffer bytes) {
            lost.connection().close();
        }
    }
}
