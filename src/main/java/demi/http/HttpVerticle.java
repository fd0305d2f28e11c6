package demi.http;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.ListenerApi;
import demi.api.NetworkApi;
import demi.api.OpenDevices;
import demi.api.OwnAccountsApi;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.http.health.HealthRegistry;
import demi.http.health.HealthRoutes;
import demi.http.rest.AutonomyRoutes;
import demi.http.rest.LinkCodeRoutes;
import demi.http.rest.LoggingRoutes;
import demi.http.rest.MemoryFileRoutes;
import demi.http.rest.MemoryRoutes;
import demi.http.rest.ModelRoutes;
import demi.http.rest.NotificationRoutes;
import demi.http.rest.ResourceRoutes;
import demi.http.rest.WebPushRoutes;
import demi.http.rest.account.AllAccountRoutes;
import demi.http.rest.house.AddressRoutes;
import demi.http.rest.house.HouseRoutes;
import demi.http.rest.message.MessageChangeRoutes;
import demi.http.rest.message.MessageRoutes;
import demi.http.rest.message.PictureRoutes;
import demi.http.server.FairQueue;
import demi.http.server.RequestDecoder;
import demi.http.server.SocketPace;
import demi.http.socket.SocketLimits;
import demi.http.socket.SocketRegistry;
import demi.http.socket.WebSocketHandshake;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.ClientAddress;
import demi.http.web.HttpMetrics;
import demi.http.web.Problem;
import demi.http.web.StaticFiles;
import demi.util.EventLoopMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves clients and browsers on one listener, monitors on another. One instance: the sockets of a person all belong
 * to its event loop, so that each sees everything in the same order.
 */
public final class HttpVerticle extends BaseVerticle {

    private static final int IDLE_SECONDS = 120;
    /** How long a request may take to arrive, with its body. */
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

    /** How long a peer has to answer a goodbye. */
    private static final int CLOSING_SECONDS = 1;

    /** Of one person. */
    private static final int PAGES_AT_A_TIME = 2;

    private static final int PAGES_WAITING = 50;
    private static final int PAGES_LATE = 4;
    /** So long a device that takes neither its page nor its history holds up the same person's others. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    /** Each check wakes all event loops; a monitor asks less often. */
    private static final Duration LOOP_CHECK = Duration.ofSeconds(5);

    private static final long SESSION_CHECK_MS = 60_000;
    /** Of the four seconds that a stop may take: Discord has its part too, and what is to be kept comes last. */
    private static final long STOP_SOCKETS_MS = 900;

    private static final long STOP_SERVER_MS = 300;

    private final Bus bus;
    private final InstantSource clock;
    private final HttpSettings settings;
    private final MeterRegistry registry;
    private final HttpMetrics meters;
    private final HealthRegistry healthRegistry = new HealthRegistry();
    private final HealthRoutes health;
    private final SocketRegistry sockets;
    private final Duration longestTurn;

    private @Nullable HttpServer server;
    private @Nullable HttpServer management;
    private volatile int port = -1;
    private volatile int managementPort = -1;
    private volatile Map<String, Set<String>> table = Map.of();

    /** @param version as health and status tell it */
    public HttpVerticle(Bus bus, InstantSource clock, HttpSettings settings, MeterRegistry registry, String version) {
        this(bus, clock, settings, registry, version, SocketPace.GENEROUS, LONGEST_TURN);
    }

    HttpVerticle(
            Bus bus,
            InstantSource clock,
            HttpSettings settings,
            MeterRegistry registry,
            String version,
            SocketPace pace,
            Duration longestTurn) {
        this.longestTurn = longestTurn;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.registry = registry;
        this.meters = new HttpMetrics(registry);
        this.health = new HealthRoutes(healthRegistry, version, settings.rehearsal());
        this.sockets = new SocketRegistry(bus, clock, limits(settings), meters, pace, longestTurn, this::startTimer);
    }

    /** The port that clients connect to; -1 before the start. From any thread. */
    public int port() {
        return port;
    }

    /** The port of metrics; -1 before the start. From any thread. */
    public int managementPort() {
        return managementPort;
    }

    /** The main listener's paths with their methods. */
    public Map<String, Set<String>> table() {
        return table;
    }

    @Override
    public Future<?> start() {
        EventLoopMonitor loops = EventLoopMonitor.watch(vertx, LOOP_CHECK);
        Timers.every(vertx, settings.pingEvery().toMillis(), timer -> sockets.pingAll());
        Timers.every(vertx, SESSION_CHECK_MS, timer -> sockets.checkSessions());
        return Future.all(List.of(
                        bus.subscribe(ChatApi.EVENTS, sockets::broadcast),
                        bus.subscribe(AccountsApi.SESSIONS_REVOKED, sockets::sessionsRevoked),
                        bus.subscribe(AccountsApi.SESSIONS_CHANGED, changed -> sockets.checkSessions()),
                        bus.subscribe(OwnAccountsApi.NOTICE_ADDED, sockets::notice),
                        bus.handle(
                                OpenDevices.HAS_OPEN_DEVICE,
                                asked -> Future.succeededFuture(
                                        new OpenDevices.OpenDevice(sockets.isOnline(asked.userId())))),
                        bus.subscribe(HealthApi.COMPONENT, healthRegistry::onComponent),
                        bus.subscribe(NetworkApi.STATE, healthRegistry::onNetwork)))
                .compose(listening -> {
                    bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
                    ApiRouter routes = routes(loops);
                    return listen(routes, routes.wellFormed(), settings.host(), settings.port());
                })
                .compose(main -> {
                    server = main;
                    port = main.actualPort();
                    ApiRouter routes = managementRoutes(loops);
                    return listen(routes, routes.byAddress(), settings.managementHost(), settings.managementPort());
                })
                .compose(second -> {
                    management = second;
                    managementPort = second.actualPort();
                    return bus.handle(
                            ListenerApi.PORTS,
                            asked -> Future.succeededFuture(new ListenerApi.Ports(port, managementPort)));
                });
    }

    private ApiRouter routes(EventLoopMonitor loops) {
        BearerAuth guard = new BearerAuth(bus);
        ClientAddress proxies = new ClientAddress(settings.trustedProxies());
        BodyReader bodies = new BodyReader(guard, proxies, settings.maxBodyBytes());
        ApiRouter routes = new ApiRouter(Router.router(vertx), settings.basePath(), false, bodies, meters);
        FairQueue pages = new FairQueue(
                new FairQueue.Bounds(PAGES_AT_A_TIME, PAGES_WAITING, longestTurn, PAGES_LATE), this::startTimer);
        AllAccountRoutes.install(routes, bus, guard, bodies, proxies, pages, clock);
        new MessageRoutes(bus, guard, pages, clock).install(routes);
        new MessageChangeRoutes(bus, guard, bodies).install(routes);
        new PictureRoutes(bus, guard, bodies, clock).install(routes);
        new MemoryFileRoutes(bus, guard, bodies, pages, clock).install(routes);
        new MemoryRoutes(bus, guard, bodies, pages, clock).install(routes);
        new AutonomyRoutes(bus, guard, bodies, pages, clock).install(routes);
        new ModelRoutes(bus, guard, bodies).install(routes);
        new ResourceRoutes(bus, guard).install(routes);
        new LoggingRoutes(bus, guard, bodies).install(routes);
        new LinkCodeRoutes(bus, guard).install(routes);
        new NotificationRoutes(bus, guard, bodies).install(routes);
        new WebPushRoutes(bus, guard, bodies).install(routes);
        new HouseRoutes(bus, guard, bodies, pages, healthRegistry).install(routes);
        new AddressRoutes(guard, bodies, settings.host(), settings.basePath(), () -> port).install(routes);
        health.install(routes, readiness(), loops, guard);
        routes.add(HttpMethod.GET, "/api/v1/chat/ws", new WebSocketHandshake(guard, sockets)::handle);
        StaticFiles.install(routes);
        routes.seal();
        table = routes.table();
        return routes;
    }

    private Runnable startTimer(Duration after, Runnable then) {
        long timer = Timers.limit(vertx, after.toMillis(), over -> then.run());
        return () -> vertx.cancelTimer(timer);
    }

    /** What it takes to take a message and keep it. */
    private HealthChecks readiness() {
        return HealthChecks.create(vertx)
                .register(HealthRegistry.DATABASE, check -> check.complete(status(healthRegistry.databaseWritable())))
                .register(HealthApi.ROOMS, check -> check.complete(status(healthRegistry.acceptsMessages())))
                .register("listener", check -> check.complete(status(port >= 0)));
    }

    private static Status status(boolean fine) {
        return fine ? Status.OK() : Status.KO();
    }

    private ApiRouter managementRoutes(EventLoopMonitor loops) {
        BodyReader bodies = new BodyReader(new BearerAuth(bus), new ClientAddress(List.of()), BodyReader.BEFORE_LOGIN);
        ApiRouter routes = new ApiRouter(Router.router(vertx), "", true, bodies, meters);
        health.installForMonitors(routes, readiness(), loops);
        routes.add(HttpMethod.GET, "/metrics", this::metrics);
        routes.add(HttpMethod.HEAD, "/metrics", this::metrics);
        routes.seal();
        return routes;
    }

    private void metrics(RoutingContext context) {
        if (!(registry instanceof PrometheusMeterRegistry prometheus)) {
            context.fail(Problem.of(503, "No metrics are kept."));
            return;
        }
        // Some gauges look at the machine, which may take a while.
        vertx.executeBlocking(() -> prometheus.scrape())
                .onSuccess(text -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }

    private Future<HttpServer> listen(ApiRouter routes, Handler<HttpServerRequest> handler, String host, int at) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(at)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWebSocketFrameSize(settings.maxFrameBytes())
                .setMaxWebSocketMessageSize(settings.maxFrameBytes())
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> RequestDecoder.install(connection, options, REQUEST_LIMIT))
                .requestHandler(handler)
                .invalidRequestHandler(routes::refuseInvalid)
                .listen()
                .recover(thrown -> Future.failedFuture(new Failure(
                        Failure.Code.UNAVAILABLE,
                        "Nothing can listen on " + host + ":" + at + " (" + thrown.getMessage()
                                + "). Is something else using that port?")));
    }

    @Override
    protected Future<?> close() {
        Promise<Void> time = Promise.promise();
        Timers.limit(vertx, STOP_SOCKETS_MS, over -> time.tryComplete());
        return Future.any(sockets.stop(), time.future())
                .transform(closed -> Future.join(shutdown(server), shutdown(management)));
    }

    private static Future<Void> shutdown(@Nullable HttpServer server) {
        return server == null ? Future.succeededFuture() : server.shutdown(STOP_SERVER_MS, TimeUnit.MILLISECONDS);
    }

    private static SocketLimits limits(HttpSettings settings) {
        return new SocketLimits(
                settings.socketsInAll(), settings.socketsPerUser(), settings.maxFrameBytes(), settings.peerGoneAfter());
    }
}
