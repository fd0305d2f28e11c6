package demi.accounts;

import static demi.accounts.AccountsFixture.ACCESS_KEY;
import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.REFRESH_KEY;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.accounts.secret.RefreshDecision;
import demi.api.AccountsApi;
import demi.api.AccountsApi.RefusalReason;
import demi.api.StoreEvents;
import demi.api.value.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void claimsAreThoseOfTheContract() {
        AccountsApi.Tokens tokens = door.enter();
        JsonObject access = claims(tokens.accessToken());
        JsonObject refresh = claims(tokens.refreshToken());
        long second = door.now().getEpochSecond();
        assertEquals(Set.of("user_id", "session_id", "type", "iat", "exp", "email", "iss", "aud"), access.fieldNames());
        assertEquals(List.of("demi", "demi:access"), List.of(access.getString("iss"), access.getString("aud")));
        assertEquals(List.of("demi", "demi:refresh"), List.of(refresh.getString("iss"), refresh.getString("aud")));
        assertEquals("at+jwt", header(tokens.accessToken()).getString("typ"));
        assertEquals("refresh+jwt", header(tokens.refreshToken()).getString("typ"));
        assertEquals("access", access.getString("type"));
        assertEquals(second, access.getLong("iat"));
        assertEquals(second + 1800, access.getLong("exp"));
        assertEquals(EMAIL, access.getString("email"));
        assertEquals("refresh", refresh.getString("type"));
        assertEquals(second + 604_800, refresh.getLong("exp"));
        assertEquals(tokens.sessionId(), refresh.getString("session_id"));
    }

    @Test
    void accessTokenTellsTheCaller() {
        AccountsApi.Tokens tokens = door.enter();
        assertEquals(
                new AccountsApi.Caller(
                        tokens.userId(),
                        tokens.sessionId(),
                        EMAIL,
                        door.session(tokens.sessionId()).expiresAt(),
                        true),
                door.caller(tokens.accessToken()));
    }

    @Test
    void accessTokenExpiresByTheRoomsClock() {
        Secret access = door.enter().accessToken();
        door.pass(Duration.ofMinutes(30).minusSeconds(1));
        assertNotNull(door.caller(access));
        door.pass(Duration.ofSeconds(1));
        assertNull(door.caller(access));
    }

    @Test
    void oneTypeNeverPassesForTheOther() {
        AccountsApi.Tokens tokens = door.enter();
        assertNull(door.caller(tokens.refreshToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.accessToken()));
        JsonObject claims = claims(tokens.accessToken());
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("type", "refresh"))));
        claims.remove("type");
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims)));
    }

    @Test
    void tokenOfAnotherImplementationWithTheSameKeyIsGood() {
        JsonObject claims = claims(door.enter().accessToken());
        assertNotNull(door.caller(signed(header().put("typ", "at+jwt"), ACCESS_KEY, claims)));
    }

    /** Of the earlier Python server, or of an earlier version of Demi. */
    @Test
    void tokenWithoutIssuerAudienceAndTypeIsGoodUntilItEnds() {
        AccountsApi.Tokens tokens = door.enter();
        JsonObject access = bare(claims(tokens.accessToken()));
        assertNotNull(door.caller(signed(header(), ACCESS_KEY, access)));
        assertNotNull(door.caller(signed(header().putNull("typ"), ACCESS_KEY, access)));
        access.remove("iat");
        assertNotNull(door.caller(signed(header(), ACCESS_KEY, access)));
        door.pass(Duration.ofMinutes(30));
        assertNull(door.caller(signed(header(), ACCESS_KEY, access)));
    }

    @Test
    void tokenOfAnotherIssuerAudienceOrTypeNeverPasses() {
        JsonObject good = claims(door.enter().accessToken());
        JsonObject ours = header().put("typ", "at+jwt");
        assertNotNull(door.caller(signed(ours, ACCESS_KEY, good)));
        assertNotNull(door.caller(signed(header().put("typ", "application/AT+JWT"), ACCESS_KEY, good)));
        assertNotNull(door.caller(signed(ours, ACCESS_KEY, changed(good, "aud", List.of("x", "demi:access")))));
        for (String typ : List.of("JWT", "refresh+jwt", "", "dpop+jwt")) {
            assertNull(door.caller(signed(header().put("typ", typ), ACCESS_KEY, good)), typ);
        }
        assertNull(door.caller(signed(header().put("typ", 1), ACCESS_KEY, good)));
        assertNull(door.caller(signed(ours, ACCESS_KEY, bare(good))));
        for (Object other : List.of("somebody", "", 1, List.of(), List.of("x"), "demi:refresh")) {
            assertNull(door.caller(signed(ours, ACCESS_KEY, changed(good, "iss", other))), () -> "iss " + other);
            assertNull(door.caller(signed(ours, ACCESS_KEY, changed(good, "aud", other))), () -> "aud " + other);
            assertNull(
                    door.caller(signed(header(), ACCESS_KEY, changed(bare(good), "aud", other))),
                    () -> "only " + other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void tokenOfTheFutureNeverPasses(String claim) {
        JsonObject good = claims(door.enter().accessToken());
        JsonObject ours = header().put("typ", "at+jwt");
        long now = door.now().getEpochSecond();
        assertNotNull(door.caller(signed(ours, ACCESS_KEY, changed(good, claim, now + 60))));
        for (Object other : List.of(now + 61, now + 3600.5, Long.toString(now), true, List.of(now))) {
            assertNull(door.caller(signed(ours, ACCESS_KEY, changed(good, claim, other))), () -> claim + " " + other);
        }
        assertNull(door.caller(signed(ours, ACCESS_KEY, good.copy().putNull(claim))));
    }

    @Test
    void extensionsThatHaveToBeUnderstoodAreNot() {
        JsonObject good = claims(door.enter().accessToken());
        JsonObject ours = header().put("typ", "at+jwt");
        for (Object crit : List.of(List.of("b64"), List.of("exp"), List.of(), "exp")) {
            assertNull(door.caller(signed(ours.copy().put("crit", crit), ACCESS_KEY, good)), crit::toString);
        }
        assertNull(door.caller(signed(ours.copy().putNull("crit"), ACCESS_KEY, good)));
    }

    @Test
    void otherAlgorithmsNeverPass() {
        JsonObject claims = claims(door.enter().accessToken());
        for (String algorithm : List.of("HS384", "HS512")) {
            assertNull(door.caller(signed(algorithm, ACCESS_KEY, claims)), algorithm);
        }
        for (String algorithm : List.of("none", "None", "NONE", "", "RS256", "ES256")) {
            String unsigned = part(new JsonObject().put("alg", algorithm).put("typ", "JWT")) + "." + part(claims) + ".";
            assertNull(door.caller(new Secret(unsigned)), algorithm);
            assertNull(door.caller(new Secret(unsigned + signature("HS256", ACCESS_KEY, "x"))), algorithm);
        }
    }

    @Test
    void tamperedTokenNeverPasses() {
        String good = door.enter().accessToken().value();
        String[] parts = good.split("\\.", -1);
        JsonObject other = claims(new Secret(good)).put("user_id", "somebody else");
        assertNull(door.caller(new Secret(parts[0] + "." + part(other) + "." + parts[2])));
        assertNull(door.caller(new Secret(parts[0] + "." + parts[1] + ".")));
        assertNull(door.caller(new Secret(parts[0] + "." + parts[1])));
        assertNull(door.caller(new Secret(parts[0] + "." + parts[1] + "." + parts[2].substring(1))));
    }

    @Test
    void tokenOfAnotherKeyNeverPasses() {
        JsonObject claims = claims(door.enter().accessToken());
        assertNull(door.caller(signed("HS256", REFRESH_KEY, claims)));
        assertNull(door.caller(signed("HS256", new Secret("quite another key with enough bytes."), claims)));
    }

    @Test
    void tokenWithoutOrWithAStrangeExpiryNeverPasses() {
        JsonObject claims = claims(door.enter().accessToken());
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("exp", "4102444800"))));
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().putNull("exp"))));
        claims.remove("exp");
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims)));
    }

    @Test
    void claimsThatAreNoStringsNeverPass() {
        JsonObject claims = claims(door.enter().accessToken());
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("user_id", 1))));
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("session_id", List.of("x")))));
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("user_id", "somebody else"))));
        assertNull(door.caller(signed("HS256", ACCESS_KEY, claims.copy().put("session_id", "unknown"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " ", ".", "..", "...", "a.b.c", "e30.e30.e30", "\u0000", "ä.ö.ü"})
    void rubbishNeverPasses(String token) {
        assertNull(door.caller(new Secret(token)));
        refused(RefusalReason.BAD_TOKEN, door.refresh(new Secret(token)));
    }

    @Test
    void hugeTokenNeverPasses() {
        assertNull(door.caller(new Secret("a".repeat(1_000_000))));
    }

    @Test
    void revokedSessionIsOverAtOnceAndToldOf() {
        AccountsApi.Tokens tokens = door.enter();
        var revoke = new AccountsApi.RevokeSession(tokens.userId(), tokens.sessionId(), null);
        assertTrue(door.ask(AccountsApi.REVOKE, revoke).found());
        assertNull(door.caller(tokens.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.refreshToken()));
        await().until(() -> door.ended.contains(List.of(tokens.sessionId())));
        assertEquals(false, door.ask(AccountsApi.REVOKE, revoke).found());
    }

    @Test
    void somebodyElsesSessionCannotBeRevoked() {
        AccountsApi.Tokens tokens = door.enter();
        assertEquals(
                false,
                door.ask(AccountsApi.REVOKE, new AccountsApi.RevokeSession("somebody else", tokens.sessionId(), null))
                        .found());
        assertNotNull(door.caller(tokens.accessToken()));
    }

    @Test
    void disablingAUserIsFeltAtOnceAndToldOf() {
        AccountsApi.Tokens tokens = door.enter();
        door.manage(AccountsApi.Action.DISABLE, EMAIL, null);
        assertNull(door.caller(tokens.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.refreshToken()));
        await().until(() -> door.ended.contains(List.of(tokens.sessionId())));
    }

    @Test
    void sessionsAreListedNewestActivityFirstAndGoodOnesKnown() {
        AccountsApi.Tokens first = door.enter();
        door.pass(Duration.ofMinutes(2));
        AccountsApi.Tokens second = door.enter();
        assertEquals(List.of(second.sessionId(), first.sessionId()), listed(first.userId()));
        door.pass(Duration.ofMinutes(2));
        assertNotNull(door.caller(first.accessToken()));
        await().until(() -> listed(first.userId()).equals(List.of(first.sessionId(), second.sessionId())));
        var good = door.ask(
                AccountsApi.VALID_SESSIONS, new AccountsApi.FilterValidSessions(List.of("unknown", first.sessionId())));
        assertEquals(List.of(first.sessionId()), good.sessionIds());
        door.pass(Duration.ofDays(7));
        assertEquals(List.of(), listed(first.userId()));
    }

    @Test
    void theFirstAccountIsTheOwners() {
        AccountsApi.Tokens first = door.enter();
        door.pass(Duration.ofSeconds(1));
        door.manage(AccountsApi.Action.ADD, "aaa@example.org", PASSWORD);
        AccountsApi.Tokens second = granted(door.login("aaa@example.org", PASSWORD));
        assertTrue(callerOf(first).owner());
        assertFalse(callerOf(second).owner());
        door.manage(AccountsApi.Action.REMOVE, EMAIL, null);
        assertTrue(callerOf(second).owner(), "somebody has to be");
    }

    private AccountsApi.Caller callerOf(AccountsApi.Tokens tokens) {
        AccountsApi.Caller caller = door.caller(tokens.accessToken());
        assertNotNull(caller);
        return caller;
    }

    @Test
    void activityIsKnownAtOnceAndOverSocketsTooAndSurvivesARestart() {
        AccountsApi.Tokens phone = door.enter();
        door.pass(Duration.ofSeconds(1));
        AccountsApi.Tokens page = door.enter();
        assertNotNull(door.caller(page.accessToken()));
        door.pass(Duration.ofSeconds(1));
        assertNotNull(door.caller(phone.accessToken()));
        assertEquals(List.of(phone.sessionId(), page.sessionId()), listed(phone.userId()));
        door.pass(Duration.ofSeconds(1));
        door.bus.publish(AccountsApi.SESSION_USED, new AccountsApi.SessionUsed(page.sessionId()));
        await().until(() -> listed(phone.userId()).equals(List.of(page.sessionId(), phone.sessionId())));
        door.restart();
        assertEquals(List.of(page.sessionId(), phone.sessionId()), listed(phone.userId()));
    }

    @Test
    void activityIsWrittenAtMostOnceAMinute() {
        AccountsApi.Tokens tokens = door.enter();
        Instant opened = door.session(tokens.sessionId()).lastActivity();
        door.pass(Duration.ofSeconds(2));
        assertNotNull(door.caller(tokens.accessToken()));
        await().until(() -> door.session(tokens.sessionId()).lastActivity().isAfter(opened));
        Instant written = door.session(tokens.sessionId()).lastActivity();
        door.pass(Duration.ofSeconds(59));
        assertNotNull(door.caller(tokens.accessToken()));
        assertEquals(written, door.session(tokens.sessionId()).lastActivity());
        door.pass(Duration.ofSeconds(1));
        assertNotNull(door.caller(tokens.accessToken()));
        await().until(() -> door.session(tokens.sessionId()).lastActivity().isAfter(written));
    }

    @Test
    void changeByAnotherProcessMakesEverybodyAskAgain() {
        AtomicBoolean told = new AtomicBoolean();
        door.bus.subscribe(AccountsApi.SESSIONS_CHANGED, changed -> told.set(true));
        door.bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
        await().untilTrue(told);
    }

    @Test
    void storeHoldsOnlyHashes() {
        AccountsApi.Tokens tokens = door.enter();
        assertEquals(
                RefreshDecision.hash(tokens.refreshToken()),
                door.session(tokens.sessionId()).refreshHash());
        assertNotEquals(PASSWORD, door.user(EMAIL).passwordHash());
    }

    @Test
    void shortOrEqualKeysAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> AccountsSettings.of(ACCESS_KEY, ACCESS_KEY));
        Secret tooShort = new Secret("x".repeat(31));
        assertThrows(IllegalArgumentException.class, () -> AccountsSettings.of(tooShort, REFRESH_KEY));
        assertThrows(IllegalArgumentException.class, () -> AccountsSettings.of(ACCESS_KEY, tooShort));
        assertEquals(
                12, AccountsSettings.of(new Secret("ä".repeat(16)), REFRESH_KEY).bcryptCost());
    }

    @Test
    void twoDevicesAreTwoSessions() {
        assertNotEquals(
                door.enter().sessionId(), granted(door.login(EMAIL, PASSWORD)).sessionId());
    }

    private List<String> listed(String userId) {
        return door.ask(AccountsApi.SESSIONS, new AccountsApi.ListSessions(userId)).sessions().stream()
                .map(AccountsApi.Session::sessionId)
                .toList();
    }

    static JsonObject claims(Secret token) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.value().split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static JsonObject header(Secret token) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.value().split("\\.", -1)[0]), StandardCharsets.UTF_8));
    }

    private static JsonObject header() {
        return new JsonObject().put("alg", "HS256").put("typ", "JWT");
    }

    private static JsonObject changed(JsonObject claims, String claim, Object value) {
        return claims.copy().put(claim, value instanceof List<?> list ? new JsonArray(list) : value);
    }

    /** As the earlier server has them. */
    static JsonObject bare(JsonObject claims) {
        JsonObject bare = claims.copy();
        bare.remove("iss");
        bare.remove("aud");
        return bare;
    }

    /** A token as the earlier server made them, made without the code under test. */
    static Secret signed(String algorithm, Secret key, JsonObject claims) {
        return signed(header().put("alg", algorithm), key, bare(claims));
    }

    /** @param header in Base64 */
    static Secret signed(String header, Secret key, String claims) {
        String head = header + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return new Secret(head + "." + signature("HS256", key, head));
    }

    private static Secret signed(JsonObject header, Secret key, JsonObject claims) {
        String algorithm = header.getString("alg");
        String head = part(header) + "." + part(claims);
        return new Secret(head + "." + signature(algorithm, key, head));
    }

    private static String signature(String algorithm, Secret key, String head) {
        try {
            String name = "HmacSHA" + algorithm.substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), name));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(head.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
