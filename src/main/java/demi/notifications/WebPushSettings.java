package demi.notifications;

import demi.util.PublicAddress;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.URI;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How browsers are told.
 *
 * @param contact whom a push service may turn to, an https or mailto address
 * @param reachable which addresses a push service may have; people choose it, and it must be no way into the house
 * @param client how it is connected to
 */
record WebPushSettings(
        WebPushKeyPair keys, String contact, Predicate<InetAddress> reachable, HttpClientOptions client) {

    private static final int CONNECT_MS = 5_000;

    /** Where nobody has set one; push services want some, and Apple's no localhost. */
    private static final String NO_CONTACT = "mailto:demi@example.org";

    /** @param publicUrl the house's own address; null: none is set */
    static WebPushSettings of(WebPushKeyPair keys, @Nullable URI publicUrl) {
        String contact = publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme())
                ? publicUrl.toASCIIString()
                : NO_CONTACT;
        return new WebPushSettings(
                keys,
                contact,
                PublicAddress::isPublic,
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAlive(false));
    }
}
