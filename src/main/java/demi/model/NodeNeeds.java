package demi.model;

import demi.api.house.PlacesApi.ServerUse;
import demi.api.house.PlacesApi.Waiting;
import demi.model.config.ServerAddress;
import demi.model.server.GenerationRequest;
import demi.model.server.ModelServer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What this node of several does and wants of the model servers, for {@link HousePlaces}. */
final class NodeNeeds {

    /** The others are reported when these have their turn. */
    private static final int MOST_WAITING = 64;
    /** Of so many it is told where they are warm: the first of them are next, and looking costs something. */
    private static final int MOST_WARM = 16;

    private static final long UNCONFIRMED = 1L << 32;

    private final List<GenerationRequest> wanting;
    private final List<ServerUse> servers;
    private final List<Waiting> waiting;

    /** @param host where the others reach this node */
    NodeNeeds(ServerPool pool, GenerationQueue queue, String host) {
        List<GenerationRequest> all = queue.wanting();
        wanting = all.subList(0, Math.min(all.size(), MOST_WAITING));
        servers = pool.all().stream().map(server -> use(server, host)).toList();
        waiting = IntStream.range(0, wanting.size())
                .mapToObj(index -> waiting(pool, wanting.get(index), index < MOST_WARM))
                .toList();
    }

    /** What a server is called on all nodes: one on the node's own machine is another on each machine. */
    static String name(ModelServer server, String host) {
        return ServerAddress.isHere(server.set().address())
                ? host + " " + server.address()
                : server.address().toString();
    }

    private static ServerUse use(ModelServer server, String host) {
        int background = server.running().background();
        return new ServerUse(
                name(server, host),
                server.set().parallel(),
                server.set().weight(),
                Math.min(server.rank(), UNCONFIRMED - 1) + (server.isUnconfirmed() ? UNCONFIRMED : 0),
                server.free(),
                server.takesBackground(),
                server.running().count() - background,
                background);
    }

    private static Waiting waiting(ServerPool pool, GenerationRequest generation, boolean looks) {
        List<ModelServer> servers = pool.all();
        boolean chooses = looks && servers.size() > 1;
        return new Waiting(
                generation.priority(),
                generation.waited().toMillis(),
                chooses
                        ? IntStream.range(0, servers.size())
                                .filter(index -> servers.get(index).isWarm(generation))
                                .boxed()
                                .toList()
                        : List.of(),
                pool.last(generation));
    }

    List<ServerUse> servers() {
        return servers;
    }

    List<Waiting> waiting() {
        return waiting;
    }

    /** Tells those who still wait how many come first in the house, as the keeper of places counted. */
    void tell(List<Integer> ahead, GenerationQueue queue) {
        Set<GenerationRequest> still = new HashSet<>(queue.waiting());
        for (int i = 0; i < Math.min(ahead.size(), wanting.size()); i++) {
            if (ahead.get(i) > 0 && still.contains(wanting.get(i))) {
                wanting.get(i).place(ahead.get(i));
            }
        }
    }
}
