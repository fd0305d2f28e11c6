package demi.notifications;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.NotificationsApi;
import demi.api.OpenDevices;
import demi.api.WebPushApi;
import demi.api.WebPushApi.Subscribe;
import demi.api.store.AccountStore;
import demi.api.store.AutonomyStore;
import demi.api.store.MessageStore;
import demi.api.store.NotificationStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.notifications.FakePushService.FakeBrowser;
import demi.notifications.FakePushService.Shown;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers get to see, through a push service that is real but for its place. */
class WebPushTest {

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final String CONTACT = "https://demi.example.org";

    @TempDir
    Path folder;

    private final WebPushKeyPair keys = WebPushKeyPair.of(new Secret(WebPushKeyPair.generate()));
    private final AtomicInteger count = new AtomicInteger();
    private volatile Instant now = START;
    private StoreFixture store;
    private FakePushService service;
    private String room = "";

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        service = new FakePushService(store.vertx, keys.publicKey());
        get(store.bus.handle(
                OpenDevices.HAS_OPEN_DEVICE, asked -> Future.succeededFuture(new OpenDevices.OpenDevice(false))));
        get(store.bus.handle(AutonomyApi.CONFIRM, asked -> Future.succeededFuture(AutonomyApi.Confirmation.ALLOWED)));
        enter(settings(address -> true));
        for (String user : List.of("ann", "bob")) {
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@x.org", user, new Secret("hash"), START, false));
            store.ask(
                    AccountStore.OPEN_SESSION,
                    new AccountStore.OpenSession(
                            user,
                            "session of " + user,
                            "Firefox",
                            null,
                            "refresh of " + user,
                            START,
                            START.plus(Duration.ofDays(7)),
                            new Secret("hash"),
                            null,
                            AccountStore.LoginContext.DEFAULT));
        }
    }

    @AfterEach
    void close() {
        store.close();
        assertEquals(List.of(), service.wrong);
    }

    private static <T> T get(Future<T> future) {
        return StoreFixture.get(future);
    }

    private WebPushSettings settings(Predicate<InetAddress> reachable) {
        return new WebPushSettings(
                keys,
                CONTACT,
                reachable,
                new HttpClientOptions()
                        .setTrustOptions(service.trust())
                        .setVerifyHost(false)
                        .setKeepAlive(false));
    }

    private void enter(@Nullable WebPushSettings webPush) {
        if (!room.isEmpty()) {
            get(store.vertx.undeploy(room));
        }
        room = get(store.vertx.deployVerticle(
                new NotificationsVerticle(store.bus, () -> now, NotificationSettings.none(), webPush, false)));
    }

    private static Subscribe of(String user, FakeBrowser browser, boolean text) {
        return new Subscribe(
                user,
                "session of " + user,
                new Secret(browser.endpoint()),
                browser.p256dh(),
                new Secret(browser.authText()),
                browser.name(),
                text);
    }

    private WebPushApi.Subscription subscribe(String user, String name, boolean text) {
        return store.ask(WebPushApi.SUBSCRIBE, of(user, service.subscribe(name), text));
    }

    private List<String> subscribed(String user) {
        return store.ask(WebPushApi.STATUS, new WebPushApi.GetStatus(user)).subscriptions().stream()
                .map(WebPushApi.Subscription::deviceName)
                .toList();
    }

    /** She writes to somebody first. */
    private String write(String user, String text) {
        String id = "message-" + count.incrementAndGet();
        store.ask(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        id,
                        user,
                        "",
                        AutonomyApi.Kind.CHECK_IN,
                        "loneliness",
                        EmotionLevels.neutral(),
                        now,
                        Duration.ofSeconds(1),
                        99));
        store.ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        id,
                        user,
                        text,
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        now));
        store.bus.publish(NotificationsApi.NOTIFICATION_QUEUED, new NotificationsApi.NotificationQueued(user));
        return id;
    }

    private void later() {
        now = now.plus(Duration.ofHours(1));
        store.bus.publish(NotificationsApi.NOTIFICATION_QUEUED, new NotificationsApi.NotificationQueued("ann"));
    }

    private List<NotificationStore.DueNotification> waiting() {
        return store.ask(NotificationStore.DUE, new NotificationStore.FindDue(now.plus(Duration.ofDays(9))))
                .waiting();
    }

    private long left() {
        return waiting().size();
    }

    private void untilTries(int tries) {
        await().until(() -> waiting().stream().anyMatch(each -> each.tries() == tries));
    }

    private void untilOver(int requests) {
        await().until(() -> service.requests.size() == requests && left() == 0);
    }

    @Test
    void aBrowserDecryptsWhatSheWroteAndTheServiceKnowsWhoAsks() {
        WebPushApi.Subscription made = subscribe("ann", "firefox", true);
        assertEquals("127.0.0.1", made.service());
        String id = write("ann", "How is Porto, then? 😀");
        untilOver(1);
        Shown shown = service.shown.get(0);
        assertEquals("Demi", shown.note().getString("title"));
        assertEquals("How is Porto, then? 😀", shown.note().getString("body"));
        assertTrue(shown.note().getString("tag").contains(id));
        assertEquals(service.origin(), shown.claims().getString("aud"));
        assertEquals(CONTACT, shown.claims().getString("sub"));
        long expires = shown.claims().getLong("exp");
        assertTrue(expires > START.getEpochSecond(), "good for a while");
        assertTrue(expires <= START.plus(Duration.ofHours(24)).getEpochSecond(), "and for a day at most");
        assertEquals("aes128gcm", shown.headers().get("content-encoding"));
        assertEquals("86400", shown.headers().get("ttl"));
        assertEquals("normal", shown.headers().get("urgency"));
        String topic = Objects.requireNonNull(shown.headers().get("topic"));
        assertTrue(topic.matches("[A-Za-z0-9_-]{1,32}"), topic);
    }

    @Test
    void wordsGoAlongOnlyWhereThePersonWantsThatAndShortened() {
        subscribe("ann", "firefox", false);
        subscribe("ann", "chrome", true);
        write("ann", "Wörter, viele ".repeat(1_000));
        untilOver(2);
        for (Shown shown : service.shown) {
            String body = shown.note().getString("body");
            if (shown.browser().equals("firefox")) {
                assertNull(body);
            } else {
                int bytes = body.getBytes(StandardCharsets.UTF_8).length;
                assertTrue(bytes <= 2_000 && bytes > 1_900, "" + bytes);
            }
        }
        assertEquals(2, service.shown.size());
    }

    @Test
    void nobodyElsesBrowserIsTold() {
        subscribe("ann", "anns", true);
        subscribe("bob", "bobs", true);
        write("bob", "Bob?");
        untilOver(1);
        assertEquals(List.of("bobs"), service.requests);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aSubscriptionThatHasEndedIsRemoved(int status) {
        subscribe("ann", "firefox", true);
        service.faults.add(status);
        write("ann", "Ann?");
        untilOver(1);
        await().until(() -> subscribed("ann").isEmpty());
        write("ann", "Ann??");
        await().until(() -> left() == 0);
        assertEquals(1, service.requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 413, 403, 301, -1})
    void whatDidNotArriveIsToldLaterAndOnce(int fault) {
        subscribe("ann", "firefox", true);
        service.faults.add(fault);
        write("ann", "Ann?");
        untilTries(1);
        assertEquals(1, service.requests.size(), "not at once");
        assertEquals(List.of("firefox"), subscribed("ann"));
        later();
        untilOver(2);
        later();
        write("bob", "nobody");
        await().until(() -> left() == 0);
        assertEquals(1, service.shown.size());
    }

    @Test
    void whatHasBeenToldIsNotToldAgainForAnothersSake() {
        subscribe("ann", "firefox", true);
        subscribe("ann", "chrome", true);
        service.faults.add(503);
        write("ann", "Ann?");
        untilTries(1);
        enter(settings(address -> true));
        later();
        untilOver(3);
        assertEquals(2, service.shown.size());
        assertEquals(2, service.shown.stream().map(Shown::browser).distinct().count());
    }

    @Test
    void aDayLaterItIsGivenUp() {
        subscribe("ann", "firefox", true);
        service.faults.add(503);
        write("ann", "Ann?");
        untilTries(1);
        now = now.plus(Duration.ofHours(25));
        later();
        await().until(() -> left() == 0);
        assertEquals(1, service.requests.size());
    }

    @Test
    void aTestGoesToAllOfThem() {
        Failure none = assertThrows(
                Failure.class, () -> store.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann")));
        assertEquals(Failure.Code.NOT_FOUND, none.code());
        subscribe("ann", "firefox", false);
        assertTrue(store.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"))
                .sent());
        assertTrue(service.shown.get(0).note().getString("body").contains("test"));
        subscribe("ann", "chrome", false);
        NotificationsApi.TestResult both = store.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"));
        assertTrue(both.sent() && both.detail().startsWith("All 2"), both.detail());
        service.forget("chrome");
        NotificationsApi.TestResult one = store.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"));
        assertFalse(one.sent());
        assertTrue(one.detail().startsWith("1 of 2"), one.detail());
        assertEquals(List.of("firefox"), subscribed("ann"));
    }

    /** The name's address may have become one of the house since it was subscribed. */
    @Test
    void noAddressOfTheHouseIsConnectedTo() {
        subscribe("ann", "firefox", true);
        AtomicInteger connections = new AtomicInteger();
        HttpServer inside = get(store.vertx
                .createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));
        enter(WebPushSettings.of(keys, URI.create(CONTACT)));
        store.ask(
                demi.api.store.WebPushStore.SAVE,
                new demi.api.store.WebPushStore.SaveBrowser(
                        new demi.api.store.WebPushStore.Browser(
                                "inside",
                                "ann",
                                "session of ann",
                                new Secret("https://localhost:" + inside.actualPort() + "/x"),
                                service.subscribe("x").p256dh(),
                                new Secret(service.subscribe("x").authText()),
                                "inside",
                                true,
                                now),
                        10));
        NotificationsApi.TestResult tested = store.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"));
        assertFalse(tested.sent());
        assertTrue(tested.detail().contains("not on the internet"), tested.detail());
        assertEquals(List.of(), service.requests);
        assertEquals(0, connections.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.org/a",
                "https://localhost/a",
                "https://demi.local/a",
                "https://router/a",
                "https://127.0.0.1/a",
                "https://[::1]/a",
                "https://[::ffff:10.0.0.1]/a",
                "https://192.168.1.1:8443/a",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/a",
                "https://[fd00::1]/a",
                "https://[fe80::1]/a",
                "https://0/a",
                "https://2130706433/a",
                "https://user@push.example.org/a",
                "https://push.example.org/a#b",
                "https://push.example.org/ a",
                "https:///a",
                "push.example.org",
                ""
            })
    void whatIsNoPushServiceOfTheInternetIsRefused(String endpoint) {
        enter(WebPushSettings.of(keys, null));
        FakeBrowser browser = service.subscribe("firefox");
        Subscribe asked = of("ann", new FakeBrowser("x", endpoint, browser.keys(), browser.auth()), false);
        Failure failure = assertThrows(Failure.class, () -> store.ask(WebPushApi.SUBSCRIBE, asked));
        assertEquals(Failure.Code.INVALID, failure.code());
    }

    @Test
    void keysThatAreNoneAreRefused() {
        FakeBrowser browser = service.subscribe("firefox");
        Subscribe good = of("ann", browser, false);
        String offCurve = browser.p256dh().substring(0, 80) + "AAAAAAA";
        for (String point : List.of("", "BPoint", "!", offCurve, browser.p256dh() + "AAAA")) {
            Subscribe asked = new Subscribe(
                    "ann", good.sessionId(), good.endpoint(), point, good.auth(), good.deviceName(), false);
            Failure failure = assertThrows(Failure.class, () -> store.ask(WebPushApi.SUBSCRIBE, asked), point);
            assertEquals(Failure.Code.INVALID, failure.code(), point);
        }
        Subscribe shortAuth = new Subscribe(
                "ann", good.sessionId(), good.endpoint(), good.p256dh(), new Secret("AAAA"), good.deviceName(), false);
        assertThrows(Failure.class, () -> store.ask(WebPushApi.SUBSCRIBE, shortAuth));
        assertEquals(List.of(), subscribed("ann"));
    }

    @Test
    void tenBrowsersAreEnough() {
        for (int i = 0; i < 10; i++) {
            subscribe("ann", "browser" + i, false);
        }
        assertThrows(Failure.class, () -> subscribe("ann", "eleventh", false));
        assertEquals(10, subscribed("ann").size());
    }

    @Test
    void turnedOffNobodyIsTold() {
        subscribe("ann", "firefox", true);
        enter(null);
        WebPushApi.Status status = store.ask(WebPushApi.STATUS, new WebPushApi.GetStatus("ann"));
        assertNull(status.publicKey());
        assertEquals(1, status.subscriptions().size(), "to be removed, too");
        write("ann", "Ann?");
        await().until(() -> left() == 0);
        assertEquals(List.of(), service.requests);
        Failure failure = assertThrows(Failure.class, () -> subscribe("ann", "chrome", true));
        assertTrue(failure.sentence().contains("web_push"), failure.sentence());
    }

    @Test
    void keysAreTheSameAfterTheyWereKept() {
        String line = WebPushKeyPair.generate();
        assertEquals(
                WebPushKeyPair.of(new Secret(line)).publicKey(),
                WebPushKeyPair.of(new Secret(line)).publicKey());
        for (String wrong : List.of("", "a.b", line.substring(9), "x".repeat(64))) {
            assertThrows(IllegalArgumentException.class, () -> WebPushKeyPair.of(new Secret(wrong)), wrong);
        }
    }
}
