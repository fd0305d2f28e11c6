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
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.accounts.secret.RandomCodes;
import demi.api.AccountsApi;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.store.FactorStore;
import demi.api.store.MessageStore;
import demi.api.value.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How somebody ends their own account. */
class AccountRemovalTest {

    private static final String BOB = "bob@example.org";
    private static final Secret RECOVERY = new Secret("aaaaa-bbbbb-ccccc");

    private final AccountsFixture door = AccountsFixture.withAnn();
    private AccountsApi.@Nullable Tokens bob;

    @BeforeEach
    void addBob() {
        door.manage(AccountsApi.Action.ADD, BOB, PASSWORD);
        bob = granted(door.login(BOB, PASSWORD));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void everythingOfTheirsGoesAndTheirSessionsEnd() {
        AccountsApi.Tokens phone = granted(door.login(BOB, PASSWORD));
        AccountsApi.Caller caller = door.callerOf(bob());
        door.ask(
                MessageStore.ADD_MESSAGE,
                new MessageStore.AddMessage("m1", caller.userId(), "hello", null, door.now()));
        assertInstanceOf(OwnAccountsApi.Changed.class, remove(caller, PASSWORD, null));
        assertNull(door.caller(bob().accessToken()));
        assertNull(door.caller(phone.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(phone.refreshToken()));
        await().until(() -> door.ended.stream().anyMatch(each -> each.size() == 2 && each.contains(phone.sessionId())));
        refused(RefusalReason.WRONG_CREDENTIALS, door.login(BOB, PASSWORD));
        assertTrue(door.ask(MessageStore.HISTORY, new MessageStore.GetHistory(caller.userId(), 9, 0, null))
                .messages()
                .isEmpty());
        door.manage(AccountsApi.Action.ADD, BOB, PASSWORD);
        granted(door.login(BOB, PASSWORD));
    }

    @Test
    void wrongPasswordsCountAsEverywhere() {
        AccountsApi.Caller caller = door.callerOf(bob());
        for (int i = 0; i < 5; i++) {
            refusal(RefusalReason.WRONG_PASSWORD, remove(caller, WRONG, null));
        }
        assertEquals(
                900,
                refusal(RefusalReason.LOCKED, remove(caller, PASSWORD, null)).retryAfterSeconds());
        assertNotNull(door.caller(bob().accessToken()));
        door.pass(Duration.ofMinutes(15));
        assertInstanceOf(OwnAccountsApi.Changed.class, remove(caller, PASSWORD, null));
    }

    @Test
    void aSecondFactorIsAskedForAndWrongCodesCount() {
        AccountsApi.Caller caller = door.callerOf(bob());
        turnOnFactor(caller);
        refusal(RefusalReason.CODE_NEEDED, remove(caller, PASSWORD, null));
        refusal(RefusalReason.CODE_NEEDED, remove(caller, PASSWORD, null));
        for (int i = 0; i < 5; i++) {
            refusal(RefusalReason.WRONG_PASSWORD, remove(caller, PASSWORD, new Secret("000000x")));
        }
        refusal(RefusalReason.LOCKED, remove(caller, PASSWORD, RECOVERY));
        door.pass(Duration.ofMinutes(15));
        assertInstanceOf(OwnAccountsApi.Changed.class, remove(caller, PASSWORD, RECOVERY));
        assertNull(door.caller(bob().accessToken()));
    }

    @Test
    void theOwnersGoesAsTheLastOfTheHouse() {
        AccountsApi.Tokens ann = door.enter();
        AccountsApi.Caller owner = door.callerOf(ann);
        // Nobody has to give a password to learn that.
        for (int i = 0; i < 9; i++) {
            refusal(RefusalReason.CONFLICT, remove(owner, WRONG, null));
        }
        assertInstanceOf(OwnAccountsApi.Changed.class, remove(door.callerOf(bob()), PASSWORD, null));
        assertInstanceOf(OwnAccountsApi.Changed.class, remove(owner, PASSWORD, null));
        assertNull(door.caller(ann.accessToken()));
        door.restart();
        assertNotNull(
                door.ask(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode()).code());
    }

    @Test
    void whoIsDisabledMeanwhileIsNotRemoved() {
        AccountsApi.Caller caller = door.callerOf(bob());
        door.manage(AccountsApi.Action.DISABLE, BOB, null);
        refusal(RefusalReason.CONFLICT, remove(caller, PASSWORD, null));
        assertNotNull(door.user(BOB));
        assertNotNull(door.user(EMAIL));
    }

    private void turnOnFactor(AccountsApi.Caller caller) {
        Secret secret = new Secret("3132333435363738393031323334353637383930");
        door.ask(FactorStore.BEGIN_FACTOR, new FactorStore.BeginFactor(caller.userId(), secret));
        String hash = RandomCodes.RECOVERY.hash(RECOVERY.value()).orElseThrow();
        door.ask(
                FactorStore.CONFIRM_FACTOR,
                new FactorStore.ConfirmFactor(caller.userId(), secret, 0, door.now(), List.of(hash)));
    }

    private AccountsApi.Tokens bob() {
        AccountsApi.Tokens tokens = bob;
        assertNotNull(tokens);
        return tokens;
    }

    private Outcome remove(AccountsApi.Caller caller, Secret password, @Nullable Secret code) {
        return door.ask(OwnAccountsApi.REMOVE_ACCOUNT, new OwnAccountsApi.RemoveAccount(caller, password, code));
    }

    private static AccountsApi.Refused refusal(RefusalReason why, Outcome outcome) {
        return refused(why, assertInstanceOf(AccountsApi.Refused.class, outcome));
    }
}
