package demi.accounts;

import static demi.accounts.AccountsFixture.ACCESS_KEY;
import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.REFRESH_KEY;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.accounts.secret.RefreshDecision;
import demi.api.AccountsApi;
import demi.api.AccountsApi.RefusalReason;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void eachRefreshGivesANewTokenOfTheSameSession() {
        AccountsApi.Tokens first = door.enter();
        door.pass(Duration.ofHours(1));
        AccountsApi.Tokens second = granted(door.refresh(first.refreshToken()));
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertEquals(first.sessionId(), second.sessionId());
        assertEquals(EMAIL, second.email());
        assertEquals(1800, second.expiresIn());
        assertEquals(604_800 - 3600, second.refreshExpiresIn());
        assertNotNull(door.caller(second.accessToken()));
        AccountsApi.Tokens third = granted(door.refresh(second.refreshToken()));
        assertNotEquals(second.refreshToken(), third.refreshToken());
    }

    @Test
    void lostAnswerIsGivenAgainForSixtySeconds() {
        Secret first = door.enter().refreshToken();
        Secret second = granted(door.refresh(first)).refreshToken();
        assertEquals(second, granted(door.refresh(first)).refreshToken());
        door.pass(Duration.ofSeconds(60));
        assertEquals(second, granted(door.refresh(first)).refreshToken());
        granted(door.refresh(second));
    }

    @Test
    void tokenBeforeIsReuseAfterSixtySeconds() {
        AccountsApi.Tokens tokens = door.enter();
        AccountsApi.Tokens next = granted(door.refresh(tokens.refreshToken()));
        door.pass(Duration.ofSeconds(61));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.refreshToken()));
        overFor(next);
    }

    @Test
    void olderTokenEndsTheSessionEvenWithinSixtySeconds() {
        AccountsApi.Tokens first = door.enter();
        AccountsApi.Tokens second = granted(door.refresh(first.refreshToken()));
        AccountsApi.Tokens third = granted(door.refresh(second.refreshToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(first.refreshToken()));
        overFor(third);
    }

    @Test
    void reuseEndsNoOtherSession() {
        AccountsApi.Tokens other = door.enter();
        AccountsApi.Tokens first = door.enter();
        granted(door.refresh(first.refreshToken()));
        door.pass(Duration.ofSeconds(61));
        refused(RefusalReason.BAD_TOKEN, door.refresh(first.refreshToken()));
        granted(door.refresh(other.refreshToken()));
    }

    @Test
    void parallelRefreshesAllGetTheSameToken() {
        Secret token = door.enter().refreshToken();
        List<Future<AccountsApi.LoginResult>> asked = IntStream.range(0, 20)
                .mapToObj(i -> door.bus.request(AccountsApi.REFRESH, new AccountsApi.Refresh(token)))
                .toList();
        List<Secret> given = asked.stream()
                .map(answer -> granted(AccountsFixture.await(answer)).refreshToken())
                .distinct()
                .toList();
        assertEquals(1, given.size());
        granted(door.refresh(given.get(0)));
    }

    @Test
    void lostAnswerIsGivenAgainAfterARestart() {
        Secret first = door.enter().refreshToken();
        Secret second = granted(door.refresh(first)).refreshToken();
        door.restart();
        assertEquals(second, granted(door.refresh(first)).refreshToken());
    }

    @Test
    void sessionEndsSevenDaysAfterTheLoginHoweverOftenRefreshed() {
        Secret token = door.enter().refreshToken();
        door.pass(Duration.ofDays(7).minusSeconds(1));
        AccountsApi.Tokens last = granted(door.refresh(token));
        assertEquals(1, last.refreshExpiresIn());
        door.pass(Duration.ofSeconds(1));
        refused(RefusalReason.BAD_TOKEN, door.refresh(last.refreshToken()));
        assertNull(door.caller(last.accessToken()));
    }

    @Test
    void sessionOfTheVersionBeforeGoesOn() {
        Secret token = earlierToken("earlier", 2);
        earlierSession(RefreshDecision.hash(token));
        AccountsApi.Tokens tokens = granted(door.refresh(token));
        assertEquals(Duration.ofDays(2).toSeconds(), tokens.refreshExpiresIn());
        assertEquals(tokens.refreshToken(), granted(door.refresh(token)).refreshToken());
        granted(door.refresh(tokens.refreshToken()));
    }

    /** It kept bcrypt of another token there, from which nothing can be told. */
    @ParameterizedTest
    @ValueSource(strings = {"$2b$12$gTJlcYDEBhR.X0SxFMCWEeBTB7xE1MXRGqcb.EZ6xSx3FJoVeXhKG", "$2a$", "$2y$10$x"})
    void sessionOfThePythonServerTakesOneOfItsTokensAndRotatesFromThere(String hash) {
        earlierSession(hash);
        Secret token = earlierToken("earlier", 2);
        AccountsApi.Tokens tokens = granted(door.refresh(token));
        assertEquals("earlier", tokens.sessionId());
        assertEquals(tokens.refreshToken(), granted(door.refresh(token)).refreshToken());
        AccountsApi.Tokens next = granted(door.refresh(tokens.refreshToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(earlierToken("earlier", 1)));
        overFor(next);
    }

    @Test
    void sessionOfThePythonServerTakesNoOtherToken() {
        earlierSession("$2b$12$gTJlcYDEBhR.X0SxFMCWEeBTB7xE1MXRGqcb.EZ6xSx3FJoVeXhKG");
        refused(RefusalReason.BAD_TOKEN, door.refresh(earlierToken("another", 2)));
        refused(RefusalReason.BAD_TOKEN, door.refresh(earlierToken("earlier", -1)));
        JsonObject claims = TokenTest.claims(earlierToken("earlier", 2));
        refused(RefusalReason.BAD_TOKEN, door.refresh(TokenTest.signed("HS256", ACCESS_KEY, claims)));
        refused(
                RefusalReason.BAD_TOKEN,
                door.refresh(TokenTest.signed("HS256", REFRESH_KEY, claims.put("user_id", "bob"))));
        granted(door.refresh(earlierToken("earlier", 2)));
    }

    /** @param days that it is good for */
    private Secret earlierToken(String sessionId, int days) {
        Instant now = door.now().truncatedTo(ChronoUnit.SECONDS);
        JsonObject claims = new JsonObject()
                .put("user_id", door.user(EMAIL).userId())
                .put("session_id", sessionId)
                .put("exp", now.plus(Duration.ofDays(days)).getEpochSecond())
                .put("iat", now.minus(Duration.ofDays(5)).getEpochSecond())
                .put("type", "refresh");
        return TokenTest.signed("HS256", REFRESH_KEY, claims);
    }

    private void earlierSession(String refreshHash) {
        Instant now = door.now().truncatedTo(ChronoUnit.SECONDS);
        door.ask(
                AccountStore.OPEN_SESSION,
                new AccountStore.OpenSession(
                        door.user(EMAIL).userId(),
                        "earlier",
                        "Phone",
                        null,
                        refreshHash,
                        now.minus(Duration.ofDays(5)),
                        now.plus(Duration.ofDays(2)),
                        door.user(EMAIL).passwordHash(),
                        null,
                        AccountStore.LoginContext.DEFAULT));
    }

    /** Its rotation was the last thing that the version before did; the answer got lost. */
    @Test
    void lostAnswerOfTheVersionBeforeIsGivenAgain() {
        Secret first = door.enter().refreshToken();
        AccountsApi.Tokens second = granted(door.refresh(first));
        JsonObject claims = new JsonObject();
        for (String claim : List.of("user_id", "session_id", "type", "iat", "exp", "rotation")) {
            claims.put(claim, TokenTest.claims(second.refreshToken()).getValue(claim));
        }
        String head = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
        Secret earlier = TokenTest.signed(head, REFRESH_KEY, claims.encode());
        String now = RefreshDecision.hash(second.refreshToken());
        var rotate = new AccountStore.RotateSession(
                second.sessionId(), now, RefreshDecision.hash(first), RefreshDecision.hash(earlier), 1, door.now());
        assertTrue(door.ask(AccountStore.ROTATE_SESSION, rotate).done());
        assertEquals(earlier, granted(door.refresh(first)).refreshToken());
        granted(door.refresh(earlier));
    }

    @Test
    void signedTokenOfAForeignUserEndsNothing() {
        AccountsApi.Tokens tokens = door.enter();
        JsonObject claims = TokenTest.claims(tokens.refreshToken()).put("user_id", "somebody else");
        refused(RefusalReason.BAD_TOKEN, door.refresh(TokenTest.signed("HS256", REFRESH_KEY, claims)));
        granted(door.refresh(tokens.refreshToken()));
    }

    private void overFor(AccountsApi.Tokens tokens) {
        assertNull(door.caller(tokens.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.refreshToken()));
        await().until(() -> door.ended.contains(List.of(tokens.sessionId())));
        assertTrue(!door.session(tokens.sessionId()).active());
    }
}
