package demi.cluster;

import demi.bus.NodeLinks;
import demi.bus.Scope;
import demi.cluster.ClusterSettings.Member;
import demi.cluster.ClusterSettings.Tls;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
import demi.settings.InvalidSettings;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.source.Key;
import demi.settings.source.SettingsProblem;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This node's place in a house of several; closed in a house of one. */
public final class ClusterRoom implements Room {

    private static final String NAMES = "cluster.certificate, cluster.key and cluster.authority";

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
        List<String> names = rules.find(SharedKeys.CLUSTER_MEMBERS);
        if (names == null || names.isEmpty()) {
            return;
        }
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
        long files = Stream.of(ClusterKeys.CERTIFICATE, ClusterKeys.PRIVATE_KEY, ClusterKeys.AUTHORITY)
                .filter(key -> rules.find(key) != null)
                .count();
        boolean insecure = Boolean.TRUE.equals(rules.find(ClusterKeys.INSECURE));
        if (files != 0 && files != 3) {
            rules.broken(NAMES, "must be set all or not at all");
        } else if (files == 0 && !insecure && !members.stream().allMatch(Member::isLoopback)) {
            rules.broken(NAMES, "must be set, or cluster.insecure where nobody else is on the network of the nodes");
        }
    }

    @Override
    public ClusterSettings settings(Settings settings) {
        List<String> names = settings.find(SharedKeys.CLUSTER_MEMBERS);
        Member self = Objects.requireNonNullElse(settings.find(ClusterKeys.SELF), new Member("localhost", 0));
        String bind = settings.find(ClusterKeys.BIND);
        return new ClusterSettings(
                names == null
                        ? List.of()
                        : names.stream().map(ClusterKeys::member).sorted().toList(),
                self,
                bind == null ? self.host() : bind,
                tls(settings));
    }

    private static @Nullable Tls tls(Settings settings) {
        Path certificate = settings.findPath(ClusterKeys.CERTIFICATE);
        return certificate == null
                ? null
                : new Tls(certificate, settings.path(ClusterKeys.PRIVATE_KEY), settings.path(ClusterKeys.AUTHORITY));
    }

    /**
     * How this node joins the others; empty in a house of one.
     *
     * @throws InvalidSettings where what is needed for it is not beside the jar
     */
    public Optional<ClusterNode> node(Settings settings) {
        ClusterSettings set = settings(settings);
        if (set.members().isEmpty() || settings.isRehearsal()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClusterNode(set));
        } catch (NoClassDefFoundError e) {
            throw new InvalidSettings(List.of(new SettingsProblem(
                    "cluster.members",
                    null,
                    "needs what is in the folder \"cluster\" of the release, beside the jar",
                    "as it is set")));
        }
    }

    /** Empty in a house of one. */
    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        NodeLinks links = context.bus().links();
        int members = settings(context.settings()).members().size();
        return links == null ? Optional.empty() : Optional.of(() -> new ClusterVerticle(context.bus(), links, members));
    }
}
