package demi.model.server;

import demi.api.InferenceApi.Embed;
import demi.api.value.PromptMessage;
import demi.model.config.ServerAddress;
import demi.model.profile.ModelNature;
import demi.model.profile.PresentModel;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a kind of model server says and understands, toward one server. */
public interface ServerProtocol {

    /** Without a secret in its text. */
    ServerAddress address();

    /** What there is; fails when it was not told whole in some seconds, with a {@code Failure} where it wants to know who asks. */
    Future<List<PresentModel>> models();

    /** The model that stands for whichever the house wants, where the server has names of its own; of those that are there. */
    default Optional<String> ownModel(List<PresentModel> present) {
        return Optional.empty();
    }

    /** What a model is like; fails where the server does not tell. */
    Future<ModelNature> nature(PresentModel model);

    /** Whether it may be told to load a model, and to unload it. */
    default boolean loadsModels() {
        return true;
    }

    /** Has it loaded, with this window, which may take minutes; what it has read stays in its memory. */
    Future<Void> load(String model, int window, Duration within);

    /** Has it give its memory back. */
    Future<Void> unload(String model);

    /** The window with which the model is in memory now, 0 where that is not told; empty when it is not there. */
    Future<Optional<Integer>> loadedWindow(String model);

    /** How the model's template reads a talk. */
    Future<TemplateReading> template(String model, ModelNature nature, int window);

    /** Tokens a second of reading and of writing; 0 where the server did not say. */
    record Speed(double reads, double writes) {}

    /** Has a model that is loaded with this window read and write a little, which takes it from whoever talks with it. */
    Future<Speed> speed(String model, ModelNature nature, int window, PromptMessage words, Duration within);

    /**
     * A reply that is wanted.
     *
     * @param longest in tokens
     */
    record Wanted(
            String model,
            ModelNature nature,
            PromptLayout layout,
            int window,
            GenerationRequest generation,
            int longest) {}

    /** A request to be sent as it is. */
    record Call(RequestOptions options, Buffer body) {}

    Call chat(Wanted wanted);

    /** Whether a model was heard thinking beside its reply, which takes from the same tokens. */
    default boolean thinksApart(String model) {
        return false;
    }

    ReplyReader reader(String model);

    /** What a status other than 200 means that was answered to {@link #chat}, with that body. */
    Refusal refusal(int status, String body, Wanted wanted);

    /** What it meant by an error in the middle of a reply. */
    Refusal refusalWithin(String reason, Wanted wanted);

    /** Whether the body of a refusal is about a text that the model cannot take for its length. */
    boolean isTooLong(String body);

    Call embed(Embed asked, List<String> texts);

    /**
     * The vectors of an answer to {@link #embed}, each a list of numbers, in the order of the texts.
     *
     * @throws IllegalArgumentException when there are none in it
     */
    JsonArray embeddings(JsonObject answer);

    /** The same request everywhere: JSON, or nothing, to a path. */
    default RequestOptions request(HttpMethod method, String path, Duration connectTimeout) {
        return address().request(method, path, connectTimeout);
    }
}
