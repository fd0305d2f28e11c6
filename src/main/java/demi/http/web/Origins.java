package demi.http.web;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;

/** Which page has a browser send a request; other clients tell nothing of the kind. */
public final class Origins {

    private Origins() {}

    /** Fails where a page of somebody else sends this, or might without the browser having asked first. */
    public static void requireOwn(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "The body has to be application/json, and the Content-Type has to say so.");
        }
        if (isForeign(request)) {
            throw Problem.of(403, "Another site's page cannot do that.");
        }
    }

    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        // Older browsers, and plain HTTP in the local network.
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        return origin != null && (host == null || !isOf(host, origin));
    }

    /**
     * Whether an origin is that of a Host header, port included, as Go's http.CrossOriginProtection and Django compare them;
     * the scheme's own port may be left out. {@code null}, of a sandboxed page or a file, is nobody's.
     */
    public static boolean isOf(String host, String origin) {
        try {
            URI page = URI.create(origin);
            String scheme = page.getScheme();
            String authority = page.getRawAuthority();
            if (scheme == null || authority == null) {
                return false;
            }
            String port = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
            return bare(host, port).equals(bare(authority, port));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String bare(String authority, String usualPort) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(usualPort) ? lower.substring(0, lower.length() - usualPort.length()) : lower;
    }

    /**
     * Whether a request names what it asks by an address or as localhost: any other name may be a stranger's, that leads here only
     * for the browser that asks.
     */
    static boolean namesAnAddress(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return true;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.equals("localhost") || NetUtil.createByteArrayFromIpAddressString(bare) != null;
    }
}
