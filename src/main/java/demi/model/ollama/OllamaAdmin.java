package demi.model.ollama;

import demi.api.ModelCatalogApi.ServerReport;
import demi.bus.Failure;
import demi.model.config.ServerAddress;
import demi.util.HttpExchange;
import demi.util.HttpExchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What only an owner asks of an Ollama: to delete a model, and whether there is one at an address. */
public final class OllamaAdmin {

    /** What is told of an address where something else answers. */
    public static final String NO_OLLAMA = "Something answers there, but no Ollama. Are the port and the path right?";

    private static final Duration TEST = Duration.ofSeconds(5);
    /** Shorter than whoever asks over the bus waits; a large file takes its time. */
    private static final Duration DELETION = Duration.ofSeconds(20);

    private static final int LONGEST = 1 << 20;
    private static final int MOST_MODELS = 200;

    private final Vertx vertx;
    private final HttpClient client;

    public OllamaAdmin(Vertx vertx, HttpClient client) {
        this.vertx = vertx;
        this.client = client;
    }

    /** Done, too, where the model is gone already; fails UNAVAILABLE with a sentence that says why. */
    public Future<Void> delete(ServerAddress server, String model) {
        Buffer body = new JsonObject().put("model", model).toBuffer();
        return ask(server, HttpMethod.DELETE, "/api/delete", body, DELETION)
                .recover(thrown -> Future.failedFuture(unavailable("Ollama does not answer.")))
                .compose(answer -> answer.status() == 200 || answer.status() == 404
                        ? Future.succeededFuture()
                        : Future.failedFuture(unavailable("Ollama did not delete it (" + answer.status() + "). "
                                + OllamaRefusal.reason(answer.body()))));
    }

    private static Failure unavailable(String sentence) {
        return new Failure(Failure.Code.UNAVAILABLE, sentence.strip());
    }

    /** Fails INVALID where that is no address, and in no other way. */
    public Future<ServerReport> test(String url) {
        ServerAddress server = address(url);
        if (server == null) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "has to be an address such as http://192.168.1.20:11434."));
        }
        Future<Answer> version = ask(server, HttpMethod.GET, "/api/version", Buffer.buffer(), TEST);
        return version.compose(told -> ask(server, HttpMethod.GET, "/api/tags", Buffer.buffer(), TEST)
                        .map(listed -> report(told, listed)))
                .otherwise(OllamaAdmin::unreachable);
    }

    public static @Nullable ServerAddress address(String url) {
        try {
            URI uri = URI.create(url.strip().replaceFirst("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean fits = (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getPort() != 0
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return fits ? ServerAddress.of(uri) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Future<Answer> ask(ServerAddress server, HttpMethod method, String path, Buffer body, Duration within) {
        RequestOptions options = server.request(method, path, within).setFollowRedirects(false);
        return HttpExchange.readWhole(vertx, client, options, body, within, LONGEST)
                .outcome();
    }

    /** In no other words than these: what answers may be anything. */
    private static ServerReport report(Answer told, Answer listed) {
        if (OllamaRefusal.isOfLogin(told.status()) || OllamaRefusal.isOfLogin(listed.status())) {
            return bad("It wants a user and a password, or others: http://USER:PASSWORD@HOST:PORT.");
        }
        JsonObject version = object(told);
        JsonObject models = object(listed);
        if (version == null || models == null || !(models.getValue("models") instanceof JsonArray array)) {
            return bad(NO_OLLAMA);
        }
        List<String> names = array.stream()
                .filter(JsonObject.class::isInstance)
                .map(each -> ((JsonObject) each).getValue("name"))
                .filter(String.class::isInstance)
                .map(name -> OllamaRefusal.clipped((String) name))
                .limit(MOST_MODELS)
                .toList();
        String number = version.getValue("version") instanceof String text ? OllamaRefusal.clipped(text) : null;
        return new ServerReport(
                true,
                number,
                names,
                "Ollama" + (number == null ? "" : " " + number)
                        + (names.isEmpty()
                                ? " answers. It has no models yet."
                                : " answers. Models: " + names.size() + "."));
    }

    private static @Nullable JsonObject object(Answer answer) {
        try {
            return answer.status() == 200 ? new JsonObject(answer.body()) : null;
        } catch (DecodeException e) {
            return null;
        }
    }

    private static ServerReport unreachable(Throwable thrown) {
        if (thrown instanceof TimeoutException) {
            return bad("Nothing answered in time.");
        }
        return bad(
                thrown instanceof UnknownHostException
                        ? "There is no host of that name."
                        : "Nothing answers there as a web server does. Is Ollama running, and does it listen on its network"
                                + " (OLLAMA_HOST=0.0.0.0)?");
    }

    private static ServerReport bad(String sentence) {
        return new ServerReport(false, null, List.of(), sentence);
    }
}
