package demi.bench.server;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AddUser;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mindrot.jbcrypt.BCrypt;

/** Accounts to measure with. */
public final class People {

    public static final String PASSWORD = "as long as it has to be";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private People() {}

    public static String email(int number) {
        return "person" + number + "@example.org";
    }

    /** Puts so many into a new database, before the jar opens it. */
    public static void settle(Path dataDirectory, int count) throws Exception {
        Files.createDirectories(dataDirectory);
        Secret hash = new Secret(BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4)));
        Vertx vertx = Vertx.vertx();
        Bus bus = new Bus(vertx);
        await(vertx.deployVerticle(new StoreVerticle(
                bus, InstantSource.system(), StoreSettings.defaults(dataDirectory.resolve("demi.sqlite")))));
        for (int i = 0; i < count; i++) {
            await(bus.request(
                    AccountStore.ADD_USER, new AddUser("id" + i, email(i), "Person", hash, Instant.now(), false)));
        }
        await(vertx.close());
    }

    /** Access tokens of the first so many. */
    public static List<String> login(int port, int count) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonObject body = new JsonObject().put("email", email(i)).put("password", PASSWORD);
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            tokens.add(new JsonObject(answer.body()).getString("access_token"));
        }
        return tokens;
    }

    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
