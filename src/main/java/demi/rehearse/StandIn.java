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
 * An HTTP server on 127.0.0.1 that answers as Ollama does, with the words of a {@link Script}. All methods may be called
 * from any thread. It differs from Ollama in that it serves any number of requests at the same time, has no
 * {@code /v1} and no model management but pull, and pulls everything whose name does not contain {@code no-such}.
 *
 * <p>{@code prompt_eval_count} is the whole prompt, estimated as a quarter of its characters and cut at {@code num_ctx}
 * (4,096 if not sent) as Ollama silently cuts the prompt. {@link Received#newPromptTokens} tells what of it a real server
 * would have had to read.
 */
public final class StandIn {
    /**
     * A POST as it came in.
     *
     * @param body exactly as sent
     * @param newPromptTokens of {@code /api/chat} and {@code /api/generate}: the tokens after the first difference from
     *     the last finished conversation with this model and its reply; 0 for all others
     */
    public record Received(String path, String body, int newPromptTokens) {}

    private final Vertx vertx;
    private final Ledger ledger = new Ledger();
    private final List<String> models = new CopyOnWriteArrayList<>(List.of("llama3.2:1b", "llama3.2:3b"));
    private final Routes routes;
    private volatile int port;
    private volatile @Nullable HttpServer server;

    private StandIn(Vertx vertx, int port, Script script) {
        this.vertx = vertx;
        this.port = port;
        this.routes = new Routes(models, ledger, script);
    }

    /** Listens on that port of 127.0.0.1; 0 takes a free one. Fails if the port is taken. */
    public static Future<StandIn> start(Vertx vertx, int port, Script script) {
        StandIn standIn = new StandIn(vertx, port, script);
        return standIn.restart().map(standIn);
    }

    /** Cuts every connection in the middle of whatever it carries, as the end of Ollama's process would. */
    public Future<Void> close() {
        HttpServer current = server;
        server = null;
        routes.cutAll();
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
                .connectionHandler(routes::connected)
                .requestHandler(request -> routes.handle(vertx.getOrCreateContext(), request));
        server = next;
        Future<HttpServer> listening = Future.future(p -> context.runOnContext(v -> {
            routes.begin();
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
        routes.play(script);
    }

    /** The models present, with their tags; add and remove as you like. */
    public List<String> models() {
        return models;
    }

    /** What {@code /api/show} tells of every model from now on; at first it is what llama3.2 can take. */
    public void contextLength(int tokens) {
        routes.contextLength(tokens);
    }

    /** How many numbers {@code /api/embed} gives from now on, as another model of the same name would. */
    public void embeddingSize(int numbers) {
        routes.embeddingSize(numbers);
    }

    /** The last 2,000 POSTs, oldest first. */
    public List<Received> received() {
        return ledger.received();
    }

    /** The bodies of those that went to {@code /api/chat}. */
    public List<String> chats() {
        return received().stream()
                .filter(request -> request.path().equals("/api/chat"))
                .map(Received::body)
                .toList();
    }

    /** How many POSTs there were since the start, forgotten ones included. */
    public long total() {
        return ledger.total();
    }

    /** How many replies are being played right now. */
    public int open() {
        return ledger.open();
    }

    /** The most that were ever played at the same time. */
    public int mostOpen() {
        return ledger.mostOpen();
    }

    /** How many replies the client cut off by closing the connection; those that {@link #close} cut do not count. */
    public int cancelled() {
        return ledger.cancelled();
    }

    public Future<Void> whenTotal(long atLeast) {
        return ledger.when(() -> ledger.total() >= atLeast);
    }

    public Future<Void> whenOpen(int exactly) {
        return ledger.when(() -> ledger.open() == exactly);
    }

    public Future<Void> whenCancelled(int atLeast) {
        return ledger.when(() -> ledger.cancelled() >= atLeast);
    }
}
