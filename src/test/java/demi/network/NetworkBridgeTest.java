package demi.network;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AttachmentsApi;
import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.NetworkApi;
import demi.api.store.DeliveryStore;
import demi.api.store.IdentityStore;
import demi.api.store.RuntimeOverrideStore;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.network.client.AttachmentSource;
import demi.network.client.InviteClient;
import demi.network.client.NetworkClient;
import demi.network.client.NetworkInfo;
import demi.network.client.Post;
import demi.network.inbound.ReadPosition;
import demi.network.message.AccessPolicy;
import demi.network.message.Attachments;
import demi.network.message.ChatRules;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a network is told of what it tells, whatever network it is; the other rooms are played. */
class NetworkBridgeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final List<ChatApi.Say> said = new CopyOnWriteArrayList<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final Map<String, String> saved = new ConcurrentHashMap<>();
    private final List<String> heardBefore = new CopyOnWriteArrayList<>();
    private final Promise<Void> store = Promise.promise();
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile Future<Void> firstLookUp = Future.succeededFuture();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private NetworkBridge bridge;

    private static final class Client implements NetworkClient, InviteClient {
        private final List<String> posted;

        Client(List<String> posted) {
            this.posted = posted;
        }

        @Override
        public String ownId() {
            return "demi";
        }

        @Override
        public String inviteUrl() {
            return "https://test.example/demi";
        }

        @Override
        public Future<Void> post(ReplyTarget target, Post post) {
            posted.add(post.text());
            return Future.succeededFuture();
        }
    }

    private static final class OwnFiles implements AttachmentSource {
        @Override
        public boolean isOwn(String address) {
            return address.startsWith("own:");
        }

        @Override
        public Optional<Future<Buffer>> fetch(String address, int largest) {
            return Optional.of(Future.succeededFuture(Buffer.buffer(PNG)));
        }
    }

    @BeforeEach
    void open() {
        DeliveryStore.Unanswered nobody = new DeliveryStore.Unanswered(List.of());
        get(bus.handle(DeliveryStore.UNANSWERED, asked -> Future.succeededFuture(nobody)));
        get(bus.handle(
                DeliveryStore.SAID,
                asked -> lookUps.getAndIncrement() > 0
                        ? Future.succeededFuture(heard())
                        : firstLookUp.map(now -> heard())));
        get(bus.handle(
                IdentityStore.RESOLVE,
                asked -> Future.succeededFuture(new IdentityStore.Identity(asked.externalId(), false, true))));
        get(bus.handle(InferenceApi.STATUS, asked -> Future.failedFuture(busy())));
        get(bus.handle(ChatApi.SAY, say -> {
            said.add(say);
            return store.future().map(new ChatApi.Said("m" + said.size(), false));
        }));
        get(bus.handle(RuntimeOverrideStore.SAVE, save -> {
            saved.put(save.name(), save.value());
            return Future.succeededFuture(Ack.DONE);
        }));
        get(bus.handle(
                RuntimeOverrideStore.GET,
                asked -> Future.succeededFuture(new RuntimeOverrideStore.SavedOverride(saved.get(asked.name())))));
        AccessPolicy everybody = AccessPolicy.of(users -> true, channels -> true, AccessPolicy.Direct.EVERYONE);
        Client client = new Client(posted);
        get(run(() -> {
            bridge = new NetworkBridge(
                    vertx,
                    bus,
                    InstantSource.fixed(NOW),
                    new NetworkInfo("played", "Played", 1_000, Duration.ofSeconds(10), true),
                    new ChatRules(everybody, List.of(), 0, Duration.ZERO, 20),
                    new OwnFiles(),
                    () -> Future.succeededFuture(client));
            return bridge.start().mapEmpty();
        }));
    }

    @Test
    void tellsHowPeopleGetToHer() {
        assertEquals(
                "https://test.example/demi",
                get(bus.request(NetworkApi.invite("played"), new NetworkApi.GetInvite()))
                        .url());
    }

    private DeliveryStore.SaidSince heard() {
        return new DeliveryStore.SaidSince(true, heardBefore, List.of());
    }

    private static Failure busy() {
        return new Failure(Failure.Code.UNAVAILABLE, "Not now.");
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private <T> Future<T> run(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static InboundMessage message(String id, String text, Instant at) {
        return new InboundMessage(
                new ReplyTarget("c", "ann", id),
                null,
                "direct",
                new InboundMessage.Author("ann", "Ann", false, List.of()),
                new InboundMessage.Signs(false, false, false, false),
                text,
                text,
                Attachments.NOTHING,
                List.of(),
                at);
    }

    private List<String> saidTexts() {
        return said.stream().map(ChatApi.Say::content).toList();
    }

    @Test
    void itIsToldWhenAMessageIsKept() {
        Future<Void> kept = run(() -> bridge.onMessage(message("1", "hello", NOW)));
        await().until(() -> said.size() == 1);
        assertFalse(kept.isComplete());
        store.complete();
        get(kept);
        get(run(() -> bridge.onMessage(message("1", "hello", NOW))));
        assertEquals(List.of("hello"), saidTexts());
    }

    @Test
    void itIsToldWhenAMessageCannotBeKeptAndSoIsThePerson() {
        store.fail(busy());
        Future<Void> kept = run(() -> bridge.onMessage(message("1", "hello", NOW)));
        await().until(kept::failed);
        await().until(() -> posted.size() == 1);
    }

    @Test
    void ofWhatWasMissedOnlyWhatIsNewIsSaid() {
        store.complete();
        heardBefore.add(message("2", "", NOW).place().clientId("played"));
        get(run(() -> bridge.missed(List.of(
                message("0", "ages ago", NOW.minus(Duration.ofDays(2))),
                message("1", "of the same burst", NOW.minusSeconds(3)),
                message("2", "heard", NOW.minusSeconds(2)),
                message("3", "link AAAAA-AAAAA", NOW.minusSeconds(1)),
                message("4", "new", NOW)))));
        assertEquals(List.of("new"), saidTexts());
    }

    @Test
    void theOrderStaysHoweverLongItTakesToLookUpWhatWasHeard() {
        store.complete();
        Promise<Void> slow = Promise.promise();
        firstLookUp = slow.future();
        List<Future<Void>> all = List.of(
                run(() -> bridge.missed(List.of(message("1", "one", NOW.minusSeconds(3))))),
                run(() -> bridge.missed(List.of(message("2", "two", NOW.minusSeconds(2))))),
                run(() -> bridge.onMessage(message("3", "three", NOW))));
        await().until(() -> lookUps.get() > 0);
        context.runOnContext(now -> slow.complete());
        get(Future.all(all));
        assertEquals(List.of("one", "two", "three"), saidTexts());
    }

    @Test
    void whatIsTooOldIsReadWithTheNextMessage() {
        store.complete();
        get(run(() -> bridge.missed(List.of(message("0", "ages ago", NOW.minus(Duration.ofDays(2)))))));
        assertEquals(List.of(), saidTexts());
        get(run(() -> bridge.onMessage(message("1", "hello", NOW))));
        assertTrue(
                said.get(0).refersTo().contains("while you were away: \"ages ago\""),
                said.get(0).refersTo());
    }

    @Test
    void filesMayBeFetchedInANetworksOwnWay() {
        AttachmentsApi.Pictures pictures = get(bus.request(
                AttachmentsApi.fetch("played"), new AttachmentsApi.FetchPictures(List.of("own:1", "https://other/2"))));
        assertEquals(List.of(Base64.getEncoder().encodeToString(PNG)), pictures.images());
    }

    @Test
    void aPositionIsKeptOnceAllBeforeItIs() {
        ReadPosition position = new ReadPosition(bus, "played", "https://one");
        Promise<Void> kept = Promise.promise();
        get(run(() -> {
            position.heard(kept.future());
            position.reached("5");
            return Future.succeededFuture();
        }));
        assertNull(get(run(position::load)));
        context.runOnContext(now -> kept.complete());
        await().until(() -> "5".equals(get(run(position::load))));
        assertNull(get(run(() -> new ReadPosition(bus, "played", "https://other").load())));
    }

    @Test
    void aPositionAtWhichNothingWasSaidIsKeptSeldom() {
        ReadPosition position = new ReadPosition(bus, "played", "https://one");
        for (int at = 1; at <= 21; at++) {
            String reached = String.valueOf(at);
            get(run(() -> {
                position.reached(reached);
                return position.close();
            }));
            assertEquals(at < 21 ? "1" : "21", get(run(position::load)));
        }
    }
}
