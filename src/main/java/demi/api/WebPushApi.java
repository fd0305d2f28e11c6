package demi.api;

import demi.api.value.Secret;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Browsers of a person's that are told by Web Push when she wrote. */
public final class WebPushApi {
    private WebPushApi() {}

    /**
     * One of them, without what it takes to tell it anything.
     *
     * @param service the host of the push service that the browser has chosen
     * @param text whether what she wrote goes along; if not, only that she did
     */
    public record Subscription(
            String subscriptionId, String deviceName, String service, boolean text, Instant createdAt) {}

    public record GetStatus(String userId) implements Repeatable {}

    /**
     * @param publicKey what a browser subscribes with, as base64url of the uncompressed point; null: it is turned off
     * @param subscriptions oldest first
     */
    public record Status(@Nullable String publicKey, List<Subscription> subscriptions) {
        public Status {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    public static final RequestAddress<GetStatus, Status> STATUS =
            RequestAddress.of("notifications.webPush", GetStatus.class, Status.class);

    /**
     * @param sessionId the browser's; it is told nothing any more once that session is ended
     * @param endpoint whoever knows it can make that browser show something
     * @param p256dh the browser's public key, as base64url
     * @param auth the secret shared with it, as base64url
     */
    public record Subscribe(
            String userId,
            String sessionId,
            Secret endpoint,
            String p256dh,
            Secret auth,
            String deviceName,
            boolean text) {}

    /** In the place of an earlier one of the same browser. Fails INVALID for what is no subscription, or is one too many. */
    public static final RequestAddress<Subscribe, Subscription> SUBSCRIBE =
            RequestAddress.of("notifications.webPush.subscribe", Subscribe.class, Subscription.class);

    public record Unsubscribe(String userId, String subscriptionId) {}

    /** @param found whether there was one */
    public record Unsubscribed(boolean found) {}

    public static final RequestAddress<Unsubscribe, Unsubscribed> UNSUBSCRIBE =
            RequestAddress.of("notifications.webPush.unsubscribe", Unsubscribe.class, Unsubscribed.class);
}
