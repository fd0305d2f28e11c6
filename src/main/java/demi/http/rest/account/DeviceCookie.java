package demi.http.rest.account;

import demi.api.value.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By which a browser is known again at its next login. It opens nothing: it only says that the lock and the limits, which
 * are there for strangers, are not meant for it. Without a path it goes where it came from, below whatever path Demi is.
 */
final class DeviceCookie {

    private static final String NAME = "demi_device";
    private static final Duration KEPT = Duration.ofDays(400);

    private DeviceCookie() {}

    static @Nullable Secret read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        return cookie == null ? null : new Secret(cookie.getValue());
    }

    static Cookie of(Secret key, HttpServerRequest request) {
        return Cookie.cookie(NAME, key.value())
                .setMaxAge(KEPT.toSeconds())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure(request));
    }

    /** True for TLS, directly or according to a proxy; a client that forges the header only loses its own cookie. */
    static boolean isSecure(HttpServerRequest request) {
        String proto = request.getHeader("X-Forwarded-Proto");
        return request.isSSL()
                || (proto != null && proto.toLowerCase(Locale.ROOT).startsWith("https"));
    }
}
