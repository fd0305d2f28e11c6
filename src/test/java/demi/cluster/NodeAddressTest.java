package demi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.cluster.ClusterSettings.Member;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeAddressTest {

    private static final Member FIRST = new Member("demi-0", 5701);
    private static final Member SECOND = new Member("demi-1", 5801);

    @Test
    void withoutTlsHazelcastIsWhereTheMemberIs() {
        NodeAddress node = new NodeAddress(List.of(SECOND, FIRST), SECOND, "10.0.0.2", null);
        assertEquals(FIRST, node.seen(FIRST));
        assertEquals(SECOND, node.seen(SECOND));
        assertEquals(new Member("10.0.0.2", 5801), node.hazelcast());
    }

    @Test
    void withTlsItIsOnTheLoopbackAndSeenAtTheSamePortByAll() {
        NodeAddress.Tls tls = new NodeAddress.Tls(new PemKeyCertOptions(), new PemTrustOptions());
        NodeAddress first = new NodeAddress(List.of(FIRST, SECOND), FIRST, "0.0.0.0", tls);
        NodeAddress second = new NodeAddress(List.of(SECOND, FIRST), SECOND, "0.0.0.0", tls);
        for (NodeAddress node : List.of(first, second)) {
            assertEquals(new Member("127.0.0.1", 5803), node.seen(FIRST));
            assertEquals(new Member("127.0.0.1", 5804), node.seen(SECOND));
        }
        assertEquals(new Member("127.0.0.1", 5805), first.hazelcast());
        assertEquals(new Member("127.0.0.1", 5806), second.hazelcast());
        assertEquals(5806, NodeAddress.lastOfLoopback(List.of(FIRST, SECOND)));
    }
}
