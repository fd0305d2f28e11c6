package demi.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import demi.api.AccountsApi;
import demi.api.OwnAccountsApi;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.RequestAddress;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** A running room with its store, a clock that is moved by hand, and an ear for ended sessions. */
final class AccountsFixture implements AutoCloseable {

    static final Secret ACCESS_KEY = new Secret("an access key of forty bytes, or nearly.");
    static final Secret REFRESH_KEY = new Secret("a refresh key of forty bytes, or nearly.");
    static final String EMAIL = "ann@example.org";
    static final Secret PASSWORD = new Secret("correct horse");
    static final Secret WRONG = new Secret("wrong horse!");

    /** Not today: what the system's clock says must not matter. */
    private volatile Instant now = Instant.parse("2031-03-01T12:00:00.750Z");

    private final AtomicLong steady = new AtomicLong();

    private String deployment = "";
    private final Path folder = temporary();

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final List<List<String>> ended = new CopyOnWriteArrayList<>();
    /** What people were told of their accounts. */
    final List<OwnAccountsApi.NoticeAdded> noticed = new CopyOnWriteArrayList<>();

    static AccountsFixture open() {
        return open(settings(null, null, 30));
    }

    static AccountsFixture open(AccountsSettings settings) {
        AccountsFixture door = closed();
        door.start(settings);
        return door;
    }

    /** With its store only. */
    static AccountsFixture closed() {
        AccountsFixture door = new AccountsFixture();
        await(door.vertx.deployVerticle(new StoreVerticle(
                door.bus, () -> door.now, StoreSettings.defaults(door.folder.resolve("demi.sqlite")))));
        await(door.bus.subscribe(AccountsApi.SESSIONS_REVOKED, news -> door.ended.add(news.sessionIds())));
        await(door.bus.subscribe(OwnAccountsApi.NOTICE_ADDED, door.noticed::add));
        return door;
    }

    static AccountsFixture withAnn() {
        AccountsFixture door = open();
        door.manage(AccountsApi.Action.ADD, EMAIL, PASSWORD);
        return door;
    }

    static AccountsSettings settings(@Nullable String adminEmail, @Nullable Secret adminPassword, int loginsPerMinute) {
        AccountsSettings usual = AccountsSettings.of(ACCESS_KEY, REFRESH_KEY);
        return new AccountsSettings(
                usual.accessKey(),
                usual.refreshKey(),
                usual.accessLifetime(),
                usual.refreshLifetime(),
                usual.refreshGrace(),
                usual.lockAfter(),
                usual.lockFor(),
                loginsPerMinute,
                4,
                adminEmail,
                adminPassword);
    }

    void start(AccountsSettings settings) {
        InstantSource clock = () -> now;
        deployment = await(vertx.deployVerticle(new AccountsVerticle(bus, clock, steady::get, settings)));
    }

    /** Starts the room anew over the same store. */
    void restart() {
        restart(settings(null, null, 30));
    }

    void restart(AccountsSettings settings) {
        await(vertx.undeploy(deployment));
        start(settings);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        steady.addAndGet(time.toNanos());
        now = now.plus(time);
    }

    /** Somebody sets the clock of the wall. */
    void setClock(Duration by) {
        now = now.plus(by);
    }

    <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return await(bus.request(ask, question));
    }

    <Q extends Record, R> Failure failure(RequestAddress<Q, R> ask, Q question) {
        var thrown = Assertions.assertThrows(CompletionException.class, () -> ask(ask, question));
        return assertInstanceOf(Failure.class, thrown.getCause());
    }

    void manage(AccountsApi.Action action, String email, @Nullable Secret password) {
        ask(AccountsApi.MANAGE, new AccountsApi.ManageAccount(action, email, null, password));
    }

    AccountsApi.LoginResult login(String email, Secret password) {
        return login(email, password, "192.0.2.1");
    }

    AccountsApi.LoginResult login(String email, Secret password, String address) {
        return ask(AccountsApi.LOGIN, loginFrom(email, password, address));
    }

    static AccountsApi.Login loginFrom(String email, Secret password, String address) {
        return new AccountsApi.Login(email, password, "Pixel 9", null, address);
    }

    AccountsApi.LoginResult loginWith(AccountsApi.DeviceProof proof, Secret password) {
        return ask(AccountsApi.LOGIN, loginFrom(proof, null, password));
    }

    /** With a code of the second factor. */
    AccountsApi.LoginResult loginWith(Secret password, Secret code) {
        return ask(
                AccountsApi.LOGIN,
                new AccountsApi.Login(
                        EMAIL, password, "Browser", null, "192.0.2.1", AccountsApi.DeviceProof.NONE, "", code));
    }

    static AccountsApi.Login loginFrom(AccountsApi.DeviceProof proof, @Nullable String fingerprint, Secret password) {
        return new AccountsApi.Login(EMAIL, password, "Pixel 9", fingerprint, "192.0.2.1", proof, "", null);
    }

    AccountsApi.Tokens enter() {
        return granted(login(EMAIL, PASSWORD));
    }

    AccountsApi.LoginResult refresh(Secret token) {
        return ask(AccountsApi.REFRESH, new AccountsApi.Refresh(token));
    }

    AccountsApi.@Nullable Caller caller(Secret token) {
        return ask(AccountsApi.AUTHENTICATE, new AccountsApi.Authenticate(token))
                .caller();
    }

    AccountsApi.Caller callerOf(AccountsApi.Tokens tokens) {
        AccountsApi.Caller caller = caller(tokens.accessToken());
        assertNotNull(caller);
        return caller;
    }

    AccountStore.Session session(String sessionId) {
        var session = ask(AccountStore.FIND_SESSION, new AccountStore.FindSession(sessionId))
                .session();
        assertNotNull(session);
        return session;
    }

    AccountStore.User user(String email) {
        var user = ask(AccountStore.FIND_USER, new AccountStore.FindUser(email)).user();
        assertNotNull(user);
        return user;
    }

    static AccountsApi.Tokens granted(AccountsApi.LoginResult entry) {
        return assertInstanceOf(AccountsApi.Granted.class, entry).tokens();
    }

    static AccountsApi.Refused refused(AccountsApi.RefusalReason why, AccountsApi.LoginResult entry) {
        var refused = assertInstanceOf(AccountsApi.Refused.class, entry);
        assertEquals(why, refused.reasonCode());
        return refused;
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("door");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
