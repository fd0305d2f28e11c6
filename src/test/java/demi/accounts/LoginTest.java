package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.loginFrom;
import static demi.accounts.AccountsFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.accounts.secret.Bcrypt;
import demi.api.AccountsApi;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

class LoginTest {

    private static final String NOBODY = "nobody@example.org";

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void rightPasswordGetsAllTheFields() {
        AccountsApi.Tokens tokens = door.enter();
        assertEquals(1800, tokens.expiresIn());
        assertEquals(604_800, tokens.refreshExpiresIn());
        assertEquals(EMAIL, tokens.email());
        assertEquals(door.user(EMAIL).userId(), tokens.userId());
        assertEquals("Pixel 9", door.session(tokens.sessionId()).deviceName());
    }

    @Test
    void emailIsTrimmedAndItsCaseIgnored() {
        assertEquals(EMAIL, granted(door.login("  Ann@Example.ORG ", PASSWORD)).email());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "@example.org", "ann@", "a@b@c", "an n@example.org", "ann\u0000@example.org"})
    void whatIsNoEmailIsRefusedWithoutBeingCounted(String email) {
        refused(RefusalReason.BAD_INPUT, door.login(email, PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, NOBODY})
    void fifthWrongOneIsWrongAndTheSixthIsLocked(String email) {
        wrong(email, 5);
        Refused locked = refused(RefusalReason.LOCKED, door.login(email, PASSWORD));
        assertEquals(Duration.ofMinutes(15).toSeconds(), locked.retryAfterSeconds());
    }

    @Test
    void unknownEmailGetsTheSameAnswersAsAKnownOne() {
        for (int i = 0; i < 7; i++) {
            assertEquals(door.login(EMAIL, WRONG), door.login(NOBODY, WRONG));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, NOBODY})
    void countStartsFromZeroWhenTheLockHasRunOut(String email) {
        wrong(email, 5);
        door.pass(Duration.ofMinutes(15).minusMillis(1));
        assertEquals(1, refused(RefusalReason.LOCKED, door.login(email, WRONG)).retryAfterSeconds());
        door.pass(Duration.ofMillis(1));
        wrong(email, 5);
        refused(RefusalReason.LOCKED, door.login(email, WRONG));
    }

    @Test
    void attemptsAtALockedAccountDoNotProlongTheLock() {
        wrong(EMAIL, 5);
        door.pass(Duration.ofMinutes(14));
        refused(RefusalReason.LOCKED, door.login(EMAIL, WRONG));
        door.pass(Duration.ofMinutes(1));
        granted(door.login(EMAIL, PASSWORD));
    }

    @Test
    void fifthAttemptWithTheRightPasswordOpensAndClearsTheCount() {
        wrong(EMAIL, 4);
        door.enter();
        wrong(EMAIL, 4);
        door.enter();
    }

    @Test
    void parallelAttemptsCannotPassTheLimit() {
        List<LoginResult> answers = parallel(20, EMAIL, WRONG);
        assertEquals(5, count(answers, RefusalReason.WRONG_CREDENTIALS));
        assertEquals(15, count(answers, RefusalReason.LOCKED));
    }

    @Test
    void parallelAttemptsWithTheRightPasswordAllOpen() {
        wrong(EMAIL, 4);
        parallel(20, EMAIL, PASSWORD).forEach(AccountsFixture::granted);
    }

    @Test
    void lockSurvivesARestart() {
        wrong(EMAIL, 5);
        door.restart();
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
    }

    @Test
    void thirtyAttemptsAMinuteFromOneAddressRightOrWrong() {
        for (int i = 0; i < 15; i++) {
            door.enter();
            refused(RefusalReason.WRONG_CREDENTIALS, door.login("bob" + i + "@example.org", WRONG));
        }
        assertEquals(
                60,
                refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(EMAIL, PASSWORD))
                        .retryAfterSeconds());
        granted(door.login(EMAIL, PASSWORD, "192.0.2.2"));
        door.pass(Duration.ofMinutes(1));
        door.enter();
    }

    @Test
    void lockComesBeforeTheLimitAndLockedAttemptsCountToo() {
        wrong(EMAIL, 5);
        for (int i = 0; i < 30; i++) {
            refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
        }
        refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(NOBODY, PASSWORD));
    }

    @Test
    void whoIsTooFastLocksNobodyOut() {
        for (int i = 0; i < 30; i++) {
            door.login("bob" + i + "@example.org", WRONG);
        }
        for (int i = 0; i < 10; i++) {
            refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(EMAIL, WRONG));
        }
        assertEquals(0, door.user(EMAIL).failedAttempts());
        granted(door.login(EMAIL, PASSWORD, "192.0.2.2"));
    }

    @Test
    void aFloodIsToldToComeBackLater() {
        List<Future<LoginResult>> flood = IntStream.range(0, 200)
                .mapToObj(i -> door.bus.request(
                        AccountsApi.LOGIN, loginFrom("bob" + i + "@example.org", WRONG, "198.51.100." + i)))
                .toList();
        AccountsFixture.await(Future.join(flood).otherwiseEmpty());
        List<Throwable> turnedAway =
                flood.stream().filter(Future::failed).map(Future::cause).toList();
        assertFalse(turnedAway.isEmpty());
        turnedAway.forEach(thrown -> assertEquals(Failure.Code.UNAVAILABLE, Failure.codeOf(thrown)));
        granted(door.login(EMAIL, PASSWORD));
    }

    @Test
    void disabledAccountIsToldSoOnlyWithTheRightPassword() {
        door.manage(AccountsApi.Action.DISABLE, EMAIL, null);
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG));
        refused(RefusalReason.DISABLED, door.login(EMAIL, PASSWORD));
        door.manage(AccountsApi.Action.ENABLE, EMAIL, null);
        door.enter();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void hashesOfAllPrefixesVerify(String prefix) {
        plant(plain(prefix, 4, PASSWORD.value()));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("old@example.org", WRONG));
        granted(door.login("old@example.org", PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$2b$12$short",
                "$2x$04$",
                "$1$abc$def",
                "$2b$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void malformedStoredHashIsSimplyWrong(String hash) {
        plant(hash);
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("old@example.org", PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2b$04", "$2b$05", "new"})
    void hashOfAnotherFormOrCostIsRenewedByALogin(String kind) {
        plant(
                kind.equals("new")
                        ? new Bcrypt(5).hash(PASSWORD.value())
                        : plain("$2b$", Integer.parseInt(kind.substring(4)), PASSWORD.value()));
        granted(door.login("old@example.org", PASSWORD));
        String renewed = door.user("old@example.org").passwordHash().value();
        assertTrue(renewed.startsWith("$bcrypt-sha256$v=2,t=2b,r=4$"), renewed);
        granted(door.login("old@example.org", PASSWORD));
        assertEquals(renewed, door.user("old@example.org").passwordHash().value());
    }

    @Test
    void parallelLoginsWhileTheHashIsRenewedAllOpen() {
        plant(plain("$2b$", 6, PASSWORD.value()));
        parallel(4, "old@example.org", PASSWORD).forEach(AccountsFixture::granted);
    }

    /** Nor is it what the hash is made of anew. */
    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$", "new"})
    void seventyTwoBytesAndMoreDoNotPassForSeventyTwo(String kind) {
        String exactly = "ä".repeat(36);
        plant(kind.equals("new") ? new Bcrypt(4).hash(exactly) : plain(kind, 4, exactly));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("old@example.org", new Secret(exactly + "x")));
        granted(door.login("old@example.org", new Secret(exactly)));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("old@example.org", new Secret(exactly + "x")));
    }

    /** Forwards it would open another minute, backwards it would shut people out for as long. */
    @ParameterizedTest
    @ValueSource(longs = {-86_400, -90, 90, 86_400})
    void limitsOfAnAddressKnowNothingOfTheClockOnTheWall(long seconds) {
        for (int i = 0; i < 30; i++) {
            door.login("bob" + i + "@example.org", WRONG);
        }
        door.setClock(Duration.ofSeconds(seconds));
        refused(RefusalReason.TOO_MANY_ATTEMPTS, door.login(EMAIL, PASSWORD));
        door.pass(Duration.ofMinutes(1));
        granted(door.login(EMAIL, PASSWORD));
    }

    @Test
    void passwordRepeatedAroundANulDoesNotPassForTheShortOne() {
        refused(
                RefusalReason.WRONG_CREDENTIALS,
                door.login(EMAIL, new Secret(PASSWORD.value() + "\0" + PASSWORD.value())));
    }

    private void wrong(String email, int times) {
        for (int i = 0; i < times; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(email, WRONG));
        }
    }

    /** As it was made before, over the password itself. */
    private static String plain(String prefix, int cost, String password) {
        return prefix + BCrypt.hashpw(password, BCrypt.gensalt(cost)).substring(4);
    }

    /** Puts an account of the earlier server there. */
    private void plant(String hash) {
        door.ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser("old", "old@example.org", "old", new Secret(hash), door.now(), false));
    }

    private List<LoginResult> parallel(int times, String email, Secret password) {
        List<Future<LoginResult>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(door.bus.request(AccountsApi.LOGIN, loginFrom(email, password, "192.0.2.1")));
        }
        return asked.stream().map(AccountsFixture::await).toList();
    }

    private static long count(List<LoginResult> answers, RefusalReason why) {
        return answers.stream()
                .filter(entry -> entry instanceof Refused refused && refused.reasonCode() == why)
                .count();
    }
}
