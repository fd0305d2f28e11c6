package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.loginFrom;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AccountsApi.DeviceProof;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.value.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who was logged in before and knows the password gets in, whatever others do. */
class KnownDeviceTest {

    /** How a device is known. */
    enum By {
        KEY,
        FINGERPRINT,
        SESSION,
        SESSION_THAT_RAN_OUT
    }

    private static final String PHONE = "a phone's fingerprint";

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void aKnownDeviceGetsInWhileTheAccountIsLocked(By by) {
        Function<Secret, LoginResult> device = device(by);
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        granted(device.apply(PASSWORD));
        granted(device.apply(PASSWORD));
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD, "198.51.100.1"));
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void aKnownDeviceHasFiveWrongOnesOfItsOwn(By by) {
        Function<Secret, LoginResult> device = device(by);
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        wrong(5, device);
        refused(RefusalReason.LOCKED, device.apply(PASSWORD));
        door.restart();
        refused(RefusalReason.LOCKED, device.apply(PASSWORD));
        door.pass(Duration.ofMinutes(15));
        granted(device.apply(PASSWORD));
    }

    /** The fifth is wrong, the sixth is locked: for whoever makes them. */
    @ParameterizedTest
    @EnumSource(By.class)
    void itsOwnWrongOnesLockItAndTheAccount(By by) {
        Function<Secret, LoginResult> device = device(by);
        wrong(5, device);
        refused(RefusalReason.LOCKED, device.apply(PASSWORD));
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
        door.manage(AccountsApi.Action.UNLOCK, EMAIL, null);
        wrong(4, device);
        granted(device.apply(PASSWORD));
    }

    @Test
    void aRightOneOfAKnownDeviceClearsItsCount() {
        Function<Secret, LoginResult> device = device(By.KEY);
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        for (int i = 0; i < 3; i++) {
            wrong(4, device);
            granted(device.apply(PASSWORD));
        }
    }

    @Test
    void aDeviceOfSomebodyElseIsNotKnown() {
        door.manage(AccountsApi.Action.ADD, "bob@example.org", PASSWORD);
        AccountsApi.Granted bobs = assertInstanceOf(
                AccountsApi.Granted.class,
                door.ask(
                        AccountsApi.LOGIN,
                        new AccountsApi.Login("bob@example.org", PASSWORD, "Phone", PHONE, "192.0.2.9")));
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        var proof = new DeviceProof(bobs.deviceKey(), bobs.tokens().accessToken());
        refused(RefusalReason.LOCKED, door.ask(AccountsApi.LOGIN, loginFrom(proof, PHONE, PASSWORD)));
    }

    @Test
    void whatIsNoProofIsNoneAndHurtsNobody() {
        AccountsApi.Tokens tokens = door.enter();
        for (String rubbish : List.of(
                "", "null", "x".repeat(22), "\u0000", tokens.refreshToken().value(), "a.b.c")) {
            DeviceProof proof = new DeviceProof(new Secret(rubbish), new Secret(rubbish));
            granted(door.loginWith(proof, PASSWORD));
        }
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        Secret forged = TokenTest.signed(
                "HS256", new Secret("another key that has bytes enough."), TokenTest.claims(tokens.accessToken()));
        refused(RefusalReason.LOCKED, door.loginWith(new DeviceProof(new Secret("y".repeat(22)), forged), PASSWORD));
    }

    /** It is whoever's who put it there. */
    @Test
    void aKeyThatWasPlantedIsReplacedAndMakesNobodyKnown() {
        Secret planted = new Secret("p".repeat(22));
        assertNotEquals(planted, key(door.loginWith(new DeviceProof(planted, null), PASSWORD)));
        assertNotEquals(
                planted, key(door.ask(AccountsApi.LOGIN, loginFrom(new DeviceProof(planted, null), PHONE, PASSWORD))));
        assertNotEquals(
                planted, key(door.ask(AccountsApi.LOGIN, loginFrom(new DeviceProof(planted, null), PHONE, PASSWORD))));
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        refused(RefusalReason.LOCKED, door.loginWith(new DeviceProof(planted, null), PASSWORD));
    }

    @Test
    void aKeyThatSomebodyElseHasIsReplaced() {
        door.manage(AccountsApi.Action.ADD, "bob@example.org", PASSWORD);
        Secret bobs = key(door.login("bob@example.org", PASSWORD));
        assertNotEquals(bobs, key(door.loginWith(new DeviceProof(bobs, null), PASSWORD)));
    }

    /** A browser of a household: each gets in during a lock-out of theirs, whoever was there last. */
    @Test
    void aBrowserOfSeveralPeopleIsKnownToEach() {
        List<String> people = List.of("bob@example.org", "eve@example.org", EMAIL);
        people.subList(0, 2).forEach(person -> door.manage(AccountsApi.Action.ADD, person, PASSWORD));
        Secret shown = new Secret("");
        for (int turn = 0; turn < 2; turn++) {
            for (String person : people) {
                shown = key(door.ask(AccountsApi.LOGIN, at(person, shown)));
            }
        }
        assertEquals(3, shown.value().split("\\.", -1).length);
        for (String person : people) {
            wrong(5, password -> door.login(person, password, "198.51.100.1"));
            refused(RefusalReason.LOCKED, door.login(person, PASSWORD, "198.51.100.1"));
        }
        for (String person : people) {
            shown = key(door.ask(AccountsApi.LOGIN, at(person, shown)));
        }
    }

    @Test
    void aBrowserKeepsTheKeysOfTheEightWhoWereThereLast() {
        Secret shown = new Secret("");
        for (int i = 0; i < 10; i++) {
            String person = "p" + i + "@example.org";
            door.manage(AccountsApi.Action.ADD, person, PASSWORD);
            shown = key(door.ask(AccountsApi.LOGIN, at(person, shown)));
        }
        assertEquals(8, shown.value().split("\\.", -1).length);
        Secret rubbish = new Secret(shown.value() + ".no key." + "x".repeat(2_000));
        Secret begun = key(door.ask(AccountsApi.LOGIN, at("p9@example.org", rubbish)));
        assertEquals(1, begun.value().split("\\.", -1).length);
    }

    private static AccountsApi.Login at(String email, Secret shown) {
        return new AccountsApi.Login(
                email, PASSWORD, "Browser", null, "192.0.2.1", new DeviceProof(shown, null), "", null);
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void aDeviceWhoseSessionWasTakenFromItIsNotKnownAnyMore(By by) {
        AccountsApi.Granted first = phone();
        Function<Secret, LoginResult> device = device(by, first);
        AccountsApi.Tokens other = door.enter();
        revoke(first.tokens().sessionId(), other.sessionId());
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        refused(RefusalReason.LOCKED, device.apply(PASSWORD));
    }

    /** Of its earlier logins, too. */
    @ParameterizedTest
    @EnumSource(By.class)
    void whoEndsAllOthersIsTheOnlyOneThatIsKnown(By by) {
        AccountsApi.Granted first = phone();
        Function<Secret, LoginResult> device = device(by, first);
        door.loginWith(new DeviceProof(first.deviceKey(), null), PASSWORD);
        AccountsApi.Granted other = assertInstanceOf(AccountsApi.Granted.class, door.login(EMAIL, PASSWORD));
        door.ask(OwnAccountsApi.END_OTHER_SESSIONS, new OwnAccountsApi.EndOtherSessions(door.callerOf(other.tokens())));
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        refused(RefusalReason.LOCKED, device.apply(PASSWORD));
        granted(door.loginWith(new DeviceProof(other.deviceKey(), null), PASSWORD));
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void whoLogsOutIsKnownStill(By by) {
        AccountsApi.Granted first = phone();
        Function<Secret, LoginResult> device = device(by, first);
        revoke(first.tokens().sessionId(), first.tokens().sessionId());
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        granted(device.apply(PASSWORD));
    }

    @Test
    void whoEndsAnEarlierSessionOfTheSameDeviceIsKnownStill() {
        AccountsApi.Granted first = phone();
        var proof = new DeviceProof(first.deviceKey(), null);
        AccountsApi.Tokens again = granted(door.ask(AccountsApi.LOGIN, loginFrom(proof, PHONE, PASSWORD)));
        revoke(first.tokens().sessionId(), again.sessionId());
        wrong(5, password -> door.login(EMAIL, password, "198.51.100.1"));
        granted(door.loginWith(proof, PASSWORD));
        granted(door.ask(AccountsApi.LOGIN, loginFrom(DeviceProof.NONE, PHONE, PASSWORD)));
    }

    @Test
    void aDeviceOverItsOwnLimitIsNoNewOne() {
        Function<Secret, LoginResult> device = device(By.FINGERPRINT);
        door.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 30; i++) {
            granted(device.apply(PASSWORD));
        }
        door.noticed.clear();
        granted(door.ask(
                AccountsApi.LOGIN,
                new AccountsApi.Login(EMAIL, PASSWORD, "Pixel 9", PHONE, "192.0.2.77", DeviceProof.NONE, "", null)));
        granted(door.login(EMAIL, PASSWORD, "192.0.2.78"));
        await().until(() -> !door.noticed.isEmpty());
        assertEquals(1, door.noticed.size());
    }

    private void revoke(String session, String by) {
        String userId = door.user(EMAIL).userId();
        assertTrue(door.ask(AccountsApi.REVOKE, new AccountsApi.RevokeSession(userId, session, by))
                .found());
    }

    @Test
    void aDeviceKeepsItsKeyAndEachGetsAnother() {
        Secret one = key(door.login(EMAIL, PASSWORD));
        assertEquals(one, key(door.loginWith(new DeviceProof(one, null), PASSWORD)));
        assertNotEquals(one, key(door.login(EMAIL, PASSWORD)));
        assertNotEquals(new Secret("short"), key(door.loginWith(new DeviceProof(new Secret("short"), null), PASSWORD)));
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void aKnownDeviceGetsInWhileItsAddressIsLimitedByOthers(By by) {
        Function<Secret, LoginResult> device = device(by);
        door.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 30; i++) {
            door.login("bob" + i + "@example.org", WRONG);
        }
        refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(EMAIL, PASSWORD));
        granted(device.apply(PASSWORD));
    }

    @Test
    void aKnownDeviceIsLimitedByItself() {
        Function<Secret, LoginResult> device = device(By.FINGERPRINT);
        door.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 30; i++) {
            granted(device.apply(PASSWORD));
        }
        refused(RefusalReason.TOO_MANY_ATTEMPTS, device.apply(PASSWORD));
    }

    @Test
    void anAddressThatFailsOnManyAccountsIsShutOutAndNobodyElse() {
        Function<Secret, LoginResult> device = device(By.KEY);
        for (int i = 0; i < 200; i++) {
            door.pass(Duration.ofSeconds(2));
            refused(RefusalReason.WRONG_CREDENTIALS, door.login("bob" + i + "@example.org", WRONG));
        }
        door.pass(Duration.ofMinutes(2));
        assertEquals(
                382,
                refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(EMAIL, PASSWORD))
                        .retryAfterSeconds());
        granted(door.login(EMAIL, PASSWORD, "192.0.2.2"));
        granted(device.apply(PASSWORD));
        door.pass(Duration.ofSeconds(382));
        door.enter();
    }

    @Test
    void aFloodKeepsNoKnownDeviceOutAndTouchesNoRefresh() {
        Function<Secret, LoginResult> device = device(By.KEY);
        AccountsApi.Tokens tokens = granted(device.apply(PASSWORD));
        List<Future<LoginResult>> flood = IntStream.range(0, 400)
                .mapToObj(i -> door.bus.request(
                        AccountsApi.LOGIN,
                        AccountsFixture.loginFrom(
                                "bob" + i + "@example.org", WRONG, "198.51." + i / 100 + "." + i % 100)))
                .toList();
        granted(device.apply(PASSWORD));
        granted(door.refresh(tokens.refreshToken()));
        AccountsFixture.await(Future.join(flood).otherwiseEmpty());
    }

    @Test
    void aFloodFromAFewAddressesKeepsNobodyElseOut() {
        List<Future<LoginResult>> flood = IntStream.range(0, 300)
                .mapToObj(i -> door.bus.request(
                        AccountsApi.LOGIN,
                        AccountsFixture.loginFrom("bob" + i + "@example.org", WRONG, "198.51.100." + i % 10)))
                .toList();
        granted(door.login(EMAIL, PASSWORD));
        AccountsFixture.await(Future.join(flood).otherwiseEmpty());
    }

    private AccountsApi.Granted phone() {
        return assertInstanceOf(
                AccountsApi.Granted.class, door.ask(AccountsApi.LOGIN, loginFrom(DeviceProof.NONE, PHONE, PASSWORD)));
    }

    private Function<Secret, LoginResult> device(By by) {
        return device(by, phone());
    }

    private Function<Secret, LoginResult> device(By by, AccountsApi.Granted first) {
        Secret access = first.tokens().accessToken();
        if (by == By.SESSION_THAT_RAN_OUT) {
            door.pass(Duration.ofDays(8));
        }
        return switch (by) {
            case KEY -> password -> door.loginWith(new DeviceProof(first.deviceKey(), null), password);
            case FINGERPRINT -> password -> door.ask(AccountsApi.LOGIN, loginFrom(DeviceProof.NONE, PHONE, password));
            case SESSION, SESSION_THAT_RAN_OUT -> password -> door.loginWith(new DeviceProof(null, access), password);
        };
    }

    private static void wrong(int times, Function<Secret, LoginResult> login) {
        for (int i = 0; i < times; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, login.apply(WRONG));
        }
    }

    private static Secret key(LoginResult entry) {
        @Nullable
        Secret key = assertInstanceOf(AccountsApi.Granted.class, entry).deviceKey();
        assertNotNull(key);
        return key;
    }
}
