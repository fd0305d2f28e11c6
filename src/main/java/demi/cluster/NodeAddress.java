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

    NodeAddress {
        members = members.stream().sorted().toList();
    }

    /** What this node shows, and who has to have signed what the others show. */
    record Tls(PemKeyCertOptions certificate, PemTrustOptions authority) {}
}
