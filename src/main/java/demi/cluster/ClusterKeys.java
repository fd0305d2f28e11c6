package demi.cluster;

import static demi.settings.ValueTypes.require;

import demi.cluster.ClusterSettings.Member;
import demi.room.SharedKeys;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be set of several nodes. */
final class ClusterKeys {

    private static final Pattern MEMBER = Pattern.compile("(?:\\[([0-9a-fA-F:]+)]|([\\w.-]+)):(\\d{1,5})");
    /** One below the last, which is the bus's. */
    private static final int MOST = 65_534;

    private static final ValueType<Member> ONE =
            new ValueType<>("HOST:PORT, and the port above that one is free as well", ClusterKeys::member);

    static final Key<Member> SELF = Key.of(
                    "cluster.member", ONE, null, "Which of the members this node is, as it stands in the list.")
            .variable("CLUSTER_MEMBER");
    static final Key<String> BIND = Key.of(
                    "cluster.bind",
                    ValueTypes.HOST_NAME,
                    null,
                    "The address that its two ports are opened at; that of the member by default.")
            .variable("CLUSTER_BIND");
    static final Key<Path> CERTIFICATE = Key.of(
                    "cluster.certificate",
                    ValueTypes.PATH,
                    null,
                    "What this node shows the others, a certificate in PEM, with the host of its member among its alternative names.")
            .variable("CLUSTER_CERTIFICATE");
    static final Key<Path> PRIVATE_KEY = Key.of(
                    "cluster.key", ValueTypes.PATH, null, "The private key of that, in PEM.")
            .variable("CLUSTER_KEY");
    static final Key<Path> AUTHORITY = Key.of(
                    "cluster.authority",
                    ValueTypes.PATH,
                    null,
                    "Who has to have signed what the others show, and signs for nobody else: certificates in PEM.")
            .variable("CLUSTER_AUTHORITY");
    static final Key<Boolean> INSECURE = Key.of(
                    "cluster.insecure",
                    ValueTypes.FLAG,
                    "false",
                    "Whether nodes may talk without TLS, on a network that nobody else is on.")
            .variable("CLUSTER_INSECURE");

    static final List<Key<?>> ALL =
            List.of(SharedKeys.CLUSTER_MEMBERS, SELF, BIND, CERTIFICATE, PRIVATE_KEY, AUTHORITY, INSECURE);

    private ClusterKeys() {}

    static Member member(String text) {
        Matcher parts = MEMBER.matcher(text);
        require(parts.matches());
        int port = Integer.parseInt(parts.group(3));
        require(port >= 1 && port <= MOST);
        return new Member(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }
}
