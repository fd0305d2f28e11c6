package demi.http.web;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What every answer tells browsers not to do with it. */
final class SecurityHeaders {

    private static final Map<String, String> OF_PAGES = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                    + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify demi",
            "X-Frame-Options",
            "DENY",
            // Addresses hold tokens and setup codes.
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");

    private SecurityHeaders() {}

    static void put(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        OF_PAGES.forEach(response::putHeader);
    }

    /** For the app's own code and styles, which no browser shows as a page and which are nobody's secret. */
    static void keepForCode(HttpServerResponse response) {
        OF_PAGES.keySet().forEach(response.headers()::remove);
    }
}
