package demi.model.ollama;

import demi.api.InferenceApi.Embed;
import demi.api.ModelCatalogApi;
import demi.api.value.PromptMessage;
import demi.model.config.ServerAddress;
import demi.model.config.ServingSettings;
import demi.model.profile.ModelNature;
import demi.model.profile.PresentModel;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import demi.model.server.Refusal;
import demi.model.server.ReplyChunk;
import demi.model.server.ReplyReader;
import demi.model.server.ServerProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ollama's own interface. */
public final class OllamaProtocol implements ServerProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaProtocol.class);

    private final ServingSettings settings;
    private final ServerAddress address;
    private final OllamaProbe probe;
    /** Models of which nothing may be said about thinking, whatever their server tells; by canonical name. */
    private final Set<String> withoutThink = new HashSet<>();

    public OllamaProtocol(Vertx vertx, ServingSettings settings, ServerAddress address) {
        this.settings = settings;
        this.address = address;
        this.probe = new OllamaProbe(vertx, settings, address);
    }

    @Override
    public ServerAddress address() {
        return address;
    }

    @Override
    public Future<List<PresentModel>> models() {
        return probe.models();
    }

    @Override
    public Future<ModelNature> nature(PresentModel model) {
        return probe.nature(model.name());
    }

    @Override
    public Future<Void> load(String model, int window, Duration within) {
        return probe.load(model, window, within);
    }

    @Override
    public Future<Void> unload(String model) {
        return probe.unload(model);
    }

    @Override
    public Future<Optional<Integer>> loadedWindow(String model) {
        return probe.loadedWindow(model);
    }

    @Override
    public Future<TemplateReading> template(String model, ModelNature nature, int window) {
        return probe.rendered(model, nature, window, PromptLayout.SYSTEM_FIRST.arrange(TemplateReading.TALK))
                .compose(first -> {
                    if (first.isEmpty()) {
                        return Future.succeededFuture(TemplateReading.NOT_TOLD);
                    }
                    return TemplateReading.keepsOrder(first.get())
                            ? Future.succeededFuture(TemplateReading.FINE)
                            : second(model, nature, window);
                });
    }

    private Future<TemplateReading> second(String model, ModelNature nature, int window) {
        return probe.rendered(model, nature, window, PromptLayout.IN_FIRST_MESSAGE.arrange(TemplateReading.TALK))
                .map(second -> second.filter(TemplateReading::keepsOrder).isPresent()
                        ? TemplateReading.SECOND
                        : TemplateReading.UNFIT);
    }

    @Override
    public Future<Speed> speed(String model, ModelNature nature, int window, PromptMessage words, Duration within) {
        return probe.speed(model, nature, window, words, within);
    }

    @Override
    public Call chat(Wanted wanted) {
        boolean silent = withoutThink.contains(ModelCatalogApi.canonical(wanted.model()));
        ModelNature nature = silent ? wanted.nature().withoutThink() : wanted.nature();
        return call("/api/chat", ChatRequest.of(settings, nature, wanted));
    }

    private Call call(String path, JsonObject body) {
        return new Call(request(HttpMethod.POST, path, settings.connectTimeout()), body.toBuffer());
    }

    @Override
    public ReplyReader reader(String model) {
        return new ReplyReader() {
            @Override
            public List<ReplyChunk> line(Buffer line) {
                return ChatChunk.isBlank(line) ? List.of() : List.of(ChatChunk.parse(line));
            }

            @Override
            public List<ReplyChunk> end() {
                return List.of();
            }
        };
    }

    @Override
    public Refusal refusal(int status, String body, Wanted wanted) {
        String model = wanted.model();
        String reason = OllamaRefusal.reason(body);
        boolean isAdapted =
                OllamaRefusal.isOfThinking(status, reason) && withoutThink.add(ModelCatalogApi.canonical(model));
        if (isAdapted) {
            LOG.info("Model {} refuses the think option; omitting it from now on", model);
        }
        return new Refusal(OllamaRefusal.ofChat(status, reason, model), reason, status == 503, isAdapted);
    }

    @Override
    public Refusal refusalWithin(String reason, Wanted wanted) {
        String clipped = OllamaRefusal.clipped(reason);
        return new Refusal(OllamaRefusal.ofChat(200, clipped, wanted.model()), clipped, false, false);
    }

    @Override
    public Call embed(Embed asked, List<String> texts) {
        return call(
                "/api/embed",
                new JsonObject()
                        .put("model", asked.model())
                        .put("input", new JsonArray(texts))
                        .put("keep_alive", settings.keepAlive().toSeconds() + "s"));
    }

    @Override
    public boolean isTooLong(String body) {
        return OllamaRefusal.isTooLong(OllamaRefusal.reason(body));
    }

    @Override
    public JsonArray embeddings(JsonObject answer) {
        if (answer.getValue("embeddings") instanceof JsonArray all) {
            return all;
        }
        throw new IllegalArgumentException("no embeddings");
    }
}
