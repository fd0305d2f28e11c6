package demi.app;

import static demi.app.RunningApplication.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.store.AccountStore;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.HandlerFault;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each room is closed and opened again under all the others, which go on. */
@Tag("slow")
class ReopeningTest {

    private static final List<String> ROOMS = List.of(
            "store",
            "accounts",
            "model",
            "memory",
            "emotion",
            "conductor",
            "autonomy",
            "resources",
            "backups",
            "metrics",
            "http");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<ChatApi.Event> events = new CopyOnWriteArrayList<>();
    private final List<HealthApi.ComponentHealth> rooms = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private RunningApplication house;

    @BeforeEach
    void open() throws Exception {
        FakeOllama ollama = await(FakeOllama.start(vertx, 0, Script.saying("Oh, it is you.")));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path yaml = Files.writeString(
                directory.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: %d}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s"}
                resources: {max_errors: 1, auto_recover: true}
                """.formatted(directory.resolve("data"), port, ollama.baseUrl()));
        house = RunningApplication.open(yaml);
        await(house.bus().subscribe(ChatApi.EVENTS, events::add));
        await(house.bus().subscribe(HealthApi.COMPONENT, part -> {
            if (part.name().equals("rooms")) {
                rooms.add(part);
            }
        }));
    }

    @AfterEach
    void close() {
        house.close();
        await(vertx.close());
    }

    private String ann() {
        Bus bus = house.bus();
        String email = "ann@example.org";
        await(bus.request(
                AccountsApi.MANAGE,
                new AccountsApi.ManageAccount(
                        AccountsApi.Action.ADD, email, "Ann", new Secret("correct horse battery"))));
        return Objects.requireNonNull(await(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(email)))
                        .user())
                .userId();
    }

    private long replies() {
        return events.stream()
                .filter(event -> event instanceof ChatApi.MessageAdded spoken
                        && spoken.message().sender() == Message.Sender.DEMI
                        && !spoken.message().holding())
                .count();
    }

    private int ready() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.port() + "/health/ready"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void everyRoomCanBeOpenedAgainUnderTheOthers() throws Exception {
        String ann = ann();
        int said = 0;
        for (String room : ROOMS) {
            rooms.clear();
            house.bus().publish(HandlerFault.ADDRESS, new HandlerFault(room, room + ".something", 1));
            await("closed: " + room)
                    .until(() -> rooms.stream()
                            .anyMatch(part -> part.status() == HealthApi.Status.DOWN
                                    && Objects.equals(part.facts().get(room), "CLOSED")));
            await("open again: " + room)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> rooms.get(rooms.size() - 1).status() == HealthApi.Status.UP);
            int before = said++;
            await(house.bus().request(ChatApi.SAY, new ChatApi.Say(ann, "After " + room, null, Instant.now())));
            await("answered after " + room).atMost(Duration.ofSeconds(60)).until(() -> replies() == before + 1);
            assertEquals(200, ready(), room);
        }
    }
}
