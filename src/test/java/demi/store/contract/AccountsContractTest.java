package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AddUser;
import demi.api.store.AccountStore.AttemptCounted;
import demi.api.store.AccountStore.ChangeUser;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.CountAttempt;
import demi.api.store.AccountStore.EndSession;
import demi.api.store.AccountStore.FilterValidSessions;
import demi.api.store.AccountStore.FindSession;
import demi.api.store.AccountStore.FindUser;
import demi.api.store.AccountStore.ListSessions;
import demi.api.store.AccountStore.OpenSession;
import demi.api.store.AccountStore.RemoveUser;
import demi.api.store.AccountStore.RotateSession;
import demi.api.store.AccountStore.Session;
import demi.api.store.AccountStore.TouchSession;
import demi.api.store.AccountStore.User;
import demi.api.store.MessageStore;
import demi.api.value.Secret;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration LOCK = Duration.ofMinutes(15);

    @BeforeEach
    void addAnn() {
        assertTrue(add("u1", "ann@x.org", true));
    }

    private boolean add(String id, String email, boolean onlyIfFirst) {
        return store.ask(
                        AccountStore.ADD_USER,
                        new AddUser(id, email, "name", new Secret("hash of " + id), T, onlyIfFirst))
                .done();
    }

    private @Nullable User find(String email) {
        return store.ask(AccountStore.FIND_USER, new FindUser(email)).user();
    }

    private User ann() {
        User ann = find("ann@x.org");
        assertNotNull(ann);
        return ann;
    }

    private AttemptCounted attempt(String email, Instant at) {
        return store.ask(AccountStore.COUNT_ATTEMPT, new CountAttempt(email, at, 5, LOCK));
    }

    private boolean openSession(String id, Instant at) {
        return openSession(id, at, ann().passwordHash());
    }

    private boolean openSession(String id, Instant at, Secret checkedHash) {
        return store.ask(
                        AccountStore.OPEN_SESSION,
                        new OpenSession(
                                "u1",
                                id,
                                "phone",
                                null,
                                "hash0",
                                at,
                                at.plusSeconds(1_000),
                                checkedHash,
                                null,
                                AccountStore.LoginContext.DEFAULT))
                .done();
    }

    private @Nullable Session session(String id) {
        return store.ask(AccountStore.FIND_SESSION, new FindSession(id)).session();
    }

    private List<String> good(Instant at, String... ids) {
        return store.ask(AccountStore.VALID_SESSIONS, new FilterValidSessions(List.of(ids), at))
                .sessionIds();
    }

    private ChangedUser change(@Nullable String hash, @Nullable Boolean active, boolean unlock) {
        return store.ask(
                AccountStore.CHANGE_USER,
                new ChangeUser("Ann@X.org", hash == null ? null : new Secret(hash), active, unlock));
    }

    @Test
    void anEmailIsFoundHoweverItIsWritten() {
        User found = find(" ANN@x.ORG");
        assertNotNull(found);
        assertEquals("ann@x.org", found.email());
        assertEquals("hash of u1", found.passwordHash().value());
        assertNull(find("bob@x.org"));
    }

    @Test
    void anEmailIsTakenOnceAndTheFirstAccountIsFirstOnce() {
        assertFalse(add("u2", "ANN@x.org", false));
        assertFalse(add("u2", "bob@x.org", true));
        assertTrue(add("u2", "bob@x.org", false));
        assertEquals(
                2,
                store.ask(AccountStore.USERS, new AccountStore.ListUsers())
                        .users()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@x.org", "Nobody@x.org"})
    void theFifthAttemptLocksAndALockThatRanOutStartsFromZero(String email) {
        for (int i = 1; i <= 5; i++) {
            AttemptCounted attempted = attempt(email, T.plusSeconds(i));
            assertFalse(attempted.locked());
            assertEquals(i == 5 ? T.plusSeconds(5).plus(LOCK) : null, attempted.lockedUntil());
        }
        Instant until = T.plusSeconds(5).plus(LOCK);
        AttemptCounted sixth = attempt(email, until.minusMillis(1));
        assertTrue(sixth.locked());
        assertEquals(until, sixth.lockedUntil());

        for (int i = 0; i < 4; i++) {
            AttemptCounted after = attempt(email, until.plusSeconds(i));
            assertFalse(after.locked());
            assertNull(after.lockedUntil());
        }
        assertNotNull(attempt(email, until.plusSeconds(9)).lockedUntil());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@x.org", "nobody@x.org"})
    void attemptsAtTheSameTimeCannotPassTheLimit(String email) {
        List<Future<AttemptCounted>> all = IntStream.range(0, 50)
                .mapToObj(i -> store.bus.request(AccountStore.COUNT_ATTEMPT, new CountAttempt(email, T, 5, LOCK)))
                .toList();
        StoreFixture.get(Future.all(all));
        assertEquals(5, all.stream().filter(each -> !each.result().locked()).count());
    }

    @Test
    void aLockSurvivesARestart() {
        for (int i = 0; i < 5; i++) {
            attempt("ann@x.org", T);
            attempt("nobody@x.org", T);
        }
        reopen();
        assertTrue(attempt("ann@x.org", T).locked());
        assertTrue(attempt("nobody@x.org", T).locked());
    }

    @Test
    void aRightPasswordClearsTheCount() {
        attempt("ann@x.org", T);
        AttemptCounted second = attempt("ann@x.org", T);
        assertNotNull(second.user());
        assertEquals(2, second.user().failedAttempts());

        store.ask(
                AccountStore.OPEN_SESSION,
                new OpenSession(
                        "u1",
                        "s1",
                        "phone",
                        "print",
                        "r",
                        T,
                        T.plusSeconds(9),
                        new Secret("hash of u1"),
                        new Secret("better"),
                        AccountStore.LoginContext.DEFAULT));

        assertEquals(0, ann().failedAttempts());
        assertEquals(T, ann().lastLogin());
        assertEquals("better", ann().passwordHash().value());
    }

    @Test
    void aPasswordThatWasReplacedWhileItWasLookedAtOpensNothing() {
        assertTrue(change("newer", null, false).done());
        assertFalse(openSession("s1", T, new Secret("hash of u1")));
        assertNull(session("s1"));
        assertEquals("newer", ann().passwordHash().value());
    }

    @Test
    void aLockCanBeLookedAtWithoutCounting() {
        for (String email : List.of("ann@x.org", "nobody@x.org")) {
            assertNull(lock(email, T));
            for (int i = 0; i < 5; i++) {
                attempt(email, T);
            }
            assertEquals(T.plus(LOCK), lock(email, T));
            assertNull(lock(email, T.plus(LOCK)));
        }
    }

    private @Nullable Instant lock(String email, Instant at) {
        return store.ask(AccountStore.LOCK, new AccountStore.GetLock(email, at)).until();
    }

    @Test
    void unlockingClearsTheLock() {
        for (int i = 0; i < 5; i++) {
            attempt("ann@x.org", T);
        }
        assertTrue(change(null, null, true).done());
        assertFalse(attempt("ann@x.org", T).locked());
    }

    @Test
    void aRefreshHashIsReplacedOnlyByWhoKnowsIt() {
        openSession("s1", T);
        Instant at = T.plusSeconds(5);
        RotateSession rotate = new RotateSession("s1", "hash0", "hash0", "hash1", 1, at);
        assertTrue(store.ask(AccountStore.ROTATE_SESSION, rotate).done());
        assertFalse(store.ask(AccountStore.ROTATE_SESSION, rotate).done());

        Session session = session("s1");
        assertNotNull(session);
        assertEquals("hash1", session.refreshHash());
        assertEquals("hash0", session.previousRefreshHash());
        assertEquals(1, session.rotation());
        assertEquals(at, session.rotatedAt());
        assertEquals(at, session.lastActivity());
    }

    @Test
    void sessionsAreListedWhileTheyAreGoodNewestActivityFirst() {
        openSession("s1", T);
        openSession("s2", T.plusSeconds(1));
        openSession("s3", T.plusSeconds(2));
        store.ask(AccountStore.TOUCH_SESSION, new TouchSession("s1", T.plusSeconds(10)));
        store.ask(AccountStore.TOUCH_SESSION, new TouchSession("s3", T));
        assertEquals(List.of("s1", "s3", "s2"), list(T.plusSeconds(20)));
        assertEquals(List.of("s3", "s2"), list(T.plusSeconds(1_000)));

        assertFalse(store.ask(AccountStore.END_SESSION, new EndSession("s3", "u2", null))
                .done());
        assertTrue(store.ask(AccountStore.END_SESSION, new EndSession("s3", "u1", null))
                .done());
        assertFalse(store.ask(AccountStore.END_SESSION, new EndSession("s3", "u1", null))
                .done());
        assertTrue(store.ask(AccountStore.END_SESSION, new EndSession("s2", null, null))
                .done());
        assertEquals(List.of("s1"), list(T.plusSeconds(20)));
        assertEquals(List.of("s1"), good(T.plusSeconds(20), "s1", "s2", "s3", "nonsense"));
    }

    @Test
    void ofThoseThatWereMadeOrActiveAtTheSameTimeTheOrderOfWritingDecides() {
        assertTrue(add("u0", "bob@x.org", false));
        reopen();
        assertTrue(add("a", "cid@x.org", false));
        assertEquals(
                List.of("u1", "u0", "a"),
                store.ask(AccountStore.USERS, new AccountStore.ListUsers()).users().stream()
                        .map(User::userId)
                        .toList());
        for (String id : List.of("s2", "s3", "s1")) {
            openSession(id, T);
        }
        assertEquals(List.of("s1", "s3", "s2"), list(T));
        Session session = session("s2");
        assertNotNull(session);
        assertTrue(session.ofOwner());
    }

    @Test
    void aDeviceIsKnownByWhatItShowsAndForgottenWithItsSession() {
        AccountStore.LoginContext entrance = new AccountStore.LoginContext("key", null, false, null);
        store.ask(
                AccountStore.OPEN_SESSION,
                new OpenSession(
                        "u1", "s1", "phone", "print", "h", T, T.plusSeconds(9), ann().passwordHash(), null, entrance));
        assertEquals("key key", device(List.of("other", "key"), null, null));
        assertEquals("fingerprint print", device(List.of("other"), "print", "s1"));
        assertEquals("session s1", device(List.of(), null, "s1"));
        assertNull(device(List.of("other"), "another", "s2"));

        store.ask(AccountStore.END_SESSION, new EndSession("s1", "u1", null));
        assertNull(device(List.of("key"), "print", "s1"));
    }

    private @Nullable String device(List<String> keys, @Nullable String fingerprint, @Nullable String sessionId) {
        return store.ask(
                        AccountStore.KNOWN_DEVICE,
                        new AccountStore.FindKnownDevice("ann@x.org", keys, fingerprint, sessionId))
                .name();
    }

    @Test
    void anAttemptThatIsTakenBackDoesNotCount() {
        attempt("ann@x.org", T);
        attempt("ann@x.org", T);
        for (int left : List.of(1, 0, 0)) {
            store.ask(AccountStore.UNCOUNT_ATTEMPT, new AccountStore.UncountAttempt("u1", null, false));
            assertEquals(left, ann().failedAttempts());
        }
    }

    private List<String> list(Instant at) {
        return store.ask(AccountStore.SESSIONS, new ListSessions("u1", at)).sessions().stream()
                .map(Session::sessionId)
                .toList();
    }

    @Test
    void disablingAndANewPasswordEndAllSessions() {
        openSession("s1", T);
        openSession("s2", T);
        assertEquals(List.of("s1", "s2"), change("new hash", null, false).ended());
        assertEquals("new hash", ann().passwordHash().value());

        openSession("s3", T);
        assertEquals(List.of("s3"), change(null, false, false).ended());
        assertFalse(ann().active());
        assertFalse(openSession("s4", T));

        assertEquals(List.of(), change(null, true, false).ended());
        assertEquals(List.of(), good(T, "s1", "s2", "s3", "s4"));
    }

    @Test
    void changesToNobodyAreNotDone() {
        assertFalse(store.ask(AccountStore.CHANGE_USER, new ChangeUser("no@x", null, true, true))
                .done());
        assertFalse(store.ask(AccountStore.REMOVE_USER, new RemoveUser("no@x")).done());
    }

    @Test
    void removingAnAccountRemovesAllThatHangsOnIt() {
        openSession("s1", T);
        store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("m1", "u1", "hi", null, T));

        assertEquals(
                List.of("s1"),
                store.ask(AccountStore.REMOVE_USER, new RemoveUser("ann@x.org")).ended());

        assertNull(find("ann@x.org"));
        assertNull(session("s1"));
        assertEquals(
                List.of(),
                store.ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                        .open());
    }
}
