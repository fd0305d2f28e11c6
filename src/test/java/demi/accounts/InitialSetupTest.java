package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AccountsApi.RefusalReason;
import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitialSetupTest {

    private static final Secret GUESS = new Secret("AAAAAAAAAAAAAAAAAAAAAA");

    @Test
    void codeMakesTheFirstAccountAndIsGone() {
        try (AccountsFixture door = AccountsFixture.open()) {
            Secret code = code(door);
            AccountsApi.Tokens tokens = granted(setup(door, code, EMAIL, PASSWORD));
            assertNotNull(door.caller(tokens.accessToken()));
            assertEquals("ann", door.user(EMAIL).username());
            assertNull(codeOrNull(door));
            refused(RefusalReason.BAD_CODE, setup(door, code, "bob@example.org", PASSWORD));
            door.enter();
        }
    }

    @Test
    void aLinkThatWasUsedSaysSoAndAWrongOneDoesNot() {
        try (AccountsFixture door = AccountsFixture.open()) {
            Secret code = code(door);
            AccountsApi.Refused wrong =
                    assertInstanceOf(AccountsApi.Refused.class, setup(door, GUESS, EMAIL, PASSWORD));
            assertFalse(wrong.sentence().contains("used"), wrong.sentence());
            granted(setup(door, code, EMAIL, PASSWORD));
            for (Secret any : List.of(code, GUESS)) {
                AccountsApi.Refused used =
                        assertInstanceOf(AccountsApi.Refused.class, setup(door, any, "bob@example.org", PASSWORD));
                assertTrue(used.sentence().contains("has been used"), used.sentence());
            }
        }
    }

    @Test
    void codeIsLongRandomAndFitsIntoAUrl() {
        try (AccountsFixture one = AccountsFixture.open();
                AccountsFixture two = AccountsFixture.open()) {
            assertTrue(code(one).value().matches("[A-Za-z0-9_-]{22}"));
            assertNotEquals(code(one), code(two));
        }
    }

    @Test
    void wrongCodeMakesNothingAndGuessesAreLimited() {
        try (AccountsFixture door = AccountsFixture.open()) {
            for (int i = 0; i < 30; i++) {
                refused(RefusalReason.BAD_CODE, setup(door, GUESS, EMAIL, PASSWORD));
            }
            assertEquals(
                    60,
                    refused(RefusalReason.TOO_MANY_ATTEMPTS, setup(door, code(door), EMAIL, PASSWORD))
                            .retryAfterSeconds());
            assertEquals(
                    0,
                    door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts())
                            .accounts()
                            .size());
        }
    }

    @Test
    void badInputKeepsTheCode() {
        try (AccountsFixture door = AccountsFixture.open()) {
            refused(RefusalReason.BAD_INPUT, setup(door, code(door), EMAIL, new Secret("short")));
            refused(RefusalReason.BAD_INPUT, setup(door, code(door), "ann", PASSWORD));
            granted(setup(door, code(door), EMAIL, PASSWORD));
        }
    }

    @Test
    void codeUsedTwiceAtOnceMakesOneAccount() {
        try (AccountsFixture door = AccountsFixture.open()) {
            Secret code = code(door);
            List<Future<AccountsApi.LoginResult>> asked = IntStream.range(0, 5)
                    .mapToObj(i ->
                            door.bus.request(AccountsApi.SETUP, setupOf(code, "ann" + i + "@example.org", PASSWORD)))
                    .toList();
            long entered = asked.stream()
                    .map(AccountsFixture::await)
                    .filter(AccountsApi.Granted.class::isInstance)
                    .count();
            assertEquals(1, entered);
        }
    }

    @Test
    void accountMadeElsewhereKillsTheCode() {
        try (AccountsFixture door = AccountsFixture.open()) {
            Secret code = code(door);
            door.manage(AccountsApi.Action.ADD, EMAIL, PASSWORD);
            refused(RefusalReason.BAD_CODE, setup(door, code, "bob@example.org", PASSWORD));
            assertNull(codeOrNull(door));
        }
    }

    @Test
    void noCodeWhereThereIsAnAccount() {
        try (AccountsFixture door = AccountsFixture.withAnn()) {
            door.restart();
            assertNull(codeOrNull(door));
            refused(RefusalReason.BAD_CODE, setup(door, new Secret(""), "bob@example.org", PASSWORD));
        }
    }

    @Test
    void settingsMakeTheFirstAccountInsteadOfACode() {
        try (AccountsFixture door = AccountsFixture.open(AccountsFixture.settings(" Ann@example.org", PASSWORD, 30))) {
            door.enter();
            assertNull(codeOrNull(door));
            door.start(AccountsFixture.settings("bob@example.org", PASSWORD, 30));
            assertEquals(
                    1,
                    door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts())
                            .accounts()
                            .size());
        }
    }

    @Test
    void settingsWithAnUnusableAccountAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> AccountsFixture.settings("ann", PASSWORD, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "          ", "Ann@Example.org", "short"})
    void aGuessablePasswordOfTheSettingsMakesNoAccount(String password) {
        try (AccountsFixture door = AccountsFixture.closed()) {
            AccountsSettings settings = AccountsFixture.settings(EMAIL, new Secret(password), 30);
            var thrown = assertThrows(CompletionException.class, () -> door.start(settings));
            Failure failure = assertInstanceOf(Failure.class, thrown.getCause());
            assertTrue(failure.sentence().contains("DEMI_ADMIN_PASSWORD"), failure::sentence);
            assertFalse(failure.sentence().contains(password), "it tells no secret");
            door.start(AccountsFixture.settings(null, null, 30));
            assertEquals(
                    0,
                    door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts())
                            .accounts()
                            .size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "          ", "Ann@Example.org"})
    void anOldPasswordOfTheSettingsStopsNoStartWhereThereIsAnAccount(String password) {
        try (AccountsFixture door = AccountsFixture.withAnn()) {
            door.restart(AccountsFixture.settings(EMAIL, new Secret(password), 30));
            door.enter();
            assertNull(codeOrNull(door));
        }
    }

    private static Secret code(AccountsFixture door) {
        Secret code = codeOrNull(door);
        assertNotNull(code);
        return code;
    }

    private static @Nullable Secret codeOrNull(AccountsFixture door) {
        return door.ask(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode()).code();
    }

    private static AccountsApi.LoginResult setup(AccountsFixture door, Secret code, String email, Secret password) {
        return door.ask(AccountsApi.SETUP, setupOf(code, email, password));
    }

    private static AccountsApi.Setup setupOf(Secret code, String email, Secret password) {
        return new AccountsApi.Setup(code, email, null, password, "Browser", "192.0.2.1");
    }
}
