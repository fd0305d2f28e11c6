package demi.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import demi.http.server.RefusedRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener's routes: security headers on every answer, problems for whatever goes wrong, 405 with what is allowed. */
public final class ApiRouter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);

    /** Under which the matched path is kept, for metrics and the log: never the address itself, which may hold a token. */
    private static final String ROUTE = "demi.route";

    private static final String NO_ROUTE = "none";

    private static final Set<String> PROBES =
            Set.of("/health", "/health/live", "/health/ready", "/api/v1/health", "/api/v1/status");

    private static final String PROBLEM = "application/problem+json";
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Router router;
    private final String base;
    private final boolean forMonitors;
    private final BodyReader bodies;
    private final HttpMetrics meters;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();

    /** What is another answer the next time. */
    private static final List<String> NOT_TO_KEEP = List.of("/api/", "/health", "/metrics");

    /**
     * @param base before every path; may be empty
     * @param forMonitors whether all that is asked here is a monitor's
     */
    public ApiRouter(Router router, String base, boolean forMonitors, BodyReader bodies, HttpMetrics meters) {
        this.router = router;
        this.base = base;
        this.forMonitors = forMonitors;
        this.bodies = bodies;
        this.meters = meters;
        router.route().handler(this::prepare).failureHandler(ApiRouter::refuse);
    }

    private void prepare(RoutingContext context) {
        HttpServerResponse response = context.response();
        long began = System.nanoTime();
        // First of all: what is refused below is counted as well.
        context.addEndHandler(ended -> count(context, response.getStatusCode(), System.nanoTime() - began));
        SecurityHeaders.put(response);
        String path = path(context);
        if (NOT_TO_KEEP.stream().anyMatch(prefix -> path.startsWith(base + prefix))) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        bodies.receive(context, path.startsWith(base) ? path.substring(base.length()) : path);
    }

    private void count(RoutingContext context, int status, long nanos) {
        if (status != SWITCHING_PROTOCOLS) {
            String name = name(context);
            meters.request(name, isProbe(name), context.request().method(), status, nanos);
        }
    }

    /** Whether a monitor asks, and no person's device. */
    private boolean isProbe(String route) {
        return forMonitors || PROBES.contains(route);
    }

    private static String path(RoutingContext context) {
        try {
            return context.normalizedPath();
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "The path is not well-formed.");
        }
    }

    private static String name(RoutingContext context) {
        String path = context.get(ROUTE);
        return path == null ? NO_ROUTE : path;
    }

    /** GET, and with it HEAD. */
    public void get(String path, Endpoint endpoint) {
        add(HttpMethod.GET, path, handler(endpoint));
        add(HttpMethod.HEAD, path, handler(endpoint));
    }

    public void post(String path, Endpoint endpoint) {
        add(HttpMethod.POST, path, handler(endpoint));
    }

    public void put(String path, Endpoint endpoint) {
        add(HttpMethod.PUT, path, handler(endpoint));
    }

    public void patch(String path, Endpoint endpoint) {
        add(HttpMethod.PATCH, path, handler(endpoint));
    }

    public void delete(String path, Endpoint endpoint) {
        add(HttpMethod.DELETE, path, handler(endpoint));
    }

    /** For answers that are no JSON. */
    public void add(HttpMethod method, String path, Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, first -> new TreeSet<>()).add(method.name());
        router.route(method, base + path).handler(context -> {
            context.put(ROUTE, path);
            handler.handle(context);
        });
    }

    /** To be called after the last route. */
    public void seal() {
        if (!base.isEmpty()) {
            // The page's own addresses are relative to the slash.
            router.route(base).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::addSlash);
        }
        // A path as it stands is meant rather than one with something in the place of a name.
        methods.keySet().stream()
                .sorted(Comparator.comparing(path -> path.contains(":")))
                .forEach(this::refuseOtherMethods);
        router.route().handler(context -> context.fail(Problem.of(404, "There is nothing here.")));
    }

    private void refuseOtherMethods(String path) {
        String allowed = String.join(", ", methods.getOrDefault(path, Set.of()));
        router.route(base + path).handler(context -> {
            context.put(ROUTE, path);
            context.fail(Problem.of(405, "Allowed here: " + allowed + ".").with("Allow", allowed));
        });
    }

    private void addSlash(RoutingContext context) {
        String query = context.request().query();
        context.response()
                .setStatusCode(308)
                .putHeader(HttpHeaders.LOCATION, base + "/" + (query == null ? "" : "?" + query))
                .end();
    }

    /** Paths with their methods. */
    public Map<String, Set<String>> table() {
        return new TreeMap<>(methods);
    }

    private static Handler<RoutingContext> handler(Endpoint endpoint) {
        return context -> Future.succeededFuture(context)
                .compose(endpoint::answer)
                .compose(answer -> Future.succeededFuture(answer)
                        .compose(same -> send(
                                context,
                                answer.status(),
                                "application/json",
                                answer.headers(),
                                AnswerLanguage.told(context.request(), answer.body())))
                        .onComplete(sent -> answer.sent().run())
                        // Whoever has left since is told nothing.
                        .otherwiseEmpty())
                .onFailure(context::fail);
    }

    private static void refuse(RoutingContext context) {
        Throwable thrown = context.failure();
        Problem problem = Problem.from(thrown, context.statusCode());
        if (problem.status() == 500) {
            LOG.error("Request failed: route={}", name(context), thrown);
        }
        send(context, problem.status(), PROBLEM, problem.headers(), problem.body(AnswerLanguage.of(context.request())))
                .onFailure(gone -> LOG.debug("Could not send a response: route={}", name(context), gone));
    }

    /** Hands on what is a request; HTTP/1.1 wants a Host, and the router throws without one that is well-formed. */
    public Handler<HttpServerRequest> wellFormed() {
        return request -> {
            if (request.authority() == null
                    && (request.version() == HttpVersion.HTTP_1_1
                            || request.headers().contains(HttpHeaders.HOST))) {
                refuse(request, Problem.of(400, "The Host header is missing or not well-formed."));
            } else {
                safely(request, router);
            }
        };
    }

    /** What one request's bytes make throw ends its connection, and is no fault of the room. */
    private static void safely(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        try {
            handler.handle(request);
        } catch (RuntimeException e) {
            LOG.error("Closing a connection whose request threw", e);
            request.connection().close();
        }
    }

    /** The same as {@link #wellFormed}, for those only who ask by an address: no browser can be led here by a name. */
    public Handler<HttpServerRequest> byAddress() {
        Handler<HttpServerRequest> wellFormed = wellFormed();
        return request -> {
            if (Origins.namesAnAddress(request)) {
                wellFormed.handle(request);
            } else {
                refuse(request, Problem.of(421, "Ask by an address, or localhost."));
            }
        };
    }

    /** What is no request, or has too long an address or headers: no route gets to see it. */
    public void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        refuse(
                request,
                cause instanceof RefusedRequest
                        ? Problem.from(cause, 400)
                        : cause instanceof TooLongHttpLineException
                                ? Problem.of(414, "The address is too long.")
                                : cause instanceof TooLongHttpHeaderException
                                        ? Problem.of(431, "The headers are too long.")
                                        : Problem.of(400, "This is not a well-formed request."));
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        long began = System.nanoTime();
        HttpServerResponse response = request.response();
        SecurityHeaders.put(response);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(JsonViews.write(problem.body(AnswerLanguage.of(request))))
                .onComplete(sent -> {
                    meters.request(
                            NO_ROUTE, forMonitors, request.method(), problem.status(), System.nanoTime() - began);
                    request.connection().close();
                });
    }

    private static Future<Void> send(
            RoutingContext context, int status, String type, Map<String, String> headers, JsonNode body) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return Future.failedFuture("closed");
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
        Future<Void> sent = Compression.end(context, response, JsonViews.write(body));
        return "close".equals(headers.get("Connection"))
                ? sent.onComplete(last -> context.request().connection().close())
                : sent;
    }
}
