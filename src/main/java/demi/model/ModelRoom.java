package demi.model;

import demi.bus.Scope;
import demi.model.config.ServerSettings;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks Ollama, or in a rehearsal the script that plays it. */
public final class ModelRoom implements Room {

    private static final ValueType<List<String>> MODEL_NAMES =
            ValueTypes.listOf(ValueTypes.MODEL_NAME, "a list of model names, such as [llama3.2:3b]");

    private static final Key<URI> BASE_URL = Key.of(
                    "ollama.base_url", ValueTypes.WEB_ADDRESS, "http://localhost:11434", "Where Ollama listens.")
            .variable("OLLAMA_BASE_URL");
    private static final Key<List<URI>> BASE_URLS =
            Key.of("ollama.base_urls", ValueTypes.WEB_ADDRESSES, "", "More Ollama servers.");
    public static final Key<String> MODEL = Key.of("ollama.model", ValueTypes.MODEL_NAME, "llama3.2:1b", "The model.")
            .variable("OLLAMA_MODEL");
    public static final Key<List<String>> FALLBACKS =
            Key.of("ollama.fallbacks", MODEL_NAMES, "llama3.2:3b,llama2:7b", "Tried when the model is missing.");
    private static final Key<Double> TEMPERATURE =
            Key.of("ollama.temperature", ValueTypes.number(0, 2), "0.8", "How freely she speaks.");
    private static final Key<Duration> KEEP_ALIVE =
            Key.of("ollama.keep_alive", ValueTypes.duration("0s", "30d"), "30m", "How long the model stays in memory.");
    private static final Key<Boolean> WARM_UP =
            Key.of("ollama.warm_up", ValueTypes.FLAG, "true", "Whether the model is loaded at the start.");
    private static final Key<Duration> CONNECT_TIMEOUT =
            Key.of("ollama.connect_timeout", ValueTypes.duration("10ms", "5m"), "5s", "Until Ollama takes the call.");
    private static final Key<Duration> FIRST_TOKEN_TIMEOUT =
            Key.of("ollama.first_token_timeout", ValueTypes.duration("10ms", "1h"), "5m", "Until the first word.");
    private static final Key<Duration> GAP_TIMEOUT =
            Key.of("ollama.gap_timeout", ValueTypes.duration("10ms", "1h"), "60s", "Between two words.");
    private static final Key<Duration> TOTAL_TIMEOUT =
            Key.of("ollama.total_timeout", ValueTypes.duration("10ms", "1d"), "10m", "For a whole reply.");
    private static final Key<Integer> PARALLEL =
            Key.of("ollama.parallel", ValueTypes.whole(1, 64), "1", "Replies made at a time.");
    private static final Key<Integer> QUEUE_LIMIT =
            Key.of("ollama.queue_limit", ValueTypes.whole(1, 100_000), "100", "Replies that may wait.");
    private static final Key<Duration> PROBE_EVERY =
            Key.of("ollama.probe_every", ValueTypes.duration("10ms", "1h"), "15s", "How often Ollama is looked for.");
    private static final Key<Duration> PROBE_EVERY_WHEN_DOWN = Key.of(
            "ollama.probe_every_when_down", ValueTypes.duration("10ms", "1h"), "2s", "The same while it is away.");
    private static final Key<Integer> BREAKER_FAILURES =
            Key.of("ollama.breaker_failures", ValueTypes.whole(1, 1000), "3", "Failures after which she stops asking.");
    private static final Key<Duration> BREAKER_RESET =
            Key.of("ollama.breaker_reset", ValueTypes.duration("10ms", "1h"), "30s", "How long she then waits.");

    @Override
    public String name() {
        return "model";
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
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                BASE_URL,
                BASE_URLS,
                ServersKeys.SERVERS,
                MODEL,
                FALLBACKS,
                SharedKeys.NUM_CTX,
                SharedKeys.NUM_PREDICT,
                TEMPERATURE,
                KEEP_ALIVE,
                WARM_UP,
                CONNECT_TIMEOUT,
                FIRST_TOKEN_TIMEOUT,
                GAP_TIMEOUT,
                TOTAL_TIMEOUT,
                PARALLEL,
                QUEUE_LIMIT,
                PROBE_EVERY,
                PROBE_EVERY_WHEN_DOWN,
                BREAKER_FAILURES,
                BREAKER_RESET);
    }

    @Override
    public void check(SettingsRules rules) {
        Integer reply = rules.find(SharedKeys.NUM_PREDICT);
        Integer window = rules.find(SharedKeys.NUM_CTX);
        int usual = window == null ? ModelSettings.USUAL_WINDOW : window;
        if (reply != null && reply > usual / 2) {
            rules.broken("ollama.num_predict and ollama.num_ctx", "a reply must fit into half of the context window");
        }
    }

    @Override
    public ModelSettings settings(Settings settings) {
        Integer window = settings.find(SharedKeys.NUM_CTX);
        return new ModelSettings(
                servers(settings),
                settings.get(MODEL),
                settings.get(FALLBACKS),
                window == null ? 0 : window,
                settings.get(SharedKeys.NUM_PREDICT),
                settings.get(TEMPERATURE),
                settings.get(KEEP_ALIVE),
                settings.get(WARM_UP),
                settings.get(CONNECT_TIMEOUT),
                settings.get(FIRST_TOKEN_TIMEOUT),
                settings.get(GAP_TIMEOUT),
                settings.get(TOTAL_TIMEOUT),
                settings.get(PARALLEL),
                settings.get(QUEUE_LIMIT),
                settings.get(PROBE_EVERY),
                settings.get(PROBE_EVERY_WHEN_DOWN),
                settings.get(BREAKER_FAILURES),
                settings.get(BREAKER_RESET),
                settings.isRehearsal());
    }

    /** What is set beside {@code model.servers} and therefore is of no use; for {@code check}. */
    public static List<String> hidden(Settings settings) {
        return settings.get(ServersKeys.SERVERS).isEmpty()
                ? List.of()
                : Stream.of(BASE_URL, BASE_URLS)
                        .filter(settings::isSet)
                        .map(settings::nameOf)
                        .toList();
    }

    private static List<ServerSettings> servers(Settings settings) {
        List<URI> servers = new ArrayList<>(List.of(settings.get(BASE_URL)));
        servers.addAll(settings.get(BASE_URLS));
        int parallel = settings.get(PARALLEL);
        List<ServerSettings> named = settings.get(ServersKeys.SERVERS);
        if (!named.isEmpty() && settings.standIn().isEmpty()) {
            return named.stream().map(server -> server.orParallel(parallel)).toList();
        }
        return settings.standIn().map(List::of).orElse(servers).stream()
                .distinct()
                .map(server -> ServerSettings.ollama(server, parallel))
                .toList();
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        ModelSettings set = settings(context.settings());
        ModelSettings settings = context.isCommand() ? set.looking() : set;
        return Optional.of(() -> new ModelVerticle(context.bus(), settings));
    }
}
