package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.AppPassword;
import demi.api.store.AccountStore;
import demi.api.store.FactorStore;
import demi.api.store.FactorStore.RemoveOutcome;
import demi.api.value.Secret;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnAccountsContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final Secret HASH = new Secret("hash of u1");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private void openSession(String id, @Nullable String appPassword) {
        assertTrue(ask(
                        AccountStore.OPEN_SESSION,
                        new AccountStore.OpenSession(
                                "u1",
                                id,
                                "phone",
                                null,
                                "refresh",
                                T,
                                T.plusSeconds(99),
                                HASH,
                                null,
                                new AccountStore.LoginContext(null, null, false, appPassword)))
                .done());
    }

    private AccountStore.ChangedUser change(@Nullable String email, @Nullable Secret newHash, @Nullable String kept) {
        return ask(FactorStore.CHANGE_OWN, new FactorStore.ChangeOwn("u1", HASH, newHash, email, null, kept));
    }

    @Test
    void anEmailOfAnotherIsRefusedAndAnOldPasswordChangesNothing() {
        assertFalse(change("U2@x.org", null, null).done());
        assertTrue(change("new@x.org", null, null).done());
        assertNotNull(ask(AccountStore.FIND_USER, new AccountStore.FindUser("new@x.org"))
                .user());
        assertTrue(change(null, new Secret("newer"), null).done());
        assertFalse(change(null, new Secret("third"), null).done());
    }

    @Test
    void othersEndWithANewPasswordAndWhenAskedTo() {
        openSession("s1", null);
        openSession("s2", null);
        assertEquals(
                List.of("s2"),
                ask(FactorStore.END_OTHER_SESSIONS, new FactorStore.EndOtherSessions("u1", "s1"))
                        .ended());
        openSession("s4", null);
        assertEquals(List.of("s4"), change(null, new Secret("newer"), "s1").ended());
    }

    @Test
    void aSecondFactorCountsOnceItIsConfirmedAndEachCodeOnce() {
        Secret secret = new Secret("abc");
        assertTrue(ask(FactorStore.BEGIN_FACTOR, new FactorStore.BeginFactor("u1", secret))
                .done());
        assertFalse(confirm(new Secret("another")));
        assertTrue(confirm(secret));
        assertFalse(confirm(secret));
        assertFalse(ask(FactorStore.BEGIN_FACTOR, new FactorStore.BeginFactor("u1", secret))
                .done());
        assertEquals(new FactorStore.Factor(secret, T, 5, 2), factor());

        assertFalse(use(5, null));
        assertTrue(use(6, null));
        assertFalse(use(6, null));
        assertTrue(use(0, "r1"));
        assertFalse(use(0, "r1"));
        assertEquals(new FactorStore.Factor(secret, T, 6, 1), factor());

        assertTrue(
                ask(FactorStore.DROP_FACTOR, new FactorStore.DropFactor("u1")).done());
        assertFalse(
                ask(FactorStore.DROP_FACTOR, new FactorStore.DropFactor("u1")).done());
        assertEquals(new FactorStore.Factor(null, null, 0, 0), factor());
    }

    private boolean confirm(Secret secret) {
        return ask(FactorStore.CONFIRM_FACTOR, new FactorStore.ConfirmFactor("u1", secret, 5, T, List.of("r1", "r2")))
                .done();
    }

    private boolean use(long step, @Nullable String recovery) {
        return ask(FactorStore.USE_FACTOR, new FactorStore.UseFactor("u1", step, recovery))
                .done();
    }

    private FactorStore.Factor factor() {
        return ask(FactorStore.FACTOR, new FactorStore.GetFactor("u1"));
    }

    @Test
    void passwordsOfAppsAreLimitedListedInOrderAndEndTheirSessions() {
        assertTrue(addAppPassword("p2"));
        assertTrue(addAppPassword("p1"));
        assertFalse(addAppPassword("p3"));
        assertEquals(
                List.of("p2", "p1"),
                ask(FactorStore.APP_PASSWORDS, new FactorStore.ListAppPasswords("u1")).appPasswords().stream()
                        .map(AppPassword::id)
                        .toList());
        assertEquals("p1", find("u1", "hash of p1"));
        assertNull(find("u2", "hash of p1"));

        openSession("s1", "p1");
        openSession("s2", null);
        assertEquals(
                List.of("s1"),
                ask(FactorStore.REMOVE_APP_PASSWORD, new FactorStore.RemoveAppPassword("u1", "p1"))
                        .ended());
        assertNull(find("u1", "hash of p1"));
    }

    private boolean addAppPassword(String id) {
        return ask(
                        FactorStore.ADD_APP_PASSWORD,
                        new FactorStore.AddAppPassword("u1", new AppPassword(id, "phone", T, null), "hash of " + id, 2))
                .done();
    }

    private @Nullable String find(String user, String hash) {
        return ask(FactorStore.FIND_APP_PASSWORD, new FactorStore.FindAppPassword(user, hash))
                .id();
    }

    @Test
    void theOwnersAccountGoesAsTheLastOne() throws SQLException {
        openSession("s1", null);
        assertEquals(RemoveOutcome.CHANGED, remove("u1", new Secret("another")).outcome());
        assertEquals(RemoveOutcome.CHANGED, remove("nobody", HASH).outcome());
        assertEquals(RemoveOutcome.OTHERS_LEFT, remove("u1", HASH).outcome());
        assertEquals(
                RemoveOutcome.REMOVED, remove("u2", new Secret("hash of u2")).outcome());
        FactorStore.OwnRemoved removed = remove("u1", HASH);
        assertEquals(RemoveOutcome.REMOVED, removed.outcome());
        assertEquals(List.of("s1"), removed.ended());
        assertEquals(0, count("users"));
        assertEquals(0, count("sessions"));
    }

    private FactorStore.OwnRemoved remove(String userId, Secret hash) {
        return ask(FactorStore.REMOVE_OWN, new FactorStore.RemoveOwn(userId, hash));
    }

    @Test
    void theNewestFiftyNoticesStay() {
        for (int i = 0; i < 55; i++) {
            OwnAccountsApi.Notice notice =
                    new OwnAccountsApi.Notice(OwnAccountsApi.Kind.LOCKED, T.minusSeconds(i), "phone", null);
            assertTrue(ask(FactorStore.ADD_NOTICE, new FactorStore.AddNotice("u1", notice))
                    .done());
        }
        List<OwnAccountsApi.Notice> kept =
                ask(FactorStore.NOTICES, new FactorStore.ListNotices("u1", 99)).notices();
        assertEquals(50, kept.size());
        assertEquals(T.minusSeconds(54), kept.get(0).at());
    }

    @Test
    void aRightPasswordClearsTheCountOnlyWhereItIsAllThatIsAskedFor() {
        attempt();
        attempt();
        ask(FactorStore.RECORD_LOGIN, new FactorStore.RecordLogin("u1", "device", false));
        assertEquals(1, attempt());

        ask(FactorStore.BEGIN_FACTOR, new FactorStore.BeginFactor("u1", new Secret("abc")));
        confirm(new Secret("abc"));
        assertEquals(2, attempt());
        ask(FactorStore.RECORD_LOGIN, new FactorStore.RecordLogin("u1", "device", false));
        assertEquals(2, attempt());
    }

    private int attempt() {
        AccountStore.User user = ask(
                        AccountStore.COUNT_ATTEMPT,
                        new AccountStore.CountAttempt("u1@x.org", T, 9, Duration.ofMinutes(15)))
                .user();
        assertNotNull(user);
        return user.failedAttempts();
    }
}
