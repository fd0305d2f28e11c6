package demi.api.store;

import demi.api.WebPushApi;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;

/** Where browsers are told by Web Push. */
public final class WebPushStore {
    private WebPushStore() {}

    /**
     * @param sessionId who has asked for it
     * @param p256dh the browser's public key, as base64url
     * @param auth the secret shared with it, as base64url
     */
    public record Browser(
            String subscriptionId,
            String userId,
            String sessionId,
            Secret endpoint,
            String p256dh,
            Secret auth,
            String deviceName,
            boolean text,
            Instant createdAt) {}

    /** @param browsers oldest first */
    public record Browsers(List<Browser> browsers) {
        public Browsers {
            browsers = List.copyOf(browsers);
        }
    }

    /** Of one person, and of sessions that are not ended. */
    public static final RequestAddress<WebPushApi.GetStatus, Browsers> BROWSERS =
            RequestAddress.of("store.webPush", WebPushApi.GetStatus.class, Browsers.class);

    /** @param most that one person may have */
    public record SaveBrowser(Browser browser, int most) {}

    /**
     * In the place of any other with its endpoint, whosesoever that was. Fails INVALID where it would be one too many,
     * NOT_FOUND for a session that is ended.
     */
    public static final RequestAddress<SaveBrowser, Ack> SAVE =
            RequestAddress.of("store.webPush.save", SaveBrowser.class, Ack.class);

    public static final RequestAddress<WebPushApi.Unsubscribe, WebPushApi.Unsubscribed> REMOVE =
            RequestAddress.of("store.webPush.remove", WebPushApi.Unsubscribe.class, WebPushApi.Unsubscribed.class);
}
