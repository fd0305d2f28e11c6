package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import demi.accounts.secret.Totp;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.AppPasswordCreated;
import demi.api.OwnAccountsApi.FactorBegun;
import demi.api.OwnAccountsApi.FactorConfirmed;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorTest {

    private static final Secret NO_CODE = new Secret("not a code");

    private final AccountsFixture door = AccountsFixture.withAnn();
    private final AccountsApi.Tokens browser = door.enter();

    @AfterEach
    void close() {
        door.close();
    }

    /** Appendix B of RFC 6238, whose codes have eight digits: six are the end of them. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037"})
    void codesAreThoseOfTheRfc(long second, String code) {
        Secret secret =
                new Secret(HexFormat.of().formatHex("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(OptionalLong.of(second / 30), new Totp().step(secret, code, Instant.ofEpochSecond(second), 0));
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.base32(secret).value());
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"66,MY", "666f,MZXQ", "666f6f,MZXW6", "666f6f62,MZXW6YQ", "666f6f6261,MZXW6YTB"})
    void secretsAreWrittenInBase32(String hex, String text) {
        assertEquals(text, Totp.base32(new Secret(hex)).value());
    }

    @Test
    void aCodeIsNeededOnceItWasConfirmedAndNotBefore() {
        FactorBegun begun = begin();
        assertTrue(begun.uri().value().startsWith("otpauth://totp/Demi:ann%40example.org?secret="));
        granted(door.login(EMAIL, PASSWORD));
        refusal(RefusalReason.BAD_CODE, confirm(NO_CODE));
        granted(door.login(EMAIL, PASSWORD));
        assertEquals(10, on(begun).size());
        refused(RefusalReason.CODE_NEEDED, door.login(EMAIL, PASSWORD));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG));
        door.pass(Duration.ofSeconds(30));
        granted(door.loginWith(PASSWORD, code(begun)));
        assertNotNull(door.caller(browser.accessToken()));
    }

    @Test
    void aCodeIsGoodOnceAndAStepAround() {
        FactorBegun begun = begin();
        Secret confirmed = code(begun);
        on(begun);
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, confirmed));
        door.pass(Duration.ofSeconds(60));
        Secret code = code(begun);
        door.pass(Duration.ofSeconds(30));
        Secret newer = code(begun);
        granted(door.loginWith(PASSWORD, newer));
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, newer));
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, code));
        door.pass(Duration.ofMinutes(10));
        Secret old = code(begun);
        door.pass(Duration.ofSeconds(60));
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, old));
        granted(door.loginWith(PASSWORD, new Secret(" " + code(begun).value().replaceFirst("(...)", "$1 "))));
    }

    @Test
    void ofManyThatComeAtOnceWithOneCodeOneGetsIn() {
        FactorBegun begun = begin();
        on(begun);
        door.pass(Duration.ofSeconds(30));
        Secret code = code(begun);
        List<Future<LoginResult>> all = IntStream.range(0, 4)
                .mapToObj(i -> door.bus.request(
                        AccountsApi.LOGIN,
                        new AccountsApi.Login(
                                EMAIL, PASSWORD, "x", null, "192.0.2.1", AccountsApi.DeviceProof.NONE, "", code)))
                .toList();
        assertEquals(
                1,
                all.stream()
                        .map(AccountsFixture::await)
                        .filter(AccountsApi.Granted.class::isInstance)
                        .count());
    }

    @Test
    void wrongCodesLockAsWrongPasswordsDo() {
        FactorBegun begun = begin();
        on(begun);
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, new Secret("00000" + i)));
        }
        door.pass(Duration.ofSeconds(60));
        refused(RefusalReason.LOCKED, door.loginWith(PASSWORD, code(begun)));
    }

    /** Nor does it clear what wrong ones have counted. */
    @Test
    void theRightPasswordWithoutACodeIsNoWrongOne() {
        FactorBegun begun = begin();
        on(begun);
        for (int i = 0; i < 4; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, new Secret("00000" + i)));
        }
        for (int i = 0; i < 10; i++) {
            refused(RefusalReason.CODE_NEEDED, door.login(EMAIL, PASSWORD));
        }
        assertEquals(4, door.user(EMAIL).failedAttempts());
        assertNull(door.user(EMAIL).lockedUntil());
        assertEquals(
                List.of(),
                door.noticed.stream()
                        .filter(notice -> notice.notice().kind() == OwnAccountsApi.Kind.LOCKED)
                        .toList());
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, new Secret("000005")));
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
    }

    @Test
    void theRightPasswordWithoutACodeShutsNoAddressOut() {
        on(begin());
        for (int i = 0; i < 201; i++) {
            door.pass(Duration.ofSeconds(2));
            refused(RefusalReason.CODE_NEEDED, door.login(EMAIL, PASSWORD));
        }
    }

    @Test
    void aKnownDeviceWithoutACodeUsesUpNoneOfItsTries() {
        FactorBegun begun = begin();
        on(begun);
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG, "198.51.100.1"));
        }
        var proof = new AccountsApi.DeviceProof(null, browser.accessToken());
        for (int i = 0; i < 10; i++) {
            refused(RefusalReason.CODE_NEEDED, door.loginWith(proof, PASSWORD));
        }
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD, "198.51.100.1"));
    }

    /** Somebody with a password and an open session has no more guesses at codes than others. */
    @Test
    void whatThePasswordAloneOpensClearsNoWrongCodes() {
        on(begin());
        for (int i = 0; i < 4; i++) {
            refusal(RefusalReason.WRONG_PASSWORD, end(PASSWORD, NO_CODE));
        }
        add("Phone");
        refusal(RefusalReason.WRONG_PASSWORD, end(PASSWORD, NO_CODE));
        refusal(RefusalReason.LOCKED, end(PASSWORD, NO_CODE));
    }

    @Test
    void aPasswordForAnAppClearsNoFailuresOfItsDevice() {
        AppPasswordCreated phone = add("Phone");
        var proof = new AccountsApi.DeviceProof(null, browser.accessToken());
        for (int round = 0; round < 4; round++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(proof, WRONG));
            granted(door.loginWith(proof, phone.appPassword()));
        }
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(proof, WRONG));
        refused(RefusalReason.LOCKED, door.loginWith(proof, phone.appPassword()));
        door.manage(AccountsApi.Action.UNLOCK, EMAIL, null);
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG, "198.51.100.1"));
        }
        for (int round = 0; round < 4; round++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(proof, WRONG));
            granted(door.loginWith(proof, phone.appPassword()));
        }
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(proof, WRONG));
        refused(RefusalReason.LOCKED, door.loginWith(proof, PASSWORD));
    }

    @Test
    void aDeviceWhosePasswordForAnAppIsRevokedIsNotKnownAnyMore() {
        AppPasswordCreated phone = add("Phone");
        var onPhone = assertInstanceOf(AccountsApi.Granted.class, door.login(EMAIL, phone.appPassword()));
        assertTrue(remove(phone));
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG, "198.51.100.1"));
        }
        refused(RefusalReason.LOCKED, door.loginWith(new AccountsApi.DeviceProof(onPhone.deviceKey(), null), PASSWORD));
    }

    @Test
    void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
        List<Secret> codes = on(begin());
        String first = codes.get(0).value();
        granted(door.loginWith(
                PASSWORD, new Secret(first.toUpperCase(java.util.Locale.ROOT).replace("-", " "))));
        refused(RefusalReason.WRONG_CREDENTIALS, door.loginWith(PASSWORD, new Secret(first)));
        granted(door.loginWith(PASSWORD, codes.get(9)));
        var profile = door.ask(OwnAccountsApi.PROFILE, new OwnAccountsApi.GetProfile(caller()));
        assertTrue(profile.secondFactor());
        assertEquals(8, profile.recoveryCodes());
    }

    @Test
    void whoEndsItNeedsPasswordAndCode() {
        FactorBegun begun = begin();
        List<Secret> codes = on(begun);
        refusal(RefusalReason.WRONG_PASSWORD, end(WRONG, codes.get(0)));
        refusal(RefusalReason.WRONG_PASSWORD, end(PASSWORD, NO_CODE));
        assertInstanceOf(OwnAccountsApi.Changed.class, end(PASSWORD, codes.get(0)));
        granted(door.login(EMAIL, PASSWORD));
        assertNotEquals(begun.secret(), begin().secret());
    }

    @Test
    void codesThatConfirmAreFewInAMinute() {
        refusal(RefusalReason.CONFLICT, confirm(NO_CODE));
        FactorBegun begun = begin();
        for (int i = 0; i < 5; i++) {
            refusal(RefusalReason.BAD_CODE, confirm(NO_CODE));
        }
        var refused = assertInstanceOf(AccountsApi.Refused.class, confirm(code(begun)));
        assertEquals(RefusalReason.TOO_MANY_ATTEMPTS, refused.reasonCode());
        assertEquals(60, refused.retryAfterSeconds());
        door.pass(Duration.ofMinutes(1));
        on(begun);
    }

    @Test
    void oneThatIsOnCannotBeBegunAnew() {
        on(begin());
        refusal(
                RefusalReason.CONFLICT,
                door.ask(OwnAccountsApi.BEGIN_FACTOR, new OwnAccountsApi.BeginFactor(caller(), PASSWORD)));
        refusal(RefusalReason.CONFLICT, confirm(NO_CODE));
    }

    @Test
    void theOwnerEndsItForWhoHasLostIt() {
        on(begin());
        door.manage(AccountsApi.Action.RESET_FACTOR, EMAIL, null);
        granted(door.login(EMAIL, PASSWORD));
        var again = new AccountsApi.ManageAccount(AccountsApi.Action.RESET_FACTOR, EMAIL, null, null);
        assertEquals(
                Failure.Code.INVALID, door.failure(AccountsApi.MANAGE, again).code());
    }

    @Test
    void aPasswordForAnAppNeedsNoCodeAndIsRevokedWithItsSessions() {
        on(begin());
        AppPasswordCreated phone = add("Phone");
        AppPasswordCreated tablet = add("Tablet");
        AccountsApi.Tokens onPhone = granted(door.login(EMAIL, phone.appPassword()));
        AccountsApi.Tokens onTablet = granted(
                door.login(EMAIL, new Secret(tablet.appPassword().value().replace("-", ""))));
        var list = door.ask(OwnAccountsApi.APP_PASSWORDS, new OwnAccountsApi.ListAppPasswords(caller()))
                .appPasswords();
        assertEquals(
                List.of("Phone", "Tablet"),
                list.stream().map(OwnAccountsApi.AppPassword::name).toList());
        assertNotNull(list.get(0).lastUsed());
        assertTrue(remove(phone));
        assertEquals(false, remove(phone));
        assertNull(door.caller(onPhone.accessToken()));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, phone.appPassword()));
        assertNotNull(door.caller(onTablet.accessToken()));
        assertNotNull(door.caller(browser.accessToken()));
    }

    @Test
    void aPasswordForAnAppOpensNobodyElsesAccountAndIsNotTheAccounts() {
        AppPasswordCreated made = add("Phone");
        door.manage(AccountsApi.Action.ADD, "bob@example.org", PASSWORD);
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("bob@example.org", made.appPassword()));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login("nobody@example.org", made.appPassword()));
        var add = new OwnAccountsApi.AddAppPassword(caller(), made.appPassword(), "Another");
        refusal(RefusalReason.WRONG_PASSWORD, door.ask(OwnAccountsApi.ADD_APP_PASSWORD, add));
        refusal(
                RefusalReason.BAD_INPUT,
                door.ask(OwnAccountsApi.ADD_APP_PASSWORD, new OwnAccountsApi.AddAppPassword(caller(), PASSWORD, "  ")));
    }

    @Test
    void anotherPasswordOfTheAccountEndsThoseForApps() {
        AppPasswordCreated made = add("Phone");
        var change = new OwnAccountsApi.ChangePassword(caller(), PASSWORD, new Secret("battery staple"), true);
        assertInstanceOf(OwnAccountsApi.Changed.class, door.ask(OwnAccountsApi.CHANGE_PASSWORD, change));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, made.appPassword()));
    }

    private Caller caller() {
        return door.callerOf(browser);
    }

    private FactorBegun begin() {
        var begin = new OwnAccountsApi.BeginFactor(caller(), PASSWORD);
        return assertInstanceOf(FactorBegun.class, door.ask(OwnAccountsApi.BEGIN_FACTOR, begin));
    }

    private Outcome confirm(Secret code) {
        return door.ask(OwnAccountsApi.CONFIRM_FACTOR, new OwnAccountsApi.ConfirmFactor(caller(), code));
    }

    private List<Secret> on(FactorBegun begun) {
        return assertInstanceOf(FactorConfirmed.class, confirm(code(begun))).recoveryCodes();
    }

    private Outcome end(Secret password, Secret code) {
        return door.ask(OwnAccountsApi.END_FACTOR, new OwnAccountsApi.EndFactor(caller(), password, code));
    }

    private AppPasswordCreated add(String name) {
        var add = new OwnAccountsApi.AddAppPassword(caller(), PASSWORD, name);
        return assertInstanceOf(AppPasswordCreated.class, door.ask(OwnAccountsApi.ADD_APP_PASSWORD, add));
    }

    private boolean remove(AppPasswordCreated made) {
        var remove =
                new OwnAccountsApi.RemoveAppPassword(caller(), made.secret().id());
        return door.ask(OwnAccountsApi.REMOVE_APP_PASSWORD, remove).found();
    }

    private static void refusal(RefusalReason why, Outcome outcome) {
        refused(why, assertInstanceOf(AccountsApi.Refused.class, outcome));
    }

    /** What the person's app shows now, computed from what it was given. */
    private Secret code(FactorBegun begun) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        String text = begun.secret().value();
        byte[] key = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < key.length * 8; bit++) {
            int five = alphabet.indexOf(text.charAt(bit / 5));
            key[bit / 8] |= (byte) ((five >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }
        try {
            var generator = new TimeBasedOneTimePasswordGenerator();
            return new Secret(generator.generateOneTimePasswordString(
                    new SecretKeySpec(key, generator.getAlgorithm()), door.now()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
