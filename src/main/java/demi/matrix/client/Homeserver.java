package demi.matrix.client;

import demi.api.value.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the homeserver is, with a path before {@code /_matrix} where a proxy wants one, and with what token. */
public record Homeserver(URI address, Secret token) {

    /** Of ids, in bytes; other than that they are opaque. */
    static final int LONGEST_ID = 255;

    /** @throws IllegalArgumentException with a sentence, where it is no address of a server */
    public Homeserver {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("A homeserver's address is http:// or https:// and a host.");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "A homeserver's address has no user, no question mark and no number sign.");
        }
        if (token.value().isEmpty() || token.value().chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
            throw new IllegalArgumentException("An access token is made of letters, digits and signs, without spaces.");
        }
    }

    /** @param segments each is encoded */
    static String path(String... segments) {
        return Arrays.stream(segments).map(Homeserver::encoded).collect(Collectors.joining("/", "/", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static boolean isId(String text) {
        return !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID;
    }

    /** @param path below the address, encoded, with its query */
    RequestOptions request(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toASCIIString().replaceAll("/+$", "") + path)
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Demi")
                .putHeader("Authorization", "Bearer " + token.value());
    }
}
