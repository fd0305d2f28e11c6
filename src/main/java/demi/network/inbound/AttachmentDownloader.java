package demi.network.inbound;

import demi.api.AttachmentsApi.FetchPictures;
import demi.api.AttachmentsApi.Pictures;
import demi.bus.BaseVerticle;
import demi.network.client.AttachmentSource;
import demi.network.message.AttachmentPolicy;
import demi.network.message.Timeouts;
import demi.util.HttpClients;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches pictures when a model is to be shown them, and text files when they are written about: at once, bounded in size and
 * time, and only what is one.
 */
public final class AttachmentDownloader {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentDownloader.class);
    private static final int CONNECT_MS = 5_000;
    private static final long WHOLE_S = 20;

    private static final long CANCEL = 8;

    private final Vertx vertx;
    private final AttachmentSource source;
    private final HttpClient client;

    public AttachmentDownloader(Vertx vertx, AttachmentSource source) {
        this.vertx = vertx;
        this.source = source;
        this.client = HttpClients.create(vertx, new HttpClientOptions().setConnectTimeout(CONNECT_MS));
    }

    /** Never fails: what cannot be had is not there. */
    public Future<Pictures> pictures(FetchPictures asked) {
        List<Future<String>> all = asked.addresses().stream()
                .filter(source::isOwn)
                .limit(AttachmentPolicy.MOST)
                .map(address -> fetch(address, AttachmentPolicy.LARGEST)
                        .compose(bytes -> vertx.executeBlocking(() -> encoded(bytes)))
                        // The address lets anybody look at it.
                        .onFailure(thrown -> LOG.warn("Could not fetch a picture: {}", thrown.getMessage())))
                .toList();
        return Future.join(all)
                .otherwiseEmpty()
                .map(over -> new Pictures(all.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .toList()));
    }

    /** A text file; fails where it cannot be had, is too large, or is no text. */
    Future<String> read(String address) {
        Future<Buffer> bytes = source.isOwn(address)
                ? fetch(address, AttachmentPolicy.LARGEST_TEXT)
                : Future.failedFuture("it is not kept there");
        return bytes.map(AttachmentDownloader::decoded)
                .onFailure(thrown -> LOG.warn("Could not read a text file: {}", thrown.getMessage()));
    }

    private static String decoded(Buffer bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no text", e);
        }
    }

    private Future<Buffer> fetch(String address, int largest) {
        if (BaseVerticle.isClosing()) {
            return Future.failedFuture("the room is closing");
        }
        return source.fetch(address, largest)
                .map(own -> Timeouts.within(vertx, WHOLE_S * 1_000, own))
                .orElseGet(() -> fetchLocated(address, largest));
    }

    private Future<Buffer> fetchLocated(String address, int largest) {
        // A client that is being closed throws, and so does an address that is none.
        return Timeouts.within(
                        vertx, WHOLE_S * 1_000, Future.succeededFuture(address).compose(source::locate))
                .map(AttachmentDownloader::request)
                .compose(client::request)
                .compose(opened -> read(opened, largest)
                        .timeout(WHOLE_S, TimeUnit.SECONDS)
                        .onFailure(thrown -> opened.reset(CANCEL)));
    }

    private static RequestOptions request(AttachmentSource.Location location) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(location.url())
                .setFollowRedirects(false);
        location.headers().forEach(request::putHeader);
        return request;
    }

    private static Future<Buffer> read(HttpClientRequest request, int largest) {
        // Without one, a request that is reset before its response is logged as an error.
        request.exceptionHandler(broken -> LOG.debug("The request broke off: {}", broken.toString()));
        return request.send().compose(response -> body(response, largest));
    }

    private static Future<Buffer> body(HttpClientResponse response, int largest) {
        // Without one, a response that is reset is logged as an error.
        response.exceptionHandler(broken -> LOG.debug("The response broke off: {}", broken.toString()));
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail)
                .handler(piece -> {
                    if (body.length() + piece.length() > largest) {
                        whole.tryFail("larger than it said");
                    } else {
                        body.appendBuffer(piece);
                    }
                })
                .endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    private static String encoded(Buffer picture) {
        byte[] bytes = picture.getBytes();
        if (!AttachmentPolicy.looksLikeOne(bytes)) {
            throw new IllegalArgumentException("it is none");
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    public Future<Void> close() {
        return client.close();
    }
}
