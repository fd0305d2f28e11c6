package demi.http;

import demi.bus.Bus;
import demi.http.server.SocketPace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A house with a real HTTP room. */
public abstract class HttpTest {

    public static final String CHAT = "/api/v1/chat/ws?token=";

    public Vertx vertx;
    public Bus bus;
    public FakeBackend house;
    public HttpVerticle room;
    WebSocketClient sockets;
    public String deployment;

    private final HttpClient client = HttpClient.newHttpClient();
    private ApiDocument document;

    /** What the room is told; a test class may change it. */
    public HttpSettings settings() {
        return HttpSettings.of("127.0.0.1", 0, "127.0.0.1", 0, false);
    }

    VertxOptions options() {
        return new VertxOptions();
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    Duration longestTurn() {
        return Duration.ofSeconds(10);
    }

    SocketPace pace() {
        return SocketPace.GENEROUS;
    }

    static HttpSettings with(Duration pingEvery, Duration peerGoneAfter, int socketsPerUser) {
        return new HttpSettings(
                "127.0.0.1",
                0,
                65_536,
                65_536,
                pingEvery,
                peerGoneAfter,
                socketsPerUser,
                1_000,
                "127.0.0.1",
                0,
                List.of(),
                "",
                true);
    }

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx(options());
        bus = new Bus(vertx);
        house = new FakeBackend(bus);
        house.open().await(60, TimeUnit.SECONDS);
        room = new HttpVerticle(
                bus,
                clock(),
                settings(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                "9.9.9",
                pace(),
                longestTurn());
        deployment = vertx.deployVerticle(room).await(60, TimeUnit.SECONDS);
        sockets = vertx.createWebSocketClient();
        document = new ApiDocument(vertx);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    public TestSocket device(String token) throws Exception {
        TestSocket device = TestSocket.open(sockets, room.port(), CHAT + token);
        device.next("history");
        return device;
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return call("GET", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return call("POST", path, BodyPublishers.ofString(body), headers);
    }

    /** Makes a request, and checks the answer against the document. */
    public HttpResponse<String> call(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpResponse<String> response = raw(room.port(), method, path, body, headers);
        String plain = path.replaceAll("/+", "/").replaceAll("\\?.*", "");
        document.check(method, plain, response);
        return response;
    }

    public HttpResponse<String> raw(int port, String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60))
                .method(method, body)
                .header("Content-Type", "application/json; charset=UTF-8");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public static String[] as(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
