package demi.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import demi.api.InferenceApi.Embed;
import demi.api.ModelCatalogApi;
import demi.api.value.PromptMessage;
import demi.model.config.ServerAddress;
import demi.model.config.ServerSettings;
import demi.model.config.ServingSettings;
import demi.model.profile.ModelNature;
import demi.model.profile.PresentModel;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import demi.model.server.Refusal;
import demi.model.server.ReplyReader;
import demi.model.server.ServerProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interface of OpenAI, toward a server that has loaded its models itself. */
public final class OpenAiProtocol implements ServerProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiProtocol.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CHAT = "/v1/chat/completions";

    private final ServingSettings settings;
    private final ServerSettings own;
    private final ServerAddress address;
    private final OpenAiProbe probe;
    /** By the name of the model. */
    private final Map<String, Dialect> dialects = new HashMap<>();

    public OpenAiProtocol(Vertx vertx, HttpClient client, ServingSettings settings, ServerSettings own) {
        this.settings = settings;
        this.own = own;
        this.address = addressOf(own);
        this.probe = new OpenAiProbe(vertx, client, settings.connectTimeout(), address);
    }

    /** Most clients want the address with {@code /v1}. */
    private static ServerAddress addressOf(ServerSettings own) {
        return ServerAddress.of(URI.create(own.address().toString().replaceFirst("/v1/?$", "")), own.token());
    }

    @Override
    public ServerAddress address() {
        return address;
    }

    @Override
    public Future<List<PresentModel>> models() {
        return probe.get("/v1/models", PATIENCE).map(listed -> withOwn(ModelListing.read(listed)));
    }

    /** Some proxies take a model that they do not list. */
    private List<PresentModel> withOwn(List<PresentModel> listed) {
        String name = own.model();
        if (name == null || listed.stream().anyMatch(each -> ModelCatalogApi.same(each.name(), name))) {
            return listed;
        }
        List<PresentModel> all = new ArrayList<>(listed);
        all.add(new PresentModel(name, 0, "", "", name, 0));
        return all;
    }

    @Override
    public Optional<String> ownModel(List<PresentModel> present) {
        String name = own.model();
        if (name == null) {
            return present.size() == 1 ? Optional.of(present.get(0).name()) : Optional.empty();
        }
        return present.stream()
                .map(PresentModel::name)
                .filter(each -> ModelCatalogApi.same(each, name))
                .findFirst();
    }

    /** llama.cpp's server tells of one conversation's window and of pictures; with others the list has to do. */
    @Override
    public Future<ModelNature> nature(PresentModel model) {
        return probe.get("/props", PATIENCE)
                .map(props -> nature(model, props))
                .otherwise(refused -> nature(model, MissingNode.getInstance()));
    }

    private ModelNature nature(PresentModel model, JsonNode props) {
        int window = props.path("default_generation_settings").path("n_ctx").asInt(0);
        Boolean sees = own.sees();
        return new ModelNature(
                window > 0 ? window : model.window(),
                0,
                true,
                sees == null ? props.path("modalities").path("vision").asBoolean(false) : sees,
                null,
                true);
    }

    @Override
    public boolean loadsModels() {
        return false;
    }

    @Override
    public Future<Void> load(String model, int window, Duration within) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> unload(String model) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Optional<Integer>> loadedWindow(String model) {
        return Future.succeededFuture(Optional.of(settings.usualWindow()));
    }

    /**
     * Only llama.cpp's server tells. Without that, too, one message of the system's in front and then strict turns is what every
     * template takes that takes a system at all; one that does not refuses it in words ({@link Dialect}).
     */
    @Override
    public Future<TemplateReading> template(String model, ModelNature nature, int window) {
        return rendered(model, PromptLayout.SYSTEM_FIRST)
                .compose(first -> TemplateReading.keepsOrder(first)
                        ? Future.succeededFuture(TemplateReading.FINE)
                        : rendered(model, PromptLayout.IN_FIRST_MESSAGE)
                                .map(second -> TemplateReading.keepsOrder(second)
                                        ? TemplateReading.SECOND
                                        : TemplateReading.UNFIT))
                .otherwise(TemplateReading.NOT_ASKED);
    }

    private Future<String> rendered(String model, PromptLayout layout) {
        JsonObject body = new JsonObject()
                .put("model", model)
                .put("messages", ChatBody.messages(layout.arrange(TemplateReading.TALK), false));
        return probe.post("/apply-template", body, PATIENCE)
                .compose(answer -> answer.path("prompt").isTextual()
                        ? Future.succeededFuture(answer.path("prompt").asText())
                        : Future.failedFuture("no prompt"));
    }

    /** The first time the prompt is read, the second time it is known and only the reply takes its time. */
    @Override
    public Future<Speed> speed(String model, ModelNature nature, int window, PromptMessage words, Duration within) {
        long start = System.nanoTime();
        return probe.post(CHAT, ChatBody.measuring(model, words, 1), within).compose(first -> {
            long between = System.nanoTime();
            double reads = perSecond(first.path("usage").path("prompt_tokens"), between - start);
            return probe.post(CHAT, ChatBody.measuring(model, words, 16), within)
                    .map(second -> new Speed(
                            reads,
                            perSecond(second.path("usage").path("completion_tokens"), System.nanoTime() - between)));
        });
    }

    private static double perSecond(JsonNode tokens, long nanos) {
        return Math.max(0, tokens.asInt(0)) * 1e9 / Math.max(1, nanos);
    }

    @Override
    public Call chat(Wanted wanted) {
        return call(CHAT, ChatBody.of(settings, dialect(wanted.model()), wanted));
    }

    private Call call(String path, JsonObject body) {
        return new Call(request(HttpMethod.POST, path, settings.connectTimeout()), body.toBuffer());
    }

    private Dialect dialect(String model) {
        return dialects.computeIfAbsent(model, name -> new Dialect());
    }

    @Override
    public boolean thinksApart(String model) {
        return dialect(model).thinks();
    }

    @Override
    public ReplyReader reader(String model) {
        return new CompletionReader(dialect(model)::hasThought);
    }

    @Override
    public Refusal refusal(int status, String body, Wanted wanted) {
        String reason = OpenAiRefusal.reason(body);
        String model = wanted.model();
        boolean isTooLong = OpenAiRefusal.isTooLong(reason);
        boolean isAdapted = !isTooLong
                && dialect(model).adapt(status, reason, wanted.generation().format() != null);
        if (isAdapted) {
            LOG.info("{} refuses a request for {}; asking in another form from now on", address, model);
        }
        return new Refusal(
                OpenAiRefusal.ofChat(status, reason, PresentModel.shown(model)),
                OpenAiRefusal.unquoted(reason),
                OpenAiRefusal.isBusy(status),
                isAdapted);
    }

    @Override
    public Refusal refusalWithin(String reason, Wanted wanted) {
        return new Refusal(
                OpenAiRefusal.ofChat(200, reason, PresentModel.shown(wanted.model())),
                OpenAiRefusal.unquoted(reason),
                false,
                false);
    }

    @Override
    public Call embed(Embed asked, List<String> texts) {
        return call(
                "/v1/embeddings",
                new JsonObject()
                        .put("model", asked.model())
                        .put("input", new JsonArray(texts))
                        .put("encoding_format", "float"));
    }

    @Override
    public JsonArray embeddings(JsonObject answer) {
        if (!(answer.getValue("data") instanceof JsonArray data)) {
            throw new IllegalArgumentException("no embeddings");
        }
        Object[] ordered = new Object[data.size()];
        for (int i = 0; i < ordered.length; i++) {
            JsonObject each = data.getValue(i) instanceof JsonObject one ? one : new JsonObject();
            int place = each.getValue("index") instanceof Number index ? index.intValue() : i;
            if (place < 0 || place >= ordered.length || ordered[place] != null) {
                throw new IllegalArgumentException("not in order");
            }
            ordered[place] = each.getValue("embedding");
        }
        return new JsonArray(Arrays.asList(ordered));
    }

    @Override
    public boolean isTooLong(String body) {
        return OpenAiRefusal.isTooLong(OpenAiRefusal.reason(body));
    }
}
