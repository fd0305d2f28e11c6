package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.AccountsApi;
import demi.api.AccountsApi.DeviceProof;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.ChangePassword;
import demi.api.OwnAccountsApi.ChangeProfile;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.value.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnAccountTest {

    private static final Secret NEXT = new Secret("battery staple");

    private final AccountsFixture door = AccountsFixture.withAnn();
    private final AccountsApi.Tokens phone = door.enter();
    private final AccountsApi.Tokens browser = door.enter();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        done(change(PASSWORD, NEXT, true));
        assertNotNull(door.caller(browser.accessToken()));
        assertNull(door.caller(phone.accessToken()));
        await().until(() -> door.ended.contains(List.of(phone.sessionId())));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, PASSWORD));
        granted(door.login(EMAIL, NEXT));
        told(Kind.PASSWORD_CHANGED, browser.sessionId());
    }

    @Test
    void theOtherSessionsStayWhereThatIsWished() {
        done(change(PASSWORD, NEXT, false));
        assertNotNull(door.caller(phone.accessToken()));
        granted(door.login(EMAIL, NEXT));
    }

    @ParameterizedTest
    @MethodSource("demi.accounts.PasswordTest#bad")
    void aBadPasswordIsRefusedWithTheSameSentenceAsEverywhere(String password, String sentence) {
        AccountsApi.Refused refused = refusal(RefusalReason.BAD_INPUT, change(PASSWORD, new Secret(password), true));
        assertEquals(true, refused.sentence().contains(sentence), refused.sentence());
        door.enter();
    }

    @Test
    void theOldPasswordIsAskedForAndFiveWrongOnesLock() {
        for (int i = 0; i < 5; i++) {
            refusal(RefusalReason.WRONG_PASSWORD, change(WRONG, NEXT, true));
        }
        assertEquals(
                900, refusal(RefusalReason.LOCKED, change(PASSWORD, NEXT, true)).retryAfterSeconds());
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
        told(Kind.LOCKED, null);
        door.pass(Duration.ofMinutes(15));
        done(change(PASSWORD, NEXT, true));
    }

    @Test
    void aRightOneClearsTheCountUnlessOthersHaveLockedTheAccount() {
        for (int i = 0; i < 3; i++) {
            refusal(RefusalReason.WRONG_PASSWORD, change(WRONG, NEXT, true));
            done(change(PASSWORD, PASSWORD, false));
        }
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG, "198.51.100.1"));
        }
        done(change(PASSWORD, NEXT, false));
        refused(RefusalReason.LOCKED, door.login(EMAIL, NEXT, "198.51.100.1"));
    }

    @Test
    void nameAndEmailAreChanged() {
        done(profile("Annabel", null, null));
        assertEquals("Annabel", door.user(EMAIL).username());
        refusal(RefusalReason.BAD_INPUT, profile(null, "new@example.org", null));
        refusal(RefusalReason.WRONG_PASSWORD, profile(null, "new@example.org", WRONG));
        done(profile("Ann", " New@Example.org ", PASSWORD));
        granted(door.login("new@example.org", PASSWORD));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, PASSWORD));
        assertEquals("new@example.org", door.callerOf(browser).email());
        told(Kind.EMAIL_CHANGED, browser.sessionId());
        var shown = door.ask(OwnAccountsApi.PROFILE, new OwnAccountsApi.GetProfile(door.callerOf(browser)));
        assertEquals("new@example.org Ann false", shown.email() + " " + shown.username() + " " + shown.secondFactor());
    }

    @Test
    void anEmailThatIsTakenOrNoneIsRefused() {
        door.manage(AccountsApi.Action.ADD, "bob@example.org", PASSWORD);
        refusal(RefusalReason.CONFLICT, profile(null, "Bob@example.org", PASSWORD));
        for (String email : List.of("nothing", "a@b@c")) {
            refusal(RefusalReason.BAD_INPUT, profile(null, email, PASSWORD));
        }
        refusal(RefusalReason.BAD_INPUT, profile("x".repeat(101), null, null));
        door.enter();
        done(profile(null, EMAIL.toUpperCase(java.util.Locale.ROOT), null));
    }

    @Test
    void allOtherSessionsEndTogether() {
        AccountsApi.Tokens third = door.enter();
        door.manage(AccountsApi.Action.ADD, "bob@example.org", PASSWORD);
        AccountsApi.Tokens bob = granted(door.login("bob@example.org", PASSWORD));
        assertEquals(
                2,
                door.ask(OwnAccountsApi.END_OTHER_SESSIONS, new OwnAccountsApi.EndOtherSessions(door.callerOf(browser)))
                        .count());
        assertNull(door.caller(phone.accessToken()));
        assertNull(door.caller(third.accessToken()));
        assertNotNull(door.caller(browser.accessToken()));
        assertNotNull(door.caller(bob.accessToken()));
        await().until(() -> door.ended.stream().anyMatch(ended -> ended.size() == 2));
    }

    @Test
    void aNewDeviceIsToldOfAndAKnownOneIsNot() {
        AccountsApi.Granted entry = assertInstanceOf(AccountsApi.Granted.class, door.login(EMAIL, PASSWORD));
        told(Kind.NEW_DEVICE, entry.tokens().sessionId());
        int before = door.noticed.size();
        granted(door.loginWith(new DeviceProof(entry.deviceKey(), null), PASSWORD));
        done(profile("Ann", null, null));
        assertEquals(before, door.noticed.size());
        var kept = door.ask(
                        OwnAccountsApi.NOTICES,
                        new OwnAccountsApi.ListNotices(entry.tokens().userId()))
                .notices();
        assertEquals(3, kept.size());
        assertEquals("Pixel 9", kept.get(0).deviceName());
        assertEquals(door.now(), kept.get(0).at());
    }

    private Outcome change(Secret current, Secret next, boolean endOthers) {
        var change = new ChangePassword(door.callerOf(browser), current, next, endOthers);
        return door.ask(OwnAccountsApi.CHANGE_PASSWORD, change);
    }

    private Outcome profile(@Nullable String name, @Nullable String email, @Nullable Secret password) {
        var change = new ChangeProfile(door.callerOf(browser), name, email, password);
        return door.ask(OwnAccountsApi.CHANGE_PROFILE, change);
    }

    private void told(Kind kind, @Nullable String sessionId) {
        await().until(() -> door.noticed.stream()
                .map(OwnAccountsApi.NoticeAdded::notice)
                .anyMatch(notice -> notice.kind() == kind && java.util.Objects.equals(notice.sessionId(), sessionId)));
    }

    private static void done(Outcome outcome) {
        assertInstanceOf(OwnAccountsApi.Changed.class, outcome, outcome::toString);
    }

    private static AccountsApi.Refused refusal(RefusalReason why, Outcome outcome) {
        return refused(why, assertInstanceOf(AccountsApi.Refused.class, outcome));
    }
}
