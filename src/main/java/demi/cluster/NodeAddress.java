package demi.cluster;

import demi.cluster.ClusterSettings.Member;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node is, and the others.
 *
 * @param members all of them, in an order that is the same everywhere
 * @param ip the address to listen at; 0.0.0.0 or :: for all
 * @param tls null: what the nodes tell each other is not encrypted
 */
record NodeAddress(
        List<Member> members,
        Member self,
        String ip,
        @Nullable Tls tls) {

    static final String LOOPBACK = "127.0.0.1";

    NodeAddress {
        members = members.stream().sorted().toList();
    }

    /** What this node shows, and who has to have signed what the others show. */
    record Tls(PemKeyCertOptions certificate, PemTrustOptions authority) {}

    /*
     * With TLS, Hazelcast, which has none of its own, is on the loopback only (see MemberTunnel). Hazelcast tells members apart by
     * their addresses and tells these to one another, so a member has to be at the same address on every node: of n members
     * the i-th is at 127.0.0.1:B+i, where B is the first port above all that are in the list. There the others' tunnels
     * to it listen. It listens itself at 127.0.0.1:B+n+i, so that two nodes may be on one machine.
     */

    /** Where Hazelcast finds that member, on every node. */
    Member seen(Member member) {
        return tls == null ? member : new Member(LOOPBACK, firstOfLoopback() + members.indexOf(member));
    }

    /** Where this node's Hazelcast listens. */
    Member hazelcast() {
        return tls == null
                ? new Member(ip, self.port())
                : new Member(LOOPBACK, firstOfLoopback() + members.size() + members.indexOf(self));
    }

    private int firstOfLoopback() {
        return firstOfLoopback(members);
    }

    /** The last port that is used, with TLS. */
    static int lastOfLoopback(List<Member> members) {
        return firstOfLoopback(members) + 2 * members.size() - 1;
    }

    private static int firstOfLoopback(List<Member> members) {
        return members.stream().mapToInt(Member::busPort).max().orElse(0) + 1;
    }
}
