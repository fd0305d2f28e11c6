package demi.cluster;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of several.
 *
 * @param members all of them, in an order that is the same everywhere
 * @param member which of them this one is
 * @param bind the address to listen at
 * @param tls null: what the nodes tell each other is not encrypted
 */
record ClusterSettings(
        List<Member> members,
        Member member,
        String bind,
        @Nullable Tls tls) {

    ClusterSettings {
        members = List.copyOf(members);
    }

    /** @param port the cluster's; the one above it is the bus's */
    record Member(String host, int port) implements Comparable<Member> {

        int busPort() {
            return port + 1;
        }

        boolean isLoopback() {
            return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
        }

        @Override
        public int compareTo(Member other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** Files in PEM: what this node shows, its key, and who has to have signed what the others show. */
    record Tls(Path certificate, Path key, Path authority) {}
}
