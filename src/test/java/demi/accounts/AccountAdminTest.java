package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Action;
import demi.api.AccountsApi.ManageAccount;
import demi.api.AccountsApi.RefusalReason;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountAdminTest {

    private static final String BOB = "bob@example.org";

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void addedAccountCanLogInAndIsListed() {
        door.ask(AccountsApi.MANAGE, new ManageAccount(Action.ADD, " BOB@example.org ", "Bobby", PASSWORD));
        granted(door.login(BOB, PASSWORD));
        List<AccountsApi.Account> all =
                door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts()).accounts();
        assertEquals(
                List.of("ann", "Bobby"),
                all.stream().map(AccountsApi.Account::username).toList());
        assertNotNull(all.get(1).lastLogin());
        assertNull(all.get(0).lastLogin());
    }

    @Test
    void takenEmailIsInvalid() {
        invalid(Action.ADD, "Ann@Example.org", PASSWORD);
        door.enter();
    }

    @ParameterizedTest
    @MethodSource("demi.accounts.PasswordTest#bad")
    void passwordThatDoesNotFitTheRulesIsNotSet(String password, String sentence) {
        String added = invalid(Action.ADD, BOB, new Secret(password));
        assertTrue(added.contains(sentence), added);
        assertEquals(added, invalid(Action.PASSWORD, EMAIL, new Secret(password)));
        door.enter();
    }

    @ParameterizedTest
    @MethodSource("demi.accounts.PasswordTest#good")
    void passwordAtTheEdgesIsSet(String password) {
        door.manage(Action.PASSWORD, EMAIL, new Secret(password));
        granted(door.login(EMAIL, new Secret(password)));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, PASSWORD));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, new Secret(password + "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.org", " Bob@Example.ORG "})
    void ownEmailIsNoPassword(String password) {
        assertTrue(invalid(Action.ADD, BOB, new Secret(password)).contains("e-mail"));
        door.manage(Action.PASSWORD, EMAIL, new Secret(password));
    }

    @Test
    void passwordIsNeeded() {
        invalid(Action.ADD, BOB, null);
        invalid(Action.PASSWORD, EMAIL, null);
    }

    @Test
    void newPasswordEndsTheSessionsAndUnlocks() {
        AccountsApi.Tokens tokens = door.enter();
        lockOut();
        Secret next = new Secret("battery staple");
        door.manage(Action.PASSWORD, EMAIL, next);
        assertNull(door.caller(tokens.accessToken()));
        await().until(() -> door.ended.contains(List.of(tokens.sessionId())));
        granted(door.login(EMAIL, next));
    }

    @Test
    void unlockOpensALockedAccount() {
        lockOut();
        var locked = door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts())
                .accounts()
                .get(0);
        assertNotNull(locked.lockedUntil());
        door.manage(Action.UNLOCK, EMAIL, null);
        door.enter();
    }

    @Test
    void removedAccountIsGoneWithItsSessions() {
        AccountsApi.Tokens tokens = door.enter();
        door.manage(Action.REMOVE, EMAIL, null);
        assertNull(door.caller(tokens.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(tokens.refreshToken()));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, PASSWORD));
        await().until(() -> door.ended.contains(List.of(tokens.sessionId())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"ADD"},
            mode = EnumSource.Mode.EXCLUDE)
    void unknownAccountIsNotFound(Action action) {
        Failure failure =
                door.failure(AccountsApi.MANAGE, new ManageAccount(action, "nobody@example.org", null, PASSWORD));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
    }

    private void lockOut() {
        for (int i = 0; i < 5; i++) {
            refused(RefusalReason.WRONG_CREDENTIALS, door.login(EMAIL, WRONG));
        }
        refused(RefusalReason.LOCKED, door.login(EMAIL, PASSWORD));
    }

    private String invalid(Action action, String email, @Nullable Secret password) {
        Failure failure = door.failure(AccountsApi.MANAGE, new ManageAccount(action, email, null, password));
        assertEquals(Failure.Code.INVALID, failure.code());
        return String.valueOf(failure.getMessage());
    }
}
