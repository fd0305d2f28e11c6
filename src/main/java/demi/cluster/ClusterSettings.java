package demi.cluster;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of several.
 *
 * @param members all of them; empty in a house of one
 * @param member which of them this one is
 * @param bind the address to listen at; null: the member's
 * @param certificate what it shows the others, in PEM; null: what the nodes tell each other is not encrypted
 * @param key of that, in PEM
 * @param authority who has to have signed what the others show, in PEM
 * @param insecure whether it may go without
 */
record ClusterSettings(
        List<Member> members,
        @Nullable Member member,
        @Nullable String bind,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path authority,
        boolean insecure) {

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
}
