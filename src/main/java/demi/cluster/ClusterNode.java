package demi.cluster;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.TcpIpConfig;
import demi.bus.Membership;
import demi.cluster.ClusterSettings.Member;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Joins the other nodes, over TCP and to those that are named only, and knows which of them are there. */
final class ClusterNode implements Membership {

    private static final String CLUSTER = "demi";
    /** One that says nothing for so long is gone; one whose connection is cut, at once. */
    private static final int SILENCE_SECONDS = 10;

    private static final int CONNECT_SECONDS = 2;

    private final NodeAddress address;
    private final @Nullable MemberTunnel tunnel;
    private final HazelcastClusterManager manager;

    ClusterNode(NodeAddress address) {
        this.address = address;
        this.manager = new HazelcastClusterManager(config(address)) {
            @Override
            public void leave(Completable<Void> left) {
                // It is said goodbye to the others through the tunnel.
                Promise<Void> said = Promise.promise();
                super.leave(said);
                said.future().eventually(() -> closeTunnel()).onComplete(left);
            }
        };
        this.tunnel = address.tls() == null ? null : new MemberTunnel(address, address.tls());
    }

    private static Config config(NodeAddress address) {
        // It would write to the console by itself, and tell its maker of this house.
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = new Config();
        // What Vert.x keeps in it, as its own file says; a file of that name lying about is not read.
        config.addMultiMapConfig(
                new MultiMapConfig("__vertx.subs").setBackupCount(1).setValueCollectionType(ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
        config.setClusterName(CLUSTER);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", Integer.toString(SILENCE_SECONDS));
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // Nodes that have lost each other, and not the database, find each other again, and not after minutes.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", Integer.toString(SILENCE_SECONDS));
        config.setProperty("hazelcast.merge.next.run.delay.seconds", Integer.toString(SILENCE_SECONDS));
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.io.thread.count", "1");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.getJetConfig().setEnabled(false);
        Member own = address.hazelcast();
        // For members alone: at one port for all that Hazelcast speaks, 5.3.8 and 5.7.0 can stop writing to everybody
        // because of one node that stands still.
        ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig()
                .setPort(own.port())
                .setPortAutoIncrement(false)
                .setPublicAddress(address.seen(address.self()).toString());
        bind(config, endpoint, own.host());
        AdvancedNetworkConfig network = config.getAdvancedNetworkConfig().setEnabled(true);
        network.setMemberEndpointConfig(endpoint);
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        TcpIpConfig tcp = join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(CONNECT_SECONDS);
        address.members().forEach(member -> tcp.addMember(address.seen(member).toString()));
        return config;
    }

    private static void bind(Config config, ServerSocketEndpointConfig endpoint, String address) {
        boolean any = address.equals("0.0.0.0") || address.equals("::");
        config.setProperty("hazelcast.socket.bind.any", Boolean.toString(any));
        if (!any) {
            endpoint.getInterfaces().setEnabled(true).addInterface(address);
        }
    }

    @Override
    public Future<Vertx> join(VertxBuilder builder, VertxOptions options) {
        EventBusOptions bus = options.getEventBusOptions();
        Member self = address.self();
        bus.setHost(address.ip())
                .setPort(self.busPort())
                .setClusterPublicHost(self.host())
                .setClusterPublicPort(self.busPort())
                .setConnectTimeout(CONNECT_SECONDS * 1_000)
                .setReconnectAttempts(0);
        NodeAddress.Tls tls = address.tls();
        if (tls != null) {
            bus.setSsl(true)
                    .setKeyCertOptions(tls.certificate())
                    .setTrustOptions(tls.authority())
                    // Vert.x does not let its bus verify the host's name: whoever has a certificate of the authority is
                    // a node.
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        builder.with(options).withClusterManager(manager);
        return tunnel == null ? builder.buildClustered() : join(builder, tunnel);
    }

    /** Neither on the tunnel's event loop nor with a future of its Vert.x, which tells nothing any more once that is closed. */
    private static Future<Vertx> join(VertxBuilder builder, MemberTunnel tunnel) {
        Promise<Vertx> joined = Promise.promise();
        Handler<Throwable> failed = thrown -> tunnel.close().onComplete(closed -> joined.fail(thrown));
        Runnable join =
                () -> builder.buildClustered().onSuccess(joined::complete).onFailure(failed);
        tunnel.open()
                .onFailure(failed)
                .onSuccess(open -> ForkJoinPool.commonPool().execute(join));
        return joined.future();
    }

    private Future<Void> closeTunnel() {
        return tunnel == null ? Future.succeededFuture() : tunnel.close();
    }

    @Override
    public String name() {
        return manager.getNodeId();
    }

    @Override
    public String host() {
        return address.self().host();
    }

    @Override
    public Set<String> others() {
        Set<String> all = new HashSet<>(manager.getNodes());
        all.remove(name());
        return all;
    }

    @Override
    public void onChange(Runnable changed) {
        manager.getHazelcastInstance().getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                changed.run();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                changed.run();
            }
        });
    }
}
