package demi.cluster;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import demi.bus.Membership;
import demi.cluster.ClusterSettings.Member;
import demi.settings.InvalidSettings;
import demi.settings.source.SettingsProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins the other nodes, over TCP and to those that are named only, and knows which of them are there. */
public final class ClusterNode implements Membership {

    private static final String CLUSTER = "demi";
    /** One that says nothing for so long is gone; one whose connection is cut, at once. */
    private static final int SILENCE_SECONDS = 10;

    private static final int CONNECT_SECONDS = 2;

    private final ClusterSettings settings;
    private final HazelcastClusterManager manager;

    ClusterNode(ClusterSettings settings) {
        this.settings = settings;
        this.manager = new HazelcastClusterManager(config(settings));
    }

    private static Config config(ClusterSettings settings) {
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
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.io.thread.count", "1");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.getJetConfig().setEnabled(false);
        Member self = settings.member();
        NetworkConfig network = config.getNetworkConfig()
                .setPort(self.port())
                .setPortAutoIncrement(false)
                .setPublicAddress(self.toString());
        bind(config, settings.bind());
        network.getRestApiConfig().setEnabled(false);
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        TcpIpConfig tcp = join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(CONNECT_SECONDS);
        settings.members().forEach(member -> tcp.addMember(member.toString()));
        return config;
    }

    private static void bind(Config config, String address) {
        boolean any = address.equals("0.0.0.0") || address.equals("::");
        config.setProperty("hazelcast.socket.bind.any", Boolean.toString(any));
        if (!any) {
            config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(ip(address));
        }
    }

    private static String ip(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new InvalidSettings(List.of(
                    new SettingsProblem("cluster.bind", null, "must be an address of this machine", "as it is set")));
        }
    }

    /** A Vert.x that is one of the cluster's. */
    public Future<Vertx> join(VertxBuilder builder, VertxOptions options) {
        EventBusOptions bus = options.getEventBusOptions();
        Member self = settings.member();
        bus.setHost(settings.bind())
                .setPort(self.busPort())
                .setClusterPublicHost(self.host())
                .setClusterPublicPort(self.busPort())
                .setConnectTimeout(CONNECT_SECONDS * 1_000)
                .setReconnectAttempts(0);
        if (settings.tls() != null) {
            bus.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(settings.tls().certificate().toString())
                            .addKeyPath(settings.tls().key().toString()))
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(settings.tls().authority().toString()))
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        return builder.with(options).withClusterManager(manager).buildClustered();
    }

    /** This node's name, after it has joined; no other process ever has it. */
    public String name() {
        return manager.getNodeId();
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
