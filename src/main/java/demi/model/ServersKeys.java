package demi.model;

import demi.api.value.Secret;
import demi.model.config.ServerKind;
import demi.model.config.ServerSettings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.Table;
import demi.settings.source.TableRow;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** The setting that is a list of model servers. */
final class ServersKeys {

    private static final Key<ServerKind> KIND =
            Key.of("kind", ValueTypes.oneOf(ServerKind.class, "ollama or openai"), null, "What it speaks.");
    private static final Key<URI> ADDRESS = Key.of("address", ValueTypes.WEB_ADDRESS, null, "Where it listens.");
    private static final Key<String> TOKEN = Key.of(
                    "token", ValueTypes.TOKEN, null, "What it wants to hear of who asks.")
            .hidden();
    private static final Key<Double> WEIGHT =
            Key.of("weight", ValueTypes.number(.01, 100), "1", "How much of the work it gets.");
    private static final Key<Integer> PARALLEL =
            Key.of("parallel", ValueTypes.whole(1, 1_000), null, "Replies that it makes at a time.");
    private static final Key<String> MODEL = Key.of("model", ValueTypes.MODEL_NAME, null, "What it calls its model.");
    private static final Key<Boolean> SEES =
            Key.of("sees", ValueTypes.FLAG, null, "Whether its model can be shown pictures.");

    static final Key<List<ServerSettings>> SERVERS = Key.of(
            "model.servers",
            ValueTypes.tablesOf(
                    new Table(
                            List.of(KIND, ADDRESS, TOKEN, WEIGHT, PARALLEL, MODEL, SEES),
                            Set.of(KIND.path(), ADDRESS.path())),
                    ServersKeys::server,
                    ServersKeys::shown,
                    "a list of model servers, such as [{kind: openai, address: http://gpu:8000}]"),
            "",
            "Model servers of any kind.");

    private ServersKeys() {}

    private static ServerSettings server(TableRow row) {
        String token = row.find(TOKEN);
        Integer parallel = row.find(PARALLEL);
        return new ServerSettings(
                row.get(KIND),
                row.get(ADDRESS),
                token == null ? null : new Secret(token),
                row.get(WEIGHT),
                parallel == null ? 0 : parallel,
                row.find(MODEL),
                row.find(SEES));
    }

    private static String shown(ServerSettings server) {
        return "{kind: " + KIND.kind().show().apply(server.kind())
                + ", address: " + ADDRESS.kind().show().apply(server.address())
                + (server.token() == null ? "" : ", token: ***")
                + ", weight: " + WEIGHT.kind().show().apply(server.weight())
                + (server.parallel() == 0 ? "" : ", parallel: " + server.parallel())
                + (server.model() == null ? "" : ", model: " + server.model())
                + (server.sees() == null ? "" : ", sees: " + server.sees()) + "}";
    }
}
