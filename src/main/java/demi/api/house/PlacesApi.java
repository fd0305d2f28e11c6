package demi.api.house;

import demi.api.InferenceApi.Priority;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.util.List;

/**
 * The places at the model servers, where several nodes share them: a server's hold for all nodes together, and whoever has waited
 * longest on any of them is next. Each node reports what it does and who waits there, all of it each time, and is granted places. A
 * grant holds for as long as the node reports: one that is not among the replies it reports, though it knows of it, is given back.
 */
public final class PlacesApi {
    private PlacesApi() {}

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * A model server as a node sees it.
     *
     * @param server its name, the same on all nodes
     * @param places how many replies it makes at a time, for all nodes together
     * @param weight how much of the work it gets beside the others
     * @param grade how much worse the replies there are than elsewhere: those of the lowest grade come first
     * @param free how many more replies this node would have made there
     * @param takesBackground whether the house's own work may go there
     * @param people how many replies for people this node has made there now
     * @param background how many of the house's own it has
     */
    public record ServerUse(
            String server,
            int places,
            double weight,
            long grade,
            int free,
            boolean takesBackground,
            int people,
            int background) {}

    /**
     * A request that waits on a node.
     *
     * @param waitedMillis rather than since when, as clocks of nodes differ; off by the time that the report takes
     * @param warm which of the servers in the report, by number, have its prompt in their memory
     * @param last the one that was asked for this person last, -1 where none was
     */
    public record Waiting(Priority priority, long waitedMillis, List<Integer> warm, int last) {
        public Waiting {
            warm = List.copyOf(warm);
        }
    }

    /**
     * All that a node does and wants at the moment. Sent when that changes, and once a second while there is any.
     *
     * @param number larger in a later one of the same node, whatever it was before
     * @param term which keeper of places it has heard of last; one of another says only that the node is there
     * @param seen the last grant of that keeper that it knows of
     * @param waiting in its order; those after many may be left out
     */
    public record Report(
            String node, long number, String term, long seen, List<ServerUse> servers, List<Waiting> waiting)
            implements Repeatable {
        public Report {
            servers = List.copyOf(servers);
            waiting = List.copyOf(waiting);
        }

        /** Whether the node neither has nor wants a place. */
        public boolean hasNothing() {
            return waiting.isEmpty() && servers.stream().allMatch(use -> use.people() + use.background() == 0);
        }
    }

    /** @param number larger in a later one */
    public record Grant(long number, String server, Priority priority) {}

    /**
     * What a node may do now.
     *
     * @param term of the keeper of places, another one after the house has moved; numbers of grants begin anew then
     * @param grants those that the node did not yet know of
     * @param yields whether the house's own work has to give way there, since a person is served or waits
     * @param ahead of each that waits by the report that this answers, how many come before it in the house; none where it is granted
     */
    public record Grants(String node, String term, List<Grant> grants, boolean yields, List<Integer> ahead) {
        public Grants {
            grants = List.copyOf(grants);
            ahead = List.copyOf(ahead);
        }
    }

    /** Answered at once; who waits hears of a place by {@link #GRANTED}, and again with each answer until it is known. */
    public static final RequestAddress<Report, Grants> REPORT =
            new RequestAddress<>("places.report", Report.class, Grants.class, TIMEOUT);

    /** Told to all, of one of them. */
    public static final EventAddress<Grants> GRANTED = new EventAddress<>("places.granted", Grants.class);

    /** The places are kept by somebody else from now on, who knows nothing of who has one: all nodes have to report. */
    public record Opened(String term) {}

    public static final EventAddress<Opened> OPENED = new EventAddress<>("places.opened", Opened.class);
}
