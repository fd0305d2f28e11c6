package demi.notifications;

import demi.api.WebPushApi.GetStatus;
import demi.api.WebPushApi.Status;
import demi.api.WebPushApi.Subscribe;
import demi.api.WebPushApi.Subscription;
import demi.api.WebPushApi.Unsubscribe;
import demi.api.WebPushApi.Unsubscribed;
import demi.api.store.WebPushStore;
import demi.api.store.WebPushStore.Browser;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which browsers people have told by Web Push: what the addresses of {@link demi.api.WebPushApi} answer. */
@WallTime("since when a browser is told")
final class WebPushSubscriptions {

    /** Of one person. */
    private static final int MOST = 10;

    private static final int LONGEST_NAME = 100;

    private final Bus bus;
    private final InstantSource clock;
    private final @Nullable WebPushSettings settings;

    /** @param settings null: it is turned off */
    WebPushSubscriptions(Bus bus, InstantSource clock, @Nullable WebPushSettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
    }

    Future<Status> status(GetStatus asked) {
        return bus.request(WebPushStore.BROWSERS, asked)
                .map(found -> new Status(
                        settings == null ? null : settings.keys().publicKey(),
                        found.browsers().stream()
                                .map(WebPushSubscriptions::shown)
                                .toList()));
    }

    Future<Subscription> subscribe(Subscribe asked) {
        if (settings == null) {
            throw new Failure(
                    Failure.Code.INVALID,
                    "The owner has not turned on Web Push (notifications.web_push in the settings).");
        }
        WebPushRules.require(asked, settings.reachable());
        String name = asked.deviceName().strip();
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new Failure(Failure.Code.INVALID, "A name has at most " + LONGEST_NAME + " characters.");
        }
        Browser browser = new Browser(
                UUID.randomUUID().toString(),
                asked.userId(),
                asked.sessionId(),
                asked.endpoint(),
                asked.p256dh(),
                asked.auth(),
                name,
                asked.text(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return bus.request(WebPushStore.SAVE, new WebPushStore.SaveBrowser(browser, MOST))
                .map(kept -> shown(browser));
    }

    Future<Unsubscribed> unsubscribe(Unsubscribe asked) {
        return bus.request(WebPushStore.REMOVE, asked);
    }

    private static Subscription shown(Browser browser) {
        return new Subscription(
                browser.subscriptionId(),
                browser.deviceName(),
                WebPushRules.service(browser.endpoint()),
                browser.text(),
                browser.createdAt());
    }
}
