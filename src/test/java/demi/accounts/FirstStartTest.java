package demi.accounts;

import static demi.accounts.Door.EMAIL;
import static demi.accounts.Door.PASSWORD;
import static demi.accounts.Door.granted;
import static demi.accounts.Door.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Accounts;
import demi.contract.Accounts.Why;
import demi.contract.Failure;
import demi.contract.Secret;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstStartTest {

    private static final Secret GUESS = new Secret("AAAAAAAAAAAAAAAAAAAAAA");

    @Test
    void codeMakesTheFirstAccountAndIsGone() {
        try (Door door = Door.open()) {
            Secret code = code(door);
            Accounts.Tokens tokens = granted(setup(door, code, EMAIL, PASSWORD));
            assertNotNull(door.caller(tokens.accessToken()));
            assertEquals("ann", door.user(EMAIL).username());
            assertNull(codeOrNull(door));
            refused(Why.BAD_CODE, setup(door, code, "bob@example.org", PASSWORD));
            door.enter();
        }
    }

    @Test
    void codeIsLongRandomAndFitsIntoAUrl() {
        try (Door one = Door.open();
                Door two = Door.open()) {
            assertTrue(code(one).value().matches("[A-Za-z0-9_-]{22}"));
            assertNotEquals(code(one), code(two));
        }
    }

    @Test
    void wrongCodeMakesNothingAndGuessesAreLimited() {
        try (Door door = Door.open()) {
            for (int i = 0; i < 30; i++) {
                refused(Why.BAD_CODE, setup(door, GUESS, EMAIL, PASSWORD));
            }
            assertEquals(
                    60,
                    refused(Why.TOO_MANY_ATTEMPTS, setup(door, code(door), EMAIL, PASSWORD))
                            .retryAfterSeconds());
            assertEquals(
                    0,
                    door.ask(Accounts.LIST, new Accounts.ListAll()).accounts().size());
        }
    }

    @Test
    void badInputKeepsTheCode() {
        try (Door door = Door.open()) {
            refused(Why.BAD_INPUT, setup(door, code(door), EMAIL, new Secret("short")));
            refused(Why.BAD_INPUT, setup(door, code(door), "ann", PASSWORD));
            granted(setup(door, code(door), EMAIL, PASSWORD));
        }
    }

    @Test
    void codeUsedTwiceAtOnceMakesOneAccount() {
        try (Door door = Door.open()) {
            Secret code = code(door);
            List<Future<Accounts.Entry>> asked = IntStream.range(0, 5)
                    .mapToObj(i -> door.bus.ask(Accounts.SETUP, setupOf(code, "ann" + i + "@example.org", PASSWORD)))
                    .toList();
            long entered = asked.stream()
                    .map(Door::await)
                    .filter(Accounts.Granted.class::isInstance)
                    .count();
            assertEquals(1, entered);
        }
    }

    @Test
    void accountMadeElsewhereKillsTheCode() {
        try (Door door = Door.open()) {
            Secret code = code(door);
            door.manage(Accounts.Action.ADD, EMAIL, PASSWORD);
            refused(Why.BAD_CODE, setup(door, code, "bob@example.org", PASSWORD));
            assertNull(codeOrNull(door));
        }
    }

    @Test
    void noCodeWhereThereIsAnAccount() {
        try (Door door = Door.withAnn()) {
            door.restart();
            assertNull(codeOrNull(door));
            refused(Why.BAD_CODE, setup(door, new Secret(""), "bob@example.org", PASSWORD));
        }
    }

    @Test
    void settingsMakeTheFirstAccountInsteadOfACode() {
        try (Door door = Door.open(Door.settings(" Ann@example.org", PASSWORD, 30))) {
            door.enter();
            assertNull(codeOrNull(door));
            door.start(Door.settings("bob@example.org", PASSWORD, 30));
            assertEquals(
                    1,
                    door.ask(Accounts.LIST, new Accounts.ListAll()).accounts().size());
        }
    }

    @Test
    void settingsWithAnUnusableAccountAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Door.settings("ann", PASSWORD, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "          ", "Ann@Example.org", "short"})
    void aGuessablePasswordOfTheSettingsMakesNoAccount(String password) {
        try (Door door = Door.closed()) {
            AccountsSettings settings = Door.settings(EMAIL, new Secret(password), 30);
            var thrown = assertThrows(CompletionException.class, () -> door.start(settings));
            Failure failure = assertInstanceOf(Failure.class, thrown.getCause());
            assertTrue(failure.sentence().contains("DEMI_ADMIN_PASSWORD"), failure::sentence);
            assertFalse(failure.sentence().contains(password), "it tells no secret");
            door.start(Door.settings(null, null, 30));
            assertEquals(
                    0,
                    door.ask(Accounts.LIST, new Accounts.ListAll()).accounts().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "          ", "Ann@Example.org"})
    void anOldPasswordOfTheSettingsStopsNoStartWhereThereIsAnAccount(String password) {
        try (Door door = Door.withAnn()) {
            door.restart(Door.settings(EMAIL, new Secret(password), 30));
            door.enter();
            assertNull(codeOrNull(door));
        }
    }

    private static Secret code(Door door) {
        Secret code = codeOrNull(door);
        assertNotNull(code);
        return code;
    }

    private static @Nullable Secret codeOrNull(Door door) {
        return door.ask(Accounts.SETUP_CODE, new Accounts.NeedsSetup()).code();
    }

    private static Accounts.Entry setup(Door door, Secret code, String email, Secret password) {
        return door.ask(Accounts.SETUP, setupOf(code, email, password));
    }

    private static Accounts.Setup setupOf(Secret code, String email, Secret password) {
        return new Accounts.Setup(code, email, null, password, "Browser", "192.0.2.1");
    }
}
