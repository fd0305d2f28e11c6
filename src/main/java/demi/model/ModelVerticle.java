package demi.model;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.ModelCatalogApi;
import demi.api.ResourcesApi;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.NodeLinks;
import demi.bus.Timers;
import demi.model.server.ModelChoice;
import demi.model.server.ModelServer;
import demi.util.HttpClients;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room before the model servers: lets one request after the other through ({@link ReplyDispatcher}), to one of the {@link ServerPool},
 * and tells whether any of them can answer at all.
 */
public final class ModelVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ModelVerticle.class);

    /** For looks, loading, pulls and embeddings, none of which may have to wait for another. */
    private static final int SPARE_CONNECTIONS = 16;

    private final Bus bus;
    private final ModelSettings settings;
    private final ModelChoice choice;
    private HttpClient client;
    private ServerPool servers;
    private ModelDownloads pulls;
    private ModelCatalog library;
    private EmbeddingRequests embeddings;
    private ModelStatePublisher news;
    private ReplyDispatcher replies;
    private @Nullable HousePlaces house;
    /** Nothing runs before the servers were asked which models they have. */
    private final Promise<Void> asked = Promise.promise();

    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public ModelVerticle(Bus bus, ModelSettings settings) {
        this.bus = bus;
        this.settings = settings;
        this.choice = new ModelChoice(settings.model(), settings.fallbacks());
    }

    @Override
    public Future<?> start() {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis());
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(Math.max(settings.parallel(), settings.places()) + SPARE_CONNECTIONS);
        client = HttpClients.create(vertx, options, pool);
        ServerFactory factory = new ServerFactory(vertx, client, settings.serving(), choice);
        servers = new ServerPool(
                settings.servers().stream()
                        .map(server -> factory.make(server, this::publishState))
                        .toList(),
                choice,
                settings);
        embeddings = new EmbeddingRequests(servers);
        pulls = new ModelDownloads(vertx, bus, client, settings, this::pulled);
        news = new ModelStatePublisher(bus, settings, servers, pulls);
        NodeLinks links = bus.links();
        house = links == null ? null : new HousePlaces(vertx, bus, links, HousePlaces.PATIENCE);
        replies = new ReplyDispatcher(bus, servers, embeddings, news, settings.queueLimit(), house);
        library = new ModelCatalog(bus, settings, choice, servers, pulls, factory);
        return Future.all(List.of(
                        bus.serve(InferenceApi.GENERATE, replies::generate),
                        bus.handle(InferenceApi.EMBED, this::embed),
                        bus.handle(
                                InferenceApi.STATUS, question -> asked.future().map(looked -> servers.state())),
                        bus.handle(ModelCatalogApi.LIST, question -> Future.succeededFuture(library.list())),
                        bus.handle(ModelCatalogApi.INSPECT, library::inspect),
                        bus.handle(
                                ModelCatalogApi.SELECT, use -> library.use(use).onSuccess(chosen -> probe())),
                        bus.handle(
                                ModelCatalogApi.DELETE,
                                asks -> library.delete(asks).eventually(this::probe)),
                        bus.handle(ModelCatalogApi.CANCEL_PULL, cancel -> pulls.cancel(cancel.model())),
                        bus.handle(ModelCatalogApi.TEST_SERVER, library::test),
                        bus.handle(ModelCatalogApi.PULL, library::pull),
                        bus.subscribe(ModelCatalogApi.SELECTED, selected -> {
                            // On this node it is done already.
                            if (!selected.model().equals(choice.wanted())) {
                                choice.want(selected.model());
                                probe();
                            }
                        }),
                        bus.subscribe(ResourcesApi.LOAD, this::spare),
                        bus.subscribe(HealthApi.REQUESTED, call -> news.publishHealth())))
                .compose(registered -> library.remember())
                .compose(remembered -> house == null ? Future.succeededFuture() : house.open(replies))
                .compose(remembered -> bus.request(ResourcesApi.STATUS, new ResourcesApi.GetLoad())
                        .onSuccess(this::spare)
                        .<Void>mapEmpty()
                        // Where nobody looks at the machine, there is enough of everything.
                        .otherwiseEmpty())
                .onSuccess(remembered -> probe().onComplete(looked -> {
                    asked.complete();
                    servers.all().forEach(this::probeAgain);
                    replies.open();
                }));
    }

    @Override
    protected Future<?> close() {
        return client.close().eventually(() -> house == null ? Future.succeededFuture() : house.close());
    }

    /** Memory is short, or is not any more. */
    private void spare(ResourcesApi.Load load) {
        if (choice.isSparing() == load.shedding()) {
            return;
        }
        choice.spare(load.shedding());
        replies.onlyPeople(load.shedding());
        servers.selectModel().onComplete(turned -> {
            publishState();
            replies.runNext();
        });
    }

    private Future<InferenceApi.Embedded> embed(InferenceApi.Embed question) {
        if (!question.waits() && (replies.servesPeople() || choice.isSparing())) {
            return Future.failedFuture(
                    new Failure(Failure.Code.CANCELLED, "Somebody is talking to her, or memory is short."));
        }
        return asked.future().compose(looked -> embeddings.ask(question));
    }

    private Future<?> probe() {
        return servers.probe().onComplete(looked -> onProbed());
    }

    private void onProbed() {
        publishState();
        replies.handOver();
    }

    /** Each at its own pace: one that does not answer keeps no other from being looked at. */
    private void probeAgain(ModelServer server) {
        Duration pause = server.isReady() ? settings.probeEvery() : settings.probeEveryWhenDown();
        Timers.after(
                vertx,
                pause.toMillis(),
                timer -> server.probe().onComplete(looked -> {
                    onProbed();
                    probeAgain(server);
                }));
    }

    private void pulled(ModelCatalogApi.Pull pull) {
        publishState();
        if (pull.done()) {
            probe().onSuccess(looked -> {
                if (pull.succeeded() && servers.hasNone()) {
                    // It is what she was waiting for.
                    library.use(new ModelCatalogApi.SelectModel(pull.model()))
                            .onSuccess(chosen -> probe())
                            .onFailure(
                                    thrown -> LOG.info("Not thinking with {}: {}", pull.model(), thrown.getMessage()));
                }
            });
        }
    }

    private void publishState() {
        replies.publishState();
    }
}
