package demi.http.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Answers as gzip, for who takes it and where it pays: pages of a conversation above all. Only of GET, so that no answer that
 * holds a token is ever compressed together with what somebody else chose.
 */
final class Compression {

    /** One packet of a network: below it nothing is gained. */
    private static final int WORTH = 1_400;
    /** Above it the work, a millisecond for some 50 KiB, is not for the event loop. */
    private static final int LONG = 32_768;

    private Compression() {}

    static boolean takesGzip(HttpServerRequest request) {
        String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }

    /** Ends the response with that text; its status and type have been set. */
    static Future<Void> end(RoutingContext context, HttpServerResponse response, String text) {
        if (!context.request().method().equals(HttpMethod.GET) || text.length() < WORTH) {
            return response.end(text);
        }
        response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (!takesGzip(context.request())) {
            return response.end(text);
        }
        Future<Buffer> compressed = text.length() < LONG
                ? Future.succeededFuture(gzip(text))
                : context.vertx().executeBlocking(() -> gzip(text), false);
        return compressed.compose(bytes -> response.ended() || response.closed()
                ? Future.failedFuture("closed")
                : response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(bytes));
    }

    private static Buffer gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory that cannot be written", e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
