package demi.http.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private final ClientAddress proxies = new ClientAddress(List.of("127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"));

    private String client(String peer, String forwardedFor) {
        return proxies.client(peer, List.of(forwardedFor), List.of());
    }

    private String forwarded(String header) {
        return proxies.client("127.0.0.1", List.of(), List.of(header));
    }

    @Test
    void nobodyElseIsBelieved() {
        assertEquals("203.0.113.9", client("203.0.113.9", "198.51.100.1"));
        assertEquals("203.0.113.9", proxies.client("203.0.113.9", List.of(), List.of("for=198.51.100.1")));
        assertEquals("127.0.0.1", new ClientAddress(List.of()).client("127.0.0.1", List.of("198.51.100.1"), List.of()));
        assertEquals("11.0.0.1", client("11.0.0.1", "198.51.100.1"), "just outside of the range");
    }

    @Test
    void aTrustedProxyTellsWhoItWas() {
        assertEquals("198.51.100.1", client("127.0.0.1", "198.51.100.1"));
        assertEquals("198.51.100.1", client("::1", "198.51.100.1"));
        assertEquals("198.51.100.1", client("10.200.3.4", " 198.51.100.1 "));
        assertEquals("127.0.0.1", proxies.client("127.0.0.1", List.of(), List.of()), "it says nothing");
    }

    @Test
    void whatAClientWroteItselfBeforeTheProxyDidIsNotBelieved() {
        assertEquals("198.51.100.1", client("127.0.0.1", "1.2.3.4, 198.51.100.1"));
        assertEquals("198.51.100.1", client("127.0.0.1", "127.0.0.1, 10.0.0.1, 198.51.100.1"));
        assertEquals(
                "198.51.100.1",
                proxies.client("127.0.0.1", List.of("1.2.3.4", "5.6.7.8, 198.51.100.1"), List.of()),
                "in several headers");
    }

    @Test
    void aChainOfTrustedProxiesIsFollowed() {
        assertEquals("198.51.100.1", client("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2, 10.0.0.1"));
        assertEquals("10.0.0.2", client("127.0.0.1", "10.0.0.2, 10.0.0.1"), "somebody inside");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1:4711|198.51.100.1",
                "[2001:db8::7]:4711|2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]|2001:db8:0:0:0:0:0:7",
                "2001:DB8::7|2001:db8:0:0:0:0:0:7",
                "::ffff:198.51.100.1|198.51.100.1",
                "unknown|127.0.0.1",
                "example.org|127.0.0.1",
                "1.2.3.4, unknown, 10.0.0.1|10.0.0.1",
                "999.1.1.1|127.0.0.1",
                "1.2.3.4 5|127.0.0.1",
                "<script>|127.0.0.1",
                ",,,|127.0.0.1"
            })
    void addressesAreWrittenInOneWayAndAnythingElseIsNone(String header, String client) {
        assertEquals(client, client("127.0.0.1", header));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1|198.51.100.1",
                "For=\"[2001:db8::7]:4711\";proto=https;by=10.0.0.1|2001:db8:0:0:0:0:0:7",
                "proto=https ; for=\"198.51.100.1:80\"|198.51.100.1",
                "for=1.2.3.4, for=198.51.100.1, for=10.0.0.1|198.51.100.1",
                "for=_hidden|127.0.0.1",
                "for=unknown|127.0.0.1",
                "host=for=1.2.3.4|127.0.0.1",
                "proto=https|127.0.0.1"
            })
    void theStandardsHeaderIsUnderstoodAsWell(String header, String client) {
        assertEquals(client, forwarded(header));
    }

    /** A proxy that writes a client's Host into it, quoted, writes whatever the client likes between the quotes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=198.51.100.1;host=\"a,for=1.2.3.4;b\";proto=https|198.51.100.1",
                "host=\"x;for=1.2.3.4;y\";for=198.51.100.1|198.51.100.1",
                "for=198.51.100.1;host=\"a, for=1.2.3.4\"|198.51.100.1",
                "for=198.51.100.1;host=\"a\\\", for=1.2.3.4;b=\\\"\"|198.51.100.1",
                "for=198.51.100.1;host=\"a\\\\\", for=10.0.0.1|198.51.100.1",
                "for=\"198.51.\\100.1\"|198.51.100.1",
                "for=\"\"|127.0.0.1",
                "for=1.2.3.4, host=\"for=1.2.3.4\", for=10.0.0.1|10.0.0.1"
            })
    void whatStandsInAQuotedStringIsNoElement(String header, String client) {
        assertEquals(client, forwarded(header));
    }

    /** Nobody knows where its elements end: what was written by the nearest proxy might be a client's word. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=1.2.3.4;host=\", for=198.51.100.1",
                "for=1.2.3.4;host=\", for=198.51.100.1;host=\"a.org\"",
                "for=1.2.3.4;host=\"a\\",
                "for=1.2.3.4;host=\"a\\\"",
                "for=1.2.3.4\"",
                "for=1.2.3.4 for=1.2.3.4",
                "for=1.2.3.4;for=198.51.100.1",
                "for = 1.2.3.4",
                "for",
                "=1.2.3.4",
                "for=;proto=https"
            })
    void whatIsNotWellFormedHidesAll(String header) {
        assertEquals("127.0.0.1", forwarded(header));
    }

    @Test
    void whatIsNotWellFormedDoesNotHideWhatANearerProxyWroteApart() {
        assertEquals(
                "198.51.100.1",
                proxies.client("127.0.0.1", List.of(), List.of("for=1.2.3.4;host=\"", "for=198.51.100.1")));
        assertEquals(
                "10.0.0.1", proxies.client("127.0.0.1", List.of(), List.of("for=1.2.3.4;host=\"", "for=10.0.0.1")));
    }

    @Test
    void oneHeaderThatTheProxyPassesOnDoesNotOutdoTheOneItWrites() {
        assertEquals("198.51.100.1", proxies.client("127.0.0.1", List.of("198.51.100.1"), List.of("for=198.51.100.1")));
        assertEquals("127.0.0.1", proxies.client("127.0.0.1", List.of("198.51.100.1"), List.of("for=1.2.3.4")));
        assertEquals("127.0.0.1", proxies.client("127.0.0.1", List.of("1.2.3.4"), List.of("for=198.51.100.1")));
    }

    @Test
    void aHeaderWithoutAnEndCostsLittle() {
        assertEquals("10.1.1.1", client("127.0.0.1", "10.1.1.1, ".repeat(2_000) + "10.1.1.1"));
        assertEquals("198.51.100.1", forwarded("for=198.51.100.1;host=\"" + "\\a".repeat(100_000) + "\""));
        assertEquals("127.0.0.1", forwarded("for=198.51.100.1;host=\"" + "\\\"".repeat(100_000)));
    }
}
