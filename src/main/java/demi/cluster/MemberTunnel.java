package demi.cluster;

import demi.cluster.ClusterSettings.Member;
import demi.cluster.NodeAddress.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the nodes' Hazelcasts tell each other over the network, by TLS in which both sides show a certificate: each Hazelcast is on
 * the loopback only. This is the end at which the others arrive; {@link TunnelEntry} is where this node's Hazelcast finds one of them.
 *
 * <p>Who arrives is told {@link #READY} once the certificate is accepted, and reaches Hazelcast with the first byte it says.
 */
final class MemberTunnel {

    static final int CONNECT_MS = 2_000;
    /** Nothing is heard from the other side before this; in TLS 1.3 who connects does not know by itself whether it was let in. */
    static final Buffer READY = Buffer.buffer(new byte[] {'+'});
    /** Each of the others has two as a rule, a third for a moment. */
    private static final int MOST = 64;

    private static final int HANDSHAKE_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemberTunnel.class);

    private final NodeAddress address;
    // There is no clustered one before Hazelcast has found the others.
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(2)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final NetServer server;
    private final NetClient toHazelcast;
    private final List<TunnelEntry> entries;
    private final Set<NetSocket> peers = new HashSet<>();

    MemberTunnel(NodeAddress address, Tls tls) {
        this.address = address;
        this.server = vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(tls.certificate())
                        .setTrustOptions(tls.authority())
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setSslHandshakeTimeout(HANDSHAKE_MS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setTcpKeepAlive(true)
                        .setHost(address.ip())
                        .setPort(address.self().port()))
                .connectHandler(this::accept)
                // Anybody may try; the node that should have been let in says on its own side that it was not.
                .exceptionHandler(refused -> LOG.debug("Refused a connection from outside: {}", refused.toString()));
        this.toHazelcast = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MS));
        NetClient toOthers = vertx.createNetClient(new NetClientOptions()
                .setSsl(true)
                .setKeyCertOptions(tls.certificate())
                .setTrustOptions(tls.authority())
                .setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeout(HANDSHAKE_MS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setConnectTimeout(CONNECT_MS)
                .setTcpKeepAlive(true));
        this.entries = address.members().stream()
                .filter(member -> !member.equals(address.self()))
                .map(member -> new TunnelEntry(vertx, toOthers, member, address.seen(member)))
                .toList();
    }

    /** Done when the others can come in and each of them was tried once, or did not answer in time; fails where the port is taken. */
    Future<Void> open() {
        return server.listen()
                .compose(listening ->
                        Future.join(entries.stream().map(TunnelEntry::open).toList()))
                .mapEmpty();
    }

    /** Ends all that goes through it. */
    Future<Void> close() {
        entries.forEach(TunnelEntry::stop);
        return vertx.close();
    }

    private void accept(NetSocket peer) {
        if (peers.size() >= MOST) {
            LOG.warn("Refused a node's connection: there are {} already", MOST);
            peer.close();
            return;
        }
        peers.add(peer);
        peer.exceptionHandler(broken -> peer.close());
        peer.closeHandler(closed -> peers.remove(peer));
        peer.handler(first -> {
            peer.pause();
            handOn(peer, first);
        });
        peer.write(READY);
    }

    private void handOn(NetSocket peer, Buffer first) {
        Member hazelcast = address.hazelcast();
        toHazelcast
                .connect(hazelcast.port(), hazelcast.host())
                .onSuccess(local -> {
                    local.write(first);
                    SocketPair.join(peer, local);
                })
                .onFailure(refused -> peer.close());
    }
}
