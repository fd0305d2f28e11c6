package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.REFRESH_KEY;
import static demi.accounts.AccountsFixture.WRONG;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.AccountsApi;
import demi.api.AccountsApi.RefusalReason;
import demi.api.value.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutTest {

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void eitherTokenEndsItsSessionAndNoOther() {
        AccountsApi.Tokens first = door.enter();
        AccountsApi.Tokens second = door.enter();
        AccountsApi.Tokens third = door.enter();
        assertEquals(true, logout(first.accessToken(), null));
        assertEquals(true, logout(null, second.refreshToken()));
        assertNull(door.caller(first.accessToken()));
        assertNull(door.caller(second.accessToken()));
        refused(RefusalReason.BAD_TOKEN, door.refresh(second.refreshToken()));
        assertNotNull(door.caller(third.accessToken()));
        await().until(() -> door.ended.containsAll(List.of(List.of(first.sessionId()), List.of(second.sessionId()))));
    }

    @Test
    void whereTheyAreOfTwoSessionsBothEnd() {
        AccountsApi.Tokens first = door.enter();
        AccountsApi.Tokens second = door.enter();
        assertEquals(true, logout(first.accessToken(), second.refreshToken()));
        assertNull(door.caller(first.accessToken()));
        assertNull(door.caller(second.accessToken()));
    }

    @Test
    void whatIsOverOrForgedEndsNothing() {
        AccountsApi.Tokens tokens = door.enter();
        assertEquals(false, logout(null, null));
        assertEquals(false, logout(new Secret("x"), new Secret("y")));
        // One type never passes for the other.
        assertEquals(false, logout(tokens.refreshToken(), tokens.accessToken()));
        JsonObject claims = TokenTest.claims(tokens.refreshToken()).put("user_id", "somebody else");
        assertEquals(false, logout(null, TokenTest.signed("HS256", REFRESH_KEY, claims)));
        assertNotNull(door.caller(tokens.accessToken()));
        assertEquals(true, logout(tokens.accessToken(), tokens.refreshToken()));
        assertEquals(false, logout(tokens.accessToken(), tokens.refreshToken()));
    }

    @Test
    void theCookieOutlivesTheAccessToken() {
        AccountsApi.Tokens tokens = door.enter();
        door.pass(Duration.ofHours(2));
        assertEquals(true, logout(tokens.accessToken(), tokens.refreshToken()));
    }

    @Test
    void whoLogsOutIsKnownAtTheNextLogin() {
        AccountsApi.Granted entry = assertInstanceOf(AccountsApi.Granted.class, door.login(EMAIL, PASSWORD));
        logout(entry.tokens().accessToken(), null);
        for (int i = 0; i < 5; i++) {
            door.login(EMAIL, WRONG, "198.51.100.1");
        }
        granted(door.loginWith(new AccountsApi.DeviceProof(entry.deviceKey(), null), PASSWORD));
    }

    private boolean logout(@Nullable Secret access, @Nullable Secret refresh) {
        return door.ask(AccountsApi.LOGOUT, new AccountsApi.Logout(access, refresh))
                .found();
    }
}
