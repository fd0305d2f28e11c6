package demi.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on 127.0.0.1 that answers as Ollama v0.17.4 does, with the words of a {@link Script}. All methods may be
 * called from any thread. It differs from Ollama in that it serves any number of requests at the same time until
 * {@link #parallel} says how many, has no {@code /v1} and no model management but pull, and pulls everything whose name
 * does not contain {@code no-such}.
 *
 * <p>Prompts are rendered with a {@link ChatTemplate}, and tokens estimated from that text: special tokens are one each,
 * all else is four characters a token. What a model can do is told by its name: one with {@code embed} in it embeds and
 * does nothing else, {@code vision} and {@code llava} see, {@code qwen3} and the like think, {@code gemma} has a sliding
 * window.
 */
public final class FakeOllama {
    /**
     * A POST as it came in.
     *
     * @param body exactly as sent
     * @param newPromptTokens of {@code /api/chat} and {@code /api/generate}: what had to be read, since it was not in the
     *     cache; 0 for all others, and for one that still waits for its turn
     * @param promptTokens of these: the whole prompt
     * @param rendered of these: what the model reads
     */
    public record Received(String path, String body, int newPromptTokens, int promptTokens, String rendered) {}

    private final Vertx vertx;
    private final RequestLog log = new RequestLog();
    private final List<String> models = new CopyOnWriteArrayList<>(List.of("llama3.2:1b", "llama3.2:3b"));
    private final Behaviour behaviour;
    private final FakeOllamaRouter router;
    private volatile int port;
    private volatile @Nullable HttpServer server;

    private FakeOllama(Vertx vertx, int port, Script script) {
        this.vertx = vertx;
        this.port = port;
        this.behaviour = new Behaviour(script);
        this.router = new FakeOllamaRouter(models, log, behaviour);
    }

    /** Listens on that port of 127.0.0.1; 0 takes a free one. Fails if the port is taken. */
    public static Future<FakeOllama> start(Vertx vertx, int port, Script script) {
        FakeOllama standIn = new FakeOllama(vertx, port, script);
        return standIn.restart().map(standIn);
    }

    /** Cuts every connection in the middle of whatever it carries, as the end of Ollama's process would. */
    public Future<Void> close() {
        HttpServer current = server;
        server = null;
        router.cutAll();
        return current == null ? Future.succeededFuture() : current.close();
    }

    /** Listens again on the same port after {@link #close}; records and models are kept, loaded models are not. */
    public Future<Void> restart() {
        if (server != null) {
            return Future.failedFuture(new IllegalStateException("the stand-in is running"));
        }
        Context context = vertx.getOrCreateContext();
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
        HttpServer next = vertx.createHttpServer(options)
                .connectionHandler(router::connected)
                .requestHandler(request -> router.handle(vertx.getOrCreateContext(), request));
        server = next;
        Future<HttpServer> listening = Future.future(p -> context.runOnContext(v -> {
            router.begin();
            next.listen().onComplete(p);
        }));
        return listening
                .onSuccess(http -> port = http.actualPort())
                .onFailure(failure -> server = null)
                .mapEmpty();
    }

    public int port() {
        return port;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** Another script for all requests from now on. */
    public void play(Script script) {
        behaviour.script = script;
    }

    /** The models present, with their tags; add and remove as you like. */
    public List<String> models() {
        return models;
    }

    /** What {@code /api/show} tells of every model from now on; at first it is what llama3.2 can take. */
    public void contextLength(int tokens) {
        behaviour.contextLength = tokens;
    }

    /** How many numbers {@code /api/embed} gives from now on, as another model of the same name would. */
    public void embeddingSize(int numbers) {
        behaviour.embeddingSize = numbers;
    }

    /** The shape of every model's prompts from now on; at first it is told by the model's name. */
    public void template(ChatTemplate template) {
        behaviour.template = template;
    }

    /**
     * Serves so many requests at a time from now on, as OLLAMA_NUM_PARALLEL does, each with a prompt cache of its own. The
     * others wait in order, and one whose client leaves meanwhile is never run. At first all are served at once, on one
     * cache.
     */
    public void parallel(int places) {
        behaviour.parallel = places;
        behaviour.queues = true;
    }

    /**
     * Reads so many new tokens a second from now on; 0, as at first, takes no time. The headers come after it. A client
     * that leaves is only noticed at the end of a batch ({@code num_batch}, 512), and what was read stays in the cache.
     */
    public void readingSpeed(int tokensPerSecond) {
        behaviour.tokensPerSecond = tokensPerSecond;
    }

    /**
     * Models that have to be loaded are ready when that future completes, from now on; failing it does, too.
     *
     * @param queue how many may wait beside the first: more are answered 503, which a loaded model never does
     */
    public void loading(Future<?> ready, int queue) {
        behaviour.queue = queue;
        behaviour.loading = ready;
    }

    /**
     * Whether a reply to a request with a {@code format} is held to it from now on, as Ollama's sampler does: one that does
     * not fit becomes the smallest JSON that does. Such a reply is sent when it is complete. At first it is not.
     */
    public void sampling(boolean held) {
        behaviour.samples = held;
    }

    /** Whether {@code _debug_render_only} is known, as it is at first; an older Ollama answers as if it were not there. */
    public void rendering(boolean known) {
        behaviour.rendersOnly = known;
    }

    /**
     * Whether prompts are refused, as they are at first, that some model's template would spoil: with a second system
     * message or one that is not the first, roles out of turn, a last message that is not the user's, an empty message, a
     * special token in a text.
     * They are answered 400, logged as an error, which fails every test that hears of it, and kept in {@link #refused}.
     */
    public void strict(boolean refuses) {
        behaviour.strict = refuses;
    }

    /** What was refused as {@link #strict} says, a sentence each, without anybody's words. */
    public List<String> refused() {
        return log.refused();
    }

    /** The last 2,000 POSTs, oldest first. */
    public List<Received> received() {
        return log.received();
    }

    /** The bodies of those that went to {@code /api/chat} for an answer, not to see how the template renders them. */
    public List<String> chats() {
        return received().stream()
                .filter(request ->
                        request.path().equals("/api/chat") && !request.body().contains("\"_debug_render_only\":true"))
                .map(Received::body)
                .toList();
    }

    /** How many POSTs there were since the start, forgotten ones included. */
    public long total() {
        return log.total();
    }

    /** How many replies are being played right now. */
    public int open() {
        return log.open();
    }

    /** The most that were ever played at the same time. */
    public int mostOpen() {
        return log.mostOpen();
    }

    /**
     * How many replies the client cut off, or did not wait for, by closing the connection; those that {@link #close} cut do
     * not count.
     */
    public int cancelled() {
        return log.cancelled();
    }

    public Future<Void> awaitTotal(long atLeast) {
        return log.when(() -> log.total() >= atLeast);
    }

    public Future<Void> awaitOpen(int exactly) {
        return log.when(() -> log.open() == exactly);
    }

    public Future<Void> awaitCancelled(int atLeast) {
        return log.when(() -> log.cancelled() >= atLeast);
    }
}
