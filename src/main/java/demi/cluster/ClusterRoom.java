package demi.cluster;

import demi.bus.Membership;
import demi.bus.NodeLinks;
import demi.bus.Scope;
import demi.cluster.ClusterSettings.Member;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
import demi.settings.InvalidSettings;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.source.Key;
import demi.settings.source.SettingsProblem;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This node's place in a house of several; closed in a house of one. */
public final class ClusterRoom implements Room {

    private static final String FILES = "cluster.certificate, cluster.key and cluster.authority";
    private static final int LAST_PORT = 65_535;

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return ClusterKeys.ALL;
    }

    @Override
    public void check(SettingsRules rules) {
        long files = Stream.of(ClusterKeys.CERTIFICATE, ClusterKeys.PRIVATE_KEY, ClusterKeys.AUTHORITY)
                .filter(key -> rules.find(key) != null)
                .count();
        if (files != 0 && files != 3) {
            rules.broken(FILES, "must be set all or not at all");
        }
        List<String> names = rules.find(SharedKeys.CLUSTER_MEMBERS);
        if (names != null && !names.isEmpty()) {
            check(rules, names, files == 3);
        }
    }

    private static void check(SettingsRules rules, List<String> names, boolean hasTls) {
        List<Member> members;
        try {
            members = names.stream().map(ClusterKeys::member).toList();
        } catch (IllegalArgumentException e) {
            rules.broken("cluster.members", "must have ports from 1 to 65534");
            return;
        }
        Member self = rules.find(ClusterKeys.SELF);
        if (self == null || !members.contains(self)) {
            rules.broken("cluster.member", "must be one of cluster.members, as it stands there");
        }
        if (members.stream().distinct().count() < members.size()) {
            rules.broken("cluster.members", "must name each node once");
        }
        if (hasTls && NodeAddress.lastOfLoopback(members) > LAST_PORT) {
            rules.broken("cluster.members", "must leave two ports above the highest for each node");
        }
        boolean insecure = Boolean.TRUE.equals(rules.find(ClusterKeys.INSECURE));
        if (!hasTls && !insecure && !members.stream().allMatch(Member::isLoopback)) {
            rules.broken(FILES, "must be set, or cluster.insecure where nobody else is on the network of the nodes");
        }
    }

    @Override
    public ClusterSettings settings(Settings settings) {
        List<String> names = settings.find(SharedKeys.CLUSTER_MEMBERS);
        return new ClusterSettings(
                names == null
                        ? List.of()
                        : names.stream().map(ClusterKeys::member).toList(),
                settings.find(ClusterKeys.SELF),
                settings.find(ClusterKeys.BIND),
                settings.findPath(ClusterKeys.CERTIFICATE),
                settings.findPath(ClusterKeys.PRIVATE_KEY),
                settings.findPath(ClusterKeys.AUTHORITY),
                settings.get(ClusterKeys.INSECURE));
    }

    /**
     * How this node joins the others; empty in a house of one.
     *
     * @throws InvalidSettings where what is needed for it is not there
     */
    public Optional<Membership> membership(Settings settings) {
        ClusterSettings set = settings(settings);
        if (set.members().isEmpty() || settings.isRehearsal()) {
            return Optional.empty();
        }
        Member self = Objects.requireNonNull(set.member(), "one of the members");
        String bind = set.bind() == null ? self.host() : set.bind();
        try {
            return Optional.of(new ClusterNode(new NodeAddress(
                    set.members(), self, InetAddress.getByName(bind).getHostAddress(), tls(set))));
        } catch (UnknownHostException e) {
            throw invalid("cluster.bind", "must be an address of this machine, and " + bind + " is unknown");
        } catch (NoClassDefFoundError e) {
            throw invalid("cluster.members", "needs the folder cluster of the release beside the jar");
        }
    }

    private static InvalidSettings invalid(String key, String rule) {
        return new InvalidSettings(List.of(new SettingsProblem(key, null, rule, "as it is set")));
    }

    private static NodeAddress.@Nullable Tls tls(ClusterSettings set) {
        return set.certificate() == null
                ? null
                : new NodeAddress.Tls(
                        new PemKeyCertOptions()
                                .addCertPath(set.certificate().toString())
                                .addKeyPath(String.valueOf(set.key())),
                        new PemTrustOptions().addCertPath(String.valueOf(set.authority())));
    }

    /** Empty in a house of one. */
    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        NodeLinks links = context.bus().links();
        int members = settings(context.settings()).members().size();
        return links == null ? Optional.empty() : Optional.of(() -> new ClusterVerticle(context.bus(), links, members));
    }
}
