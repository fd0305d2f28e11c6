package demi.cluster;

import demi.api.HealthApi;
import demi.api.HealthApi.ComponentHealth;
import demi.api.HealthApi.Status;
import demi.bus.NodeLinks.Nodes;
import demi.bus.Shares;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the house is, as one of its nodes sees it: who is there, and whether all that one node does at a time is done. */
final class ClusterHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterHealth.class);

    private static final String COMPONENT = "cluster";

    private final String self;
    private final int configured;
    private String logged = "";

    /** @param configured how many nodes there should be */
    ClusterHealth(String self, int configured) {
        this.self = self;
        this.configured = configured;
    }

    /** @param replaced whether the others have taken over from this node */
    ComponentHealth tell(Nodes nodes, boolean replaced) {
        TreeSet<String> all = new TreeSet<>(nodes.others());
        all.add(self);
        int missing = Shares.OF_PEOPLE.size() + 1 - nodes.shares().size();
        String detail = replaced
                ? "The other nodes have taken over from this one. Start it again."
                : missing == 0
                        ? all.size() + " of " + configured + " nodes are there."
                        : "No node has the rooms of the house, or some of the people, at the moment.";
        log(detail, nodes);
        boolean takes = !replaced && missing == 0;
        Status well = all.size() < configured ? Status.DEGRADED : Status.UP;
        long own = nodes.shares().values().stream().filter(self::equals).count();
        return new ComponentHealth(
                COMPONENT,
                takes ? well : Status.DOWN,
                detail,
                Map.of(
                        "node",
                        self,
                        "house",
                        Objects.requireNonNullElse(nodes.shares().get(Shares.HOUSE), ""),
                        "nodes",
                        String.join(",", all),
                        "shares",
                        Long.toString(own),
                        HealthApi.TAKES_MESSAGES,
                        Boolean.toString(takes)));
    }

    private void log(String detail, Nodes nodes) {
        String line =
                detail + " The rooms of the house are on " + nodes.shares().getOrDefault(Shares.HOUSE, "none") + ".";
        if (!line.equals(logged)) {
            logged = line;
            LOG.info("Node {}: {}", self, line);
        }
    }
}
