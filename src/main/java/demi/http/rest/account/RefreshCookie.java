package demi.http.rest.account;

import demi.api.AccountsApi.Tokens;
import demi.api.value.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A browser's refresh token, which no script can read. Without a path it goes only to what lies beside the call that set it,
 * below whatever path Demi is: to {@code …/auth/}.
 */
final class RefreshCookie {

    private static final String NAME = "demi_refresh";

    private RefreshCookie() {}

    static @Nullable Secret read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        return cookie == null || cookie.getValue().isBlank() ? null : new Secret(cookie.getValue());
    }

    static Cookie of(Tokens tokens, HttpServerRequest request) {
        return cookie(tokens.refreshToken().value(), Duration.ofSeconds(tokens.refreshExpiresIn()), request);
    }

    /** Takes it away from the browser. */
    static Cookie none(HttpServerRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private static Cookie cookie(String value, Duration kept, HttpServerRequest request) {
        return Cookie.cookie(NAME, value)
                .setMaxAge(kept.toSeconds())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(DeviceCookie.isSecure(request));
    }
}
