package demi.notifications;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.header.TTL;
import com.zerodeplibs.webpush.header.Topic;
import com.zerodeplibs.webpush.header.Urgency;
import demi.api.store.WebPushStore.Browser;
import demi.util.HttpClients;
import demi.util.HttpExchange;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Tells a browser through the push service that it has chosen (RFC 8030), encrypted for that browser alone (RFC 8291). Belongs
 * to one context. What people choose is no way into the house: the address that the service's name has now is looked at, and
 * that one is connected to.
 */
@WallTime("until when a signature is good")
final class WebPushClient {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long PREPARED_WITHIN_S = 10;
    private static final int WORKERS = 2;
    /** A push service may refuse a longer one than 24 hours, and the clocks may differ. */
    private static final Duration SIGNED_FOR = Duration.ofHours(12);
    /** Longer than that nobody is told at all. */
    private static final long KEPT_DAYS = 1;

    private static final int LONGEST_WORDS = 2_000;
    private static final int HTTPS = 443;

    private static final String[] URGENCY = {
        Urgency.veryLow(), Urgency.low(), Urgency.normal(), Urgency.high(), Urgency.high()
    };

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final HttpClient client;
    private final WebPushSettings settings;
    private final InstantSource clock;
    private final String urgency;

    /** What is sent, and where. */
    private record Prepared(SocketAddress server, Buffer body, String authorization) {}

    /** @param priority 1 to 5, as ntfy has it */
    WebPushClient(Vertx vertx, InstantSource clock, WebPushSettings settings, int priority) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        this.urgency = URGENCY[priority - 1];
        this.worker = vertx.createSharedWorkerExecutor("demi-web-push", WORKERS);
        this.client = HttpClients.create(vertx, settings.client());
    }

    /** Never fails. Told again, it takes the place of what was told before: in the service by its topic, on the screen by its tag. */
    Future<PushAttempt> push(Browser browser, PushNote note) {
        return worker.executeBlocking(() -> prepare(browser, note), false)
                .timeout(PREPARED_WITHIN_S, TimeUnit.SECONDS)
                .compose(prepared -> HttpExchange.readStatus(
                        vertx, client, request(browser, note, prepared), prepared.body(), ANSWER))
                .map(PushAttempt::ofWebPush)
                .otherwise(thrown -> thrown instanceof NotReachable
                        ? PushAttempt.refused("The push service is not on the internet.")
                        : PushAttempt.of(thrown));
    }

    /** Blocking: it asks for the name, and encrypts. */
    private Prepared prepare(Browser browser, PushNote note) throws UnknownHostException {
        URI endpoint = URI.create(browser.endpoint().value());
        SocketAddress server = SocketAddress.inetSocketAddress(
                endpoint.getPort() < 0 ? HTTPS : endpoint.getPort(),
                address(endpoint.getHost()).getHostAddress());
        EncryptedPushMessage encrypted = MessageEncryptions.of()
                .encrypt(
                        UserAgentMessageEncryptionKeyInfo.of(
                                browser.p256dh(), browser.auth().value()),
                        PushMessage.ofUTF8(payload(browser, note).encode()));
        return new Prepared(
                server,
                Buffer.buffer(encrypted.toBytes()),
                settings.keys()
                        .authorization(endpoint.toString(), clock.instant().plus(SIGNED_FOR), settings.contact()));
    }

    private InetAddress address(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress each : all) {
            if (!settings.reachable().test(each)) {
                throw new NotReachable();
            }
        }
        return all[0];
    }

    /** As the app's service worker reads it. */
    private static JsonObject payload(Browser browser, PushNote note) {
        JsonObject payload = new JsonObject().put("title", PushClient.TITLE).put("tag", PushClient.sequence(note));
        return browser.text() || note.isTest() ? payload.put("body", note.words(LONGEST_WORDS)) : payload;
    }

    private RequestOptions request(Browser browser, PushNote note, Prepared prepared) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(browser.endpoint().value())
                .setServer(prepared.server())
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Demi")
                .putHeader("Authorization", prepared.authorization())
                .putHeader("Content-Encoding", "aes128gcm")
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader(TTL.HEADER_NAME, Long.toString(TTL.days(KEPT_DAYS)))
                .putHeader(Urgency.HEADER_NAME, urgency)
                .putHeader(Topic.HEADER_NAME, topic(note));
    }

    /** At most 32 letters, digits, - and _: a UUID without its hyphens. */
    private static String topic(PushNote note) {
        String plain = note.id().replaceAll("[^A-Za-z0-9_]", "");
        return Topic.ensure(plain.substring(0, Math.min(32, plain.length())));
    }

    /** Its name leads into the house. */
    private static final class NotReachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReachable() {
            super("not on the internet", null, false, false);
        }
    }
}
