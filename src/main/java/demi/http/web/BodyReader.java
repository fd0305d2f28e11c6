package demi.http.web;

import demi.api.AccountsApi.Caller;
import demi.http.server.FairSlots;
import demi.http.server.FairSlots.Slot;
import demi.http.server.RequestDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;

/**
 * Reads bodies, whole, before anything is done with a request: few bytes from somebody unknown, more from who is logged in, and
 * not too many at a time, whole and from one address.
 */
public final class BodyReader {

    /** Of somebody who is not logged in: a login has a few hundred. */
    public static final int BEFORE_LOGIN = 4_096;

    private static final int PLACES = 256;
    private static final int PLACES_OF_AN_ADDRESS = 32;

    /** So much of a body that is too big is read and dropped, so that its sender gets to see the answer. */
    private static final long PATIENCE_BYTES = 8L << 20;

    /** Where a token of before does not matter. */
    private static final Set<String> LOGIN_PATHS = Set.of(
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/logout",
            "/api/v1/setup",
            "/api/v1/join",
            "/api/v1/join/check");

    /** Where somebody who is logged in may send a file. */
    private static final Set<String> FILE_PATHS = Set.of("/api/v1/memories/import", "/api/v1/pictures");

    private static final int FILE = 1 << 20;

    /** Where the owner may send a picture. */
    private static final Set<String> PICTURE_PATHS = Set.of("/api/v1/persona/card");

    private static final int PICTURE = 6 << 20;

    private static final String BODY = "demi.body";

    private final BearerAuth guard;
    private final ClientAddress proxies;
    private final int limit;
    private final FairSlots places = new FairSlots(PLACES, PLACES_OF_AN_ADDRESS, System::nanoTime);

    /** @param limit in bytes, for who is logged in */
    public BodyReader(BearerAuth guard, ClientAddress proxies, int limit) {
        this.guard = guard;
        this.proxies = proxies;
        this.limit = limit;
    }

    /** The body's fields, of a request that {@link #receive} has let pass. */
    public Future<RequestFields> read(RoutingContext context) {
        Buffer body = context.get(BODY);
        return Future.succeededFuture(body == null ? new byte[0] : body.getBytes())
                .map(RequestFields::of);
    }

    /** The body as it is, of such a request. */
    public byte[] bytes(RoutingContext context) {
        Buffer body = context.get(BODY);
        return body == null ? new byte[0] : body.getBytes();
    }

    /** The body as text, of such a request; a {@link Problem} where there is none, or no UTF-8. */
    public String text(RoutingContext context) {
        Buffer body = context.get(BODY);
        try {
            String text = body == null ? "" : JsonViews.utf8(body.getBytes());
            if (text.isBlank()) {
                throw Problem.of(400, "There is no file in the body.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "The body is not UTF-8.");
        }
    }

    /** Goes on with the request when its body is there. */
    void receive(RoutingContext context, String path) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            context.next();
            return;
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.fail(Problem.of(415, "Content-Encoding is not supported."));
            return;
        }
        Promise<Buffer> whole = Promise.promise();
        Slot place = places.acquire(
                share(proxies.client(request)),
                () -> whole.tryFail(
                        Problem.of(503, "Too many requests are half sent.").closing()));
        if (place == null) {
            context.fail(Problem.of(503, "Too many requests are half sent; please try again.")
                    .with("Retry-After", "5")
                    .closing());
            return;
        }
        RequestDecoder.reading(request.connection(), refusal -> whole.tryFail(Problem.from(refusal, refusal.status())));
        collect(request, whole, allowed(request, path));
        whole.future()
                .onComplete(done -> {
                    place.release();
                    RequestDecoder.reading(request.connection(), null);
                })
                .onSuccess(body -> {
                    context.put(BODY, body);
                    context.next();
                })
                .onFailure(context::fail);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    public static String share(String address) {
        String[] groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", List.of(groups).subList(0, 4));
    }

    /** How many bytes it may have; fails where that cannot be more than somebody unknown may send. */
    private Future<Integer> allowed(HttpServerRequest request, String path) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean isSmall = length != null && length.length() <= 4 && Integer.parseInt(length) <= BEFORE_LOGIN;
        if (isSmall || LOGIN_PATHS.contains(path) || BearerAuth.bearer(request) == null) {
            return Future.succeededFuture(BEFORE_LOGIN);
        }
        return guard.caller(request).map(caller -> allowed(caller, path));
    }

    private int allowed(Caller caller, String path) {
        int file = FILE_PATHS.contains(path) ? FILE : caller.owner() && PICTURE_PATHS.contains(path) ? PICTURE : 0;
        return Math.max(limit, file);
    }

    private static void collect(HttpServerRequest request, Promise<Buffer> whole, Future<Integer> allowed) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            int most = allowed.succeeded() ? allowed.result() : 0;
            if (request.bytesRead() <= most) {
                body.appendBuffer(chunk);
            } else if (!whole.tryFail(Problem.of(413, "A body has at most " + most + " bytes here."))
                    && request.bytesRead() > PATIENCE_BYTES) {
                request.connection().close();
            }
        });
        request.exceptionHandler(broken -> whole.tryFail(Problem.of(400, "The body broke off.")));
        request.endHandler(end -> whole.tryComplete(body));
        if (!allowed.isComplete()) {
            request.pause();
            allowed.onComplete(known -> request.resume());
        }
        allowed.onFailure(whole::tryFail);
    }
}
