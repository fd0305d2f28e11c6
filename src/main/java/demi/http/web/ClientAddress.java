package demi.http.web;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: the connection's other end, unless that is a proxy that the owner trusts. Then it is what the
 * proxies tell in {@code X-Forwarded-For} or {@code Forwarded}, read from the nearest one on, up to the first address
 * that is no trusted proxy: whatever stands before it, anybody may have written.
 */
public final class ClientAddress {

    /** More than any chain of proxies has; what a client may send is longer. */
    private static final int MOST = 32;

    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]+)](?::\\d+)?|([^:]+):\\d+|([^\\[\\]]+)");

    private final List<IpSubnetFilterRule> trusted;

    /** @param networks addresses such as 127.0.0.1 or ::1, or ranges such as 10.0.0.0/8 */
    public ClientAddress(List<String> networks) {
        trusted = networks.stream().map(ClientAddress::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        String[] parts = network.split("/", 2);
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : parts[0].contains(":") ? 128 : 32;
        return new IpSubnetFilterRule(parts[0], bits, IpFilterRuleType.ACCEPT);
    }

    /** The client's address. */
    public String client(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        MultiMap headers = request.headers();
        return peer == null ? "unknown" : client(peer, headers.getAll("X-Forwarded-For"), headers.getAll("Forwarded"));
    }

    /**
     * The client's address.
     *
     * @param peer the connection's other end
     * @param forwardedFor all headers {@code X-Forwarded-For}, in order
     * @param forwarded all headers {@code Forwarded}, in order
     */
    String client(String peer, List<String> forwardedFor, List<String> forwarded) {
        if (!isTrusted(peer)) {
            return peer;
        }
        String first =
                nearest(peer, split(forwardedFor).map(ClientAddress::address).toList());
        String second = nearest(
                peer,
                forwarded.stream()
                        .flatMap(header -> ForwardedHeader.names(header).stream())
                        .map(ClientAddress::address)
                        .toList());
        if (forwarded.isEmpty() || first.equals(second)) {
            return first;
        }
        // A proxy that writes one of them passes on what a client wrote into the other: neither can be believed.
        return forwardedFor.isEmpty() ? second : peer;
    }

    /** Up to the nearest hop that is no trusted proxy; up to the last proxy that is known where one hides the rest. */
    private String nearest(String peer, List<String> hops) {
        String client = peer;
        List<String> reversed = new ArrayList<>(hops);
        Collections.reverse(reversed);
        for (String hop : reversed.stream().limit(MOST).toList()) {
            if (hop.isEmpty()) {
                return client;
            }
            client = hop;
            if (!isTrusted(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(String address) {
        InetAddress parsed = parse(address);
        return parsed != null
                && trusted.stream().anyMatch(network -> network.matches(new InetSocketAddress(parsed, 0)));
    }

    private static Stream<String> split(List<String> headers) {
        return headers.stream().flatMap(header -> Stream.of(header.split(",", -1)));
    }

    /** Without a port, and written in one way only; empty where that is no address. */
    private static String address(String text) {
        String stripped = text.strip();
        InetAddress whole = parse(stripped);
        Matcher parts = WITH_PORT.matcher(stripped);
        InetAddress parsed = whole != null || !parts.matches()
                ? whole
                : parse(Stream.of(parts.group(1), parts.group(2), parts.group(3))
                        .filter(part -> part != null)
                        .findFirst()
                        .orElse(""));
        return parsed == null ? "" : parsed.getHostAddress();
    }

    /** Numbers only: no name is ever looked up. */
    private static @Nullable InetAddress parse(String text) {
        return text.isEmpty() ? null : NetUtil.createInetAddressFromIpAddressString(text);
    }
}
