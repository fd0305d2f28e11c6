package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Autonomy;
import demi.contract.Message;
import demi.contract.NotificationStore;
import demi.contract.Secret;
import demi.rehearse.Script;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notification server gets to see, and how often. */
class NotificationTest {

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    /** What the server does with a request, other than a status. */
    private static final int HANG_UP = 0;

    /** Says 200, begins to say more, and never comes to its end. */
    private static final int STALL = 1;

    @TempDir
    Path folder;

    private record Seen(
            String path,
            @Nullable String authorization,
            @Nullable String gotify,
            String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private HttpServer server;

    private @Nullable Household house;

    @BeforeEach
    void listen() {
        server = serve(0);
    }

    private HttpServer serve(int port) {
        return Household.get(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    seen.add(new Seen(
                            request.path(),
                            request.getHeader("Authorization"),
                            request.getHeader("X-Gotify-Key"),
                            body.toString()));
                    if (answer == HANG_UP) {
                        request.connection().close();
                    } else if (answer == STALL) {
                        request.response().setChunked(true).write("{\"id\":");
                    } else {
                        request.response().setStatusCode(answer).end();
                    }
                }))
                .listen(port, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
        Household.get(vertx.close());
    }

    /** Ann, and these others, have been silent for a day; their phones are closed. */
    private Household lonely(NotifySettings.Kind kind, boolean text, String... others) {
        NotifySettings notifications = new NotifySettings(
                kind, URI.create("http://127.0.0.1:" + server.actualPort() + "/topic/"), new Secret("tk_1"), text);
        Household opened = new Household(folder, START, "", notifications);
        house = opened;
        opened.add("ann");
        opened.say("ann", "I am off to Porto");
        for (String other : others) {
            opened.add(other);
            opened.say(other, "I am off to Rome");
        }
        opened.pass(Duration.ofHours(26));
        opened.ollama.play(Script.saying("How is Porto, then?"));
        return opened;
    }

    private static int waiting(Household house) {
        return house.ask(
                        NotificationStore.DUE,
                        new NotificationStore.Due(house.now().plus(Duration.ofDays(9))))
                .waiting()
                .size();
    }

    private void await1() {
        await().until(() -> seen.size() == 1);
    }

    @Test
    void ntfyIsToldThatSheWroteAndNoMore() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        opened.look();
        await1();
        assertEquals(new Seen("/topic", "Bearer tk_1", null, "Demi wrote."), seen.get(0));
        await().until(() -> waiting(opened) == 0);
    }

    @Test
    void gotifyGetsTheWordsWhereTheOwnerWantsThat() {
        lonely(NotifySettings.Kind.GOTIFY, true).look();
        await1();
        assertEquals("/topic/message", seen.get(0).path());
        assertEquals("tk_1", seen.get(0).gotify());
        assertEquals("How is Porto, then?", new JsonObject(seen.get(0).body()).getString("message"));
    }

    @Test
    void anyOtherServerGetsJsonThatNamesThePerson() {
        Household opened = lonely(NotifySettings.Kind.WEBHOOK, false);
        opened.look();
        await1();
        JsonObject body = new JsonObject(seen.get(0).body());
        List<Message> messages = opened.messages("ann");
        assertEquals(messages.get(messages.size() - 1).messageId(), body.getString("message_id"));
        assertEquals("ann", body.getString("username"));
        assertFalse(seen.get(0).body().contains("Porto"));
    }

    @Test
    void whoHasADeviceOpenIsNotNotified() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        opened.present.add("ann");
        opened.look();
        assertEquals(3, opened.messages("ann").size());
        await().until(() -> waiting(opened) == 0);
        assertEquals(List.of(), seen);
    }

    @Test
    void aServerThatIsAwayIsToldLaterAndOnce() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        int port = server.actualPort();
        Household.get(server.close());
        opened.look();
        await().until(() -> waiting(opened) == 1);
        await().until(() -> tries(opened) == 1);
        serve(port);
        answer = 503;
        again(opened);
        await1();
        await().until(() -> tries(opened) == 2);
        answer = 200;
        again(opened);
        await().until(() -> waiting(opened) == 0);
        assertEquals(2, seen.size(), "one that it did not take, and one that it did");
        again(opened);
        assertEquals(2, seen.size());
    }

    @Test
    void aNotificationThatWasPutOffKeepsQuiet() {
        Household opened = lonely(NotifySettings.Kind.WEBHOOK, false, "bob");
        answer = 503;
        opened.look();
        await().until(() -> told().equals(List.of("ann", "bob")));
        await().until(() -> tries(opened) == 1);
        Autonomy.Quiet quiet = new Autonomy.Quiet(opened.now().plus(Duration.ofHours(2)), null, null, null);
        opened.ask(Autonomy.SET_QUIET, new Autonomy.SetQuiet("ann", quiet));
        answer = 200;
        again(opened);
        // Hers is the older one: it was looked at before his.
        await().until(() -> told().size() > 2);
        assertEquals(List.of("ann", "bob", "bob"), told());
        await().until(() -> waiting(opened) == 1);
        opened.pass(Duration.ofHours(2));
        again(opened);
        await().until(() -> waiting(opened) == 0);
        assertEquals(List.of("ann", "bob", "bob", "ann"), told());
    }

    /** Whose notifications the webhook got. */
    private List<String> told() {
        return seen.stream()
                .map(each -> new JsonObject(each.body()).getString("username"))
                .toList();
    }

    private static int tries(Household house) {
        return house
                .ask(
                        NotificationStore.DUE,
                        new NotificationStore.Due(house.now().plus(Duration.ofDays(9))))
                .waiting()
                .stream()
                .mapToInt(NotificationStore.Waiting::tries)
                .min()
                .orElse(-1);
    }

    /** The process starts anew after a while: what waits is due. */
    private static void again(Household house) {
        house.pass(Duration.ofHours(1));
        house.leave();
        house.enter();
    }

    @Test
    void whatMayHaveArrivedIsNotToldAgain() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        answer = HANG_UP;
        opened.look();
        await1();
        await().until(() -> waiting(opened) == 0);
        again(opened);
        assertEquals(1, seen.size());
    }

    @Test
    void whatTheLastProcessWasAboutToTellIsNotToldByTheNext() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        answer = 503;
        opened.look();
        await().until(() -> tries(opened) == 1);
        opened.leave();
        List<Message> messages = opened.messages("ann");
        String id = messages.get(messages.size() - 1).messageId();
        assertTrue(opened.ask(NotificationStore.TAKE, new NotificationStore.Take(id))
                .given());
        assertFalse(opened.ask(NotificationStore.TAKE, new NotificationStore.Take(id))
                .given());
        opened.pass(Duration.ofHours(1));
        answer = 200;
        opened.enter();
        await().until(() -> waiting(opened) == 0);
        assertEquals(1, seen.size());
    }

    @Test
    void aServerThatDoesNotComeToItsEndIsToldOfTheNextMessageAllTheSame() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        answer = STALL;
        opened.look();
        await1();
        await().until(() -> waiting(opened) == 0);
        opened.pass(Duration.ofHours(25));
        opened.ollama.play(Script.saying("Not a word? Fine."));
        opened.look();
        await().until(() -> seen.size() == 2);
        await().until(() -> waiting(opened) == 0);
    }

    @Test
    void aServerThatRefusesIsNotAskedAgain() {
        Household opened = lonely(NotifySettings.Kind.NTFY, false);
        answer = 403;
        opened.look();
        await1();
        await().until(() -> waiting(opened) == 0);
    }
}
