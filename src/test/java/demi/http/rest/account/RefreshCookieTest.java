package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.value.Secret;
import demi.http.FakeBackend;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's refresh token in a cookie that no script can read, and logging out. */
class RefreshCookieTest extends RouteFixture {

    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final String LOGOUT = "/api/v1/auth/logout";

    @Test
    void aBrowserGetsTheRefreshTokenInACookieOnly() throws Exception {
        house.entry = asked -> FakeBackend.granted(new Secret("AAAAAAAAAAAAAAAAAAAAAA"));
        HttpResponse<String> entered = post(LOGIN, GOOD.replace("}", ",\"cookie\":true}"));
        assertEquals(200, entered.statusCode());
        assertFalse(new JsonObject(entered.body()).containsKey("refresh_token"), entered.body());
        List<String> cookies = entered.headers().allValues("Set-Cookie");
        assertEquals(2, cookies.size(), cookies::toString);
        String refresh = cookies.stream()
                .filter(each -> each.startsWith("demi_refresh=refresh;"))
                .findFirst()
                .orElse("");
        assertTrue(refresh.contains("; HTTPOnly") && refresh.contains("; SameSite=Strict"), refresh);
        assertTrue(refresh.contains("Max-Age=604800"), refresh);
        assertFalse(refresh.contains("Secure") || refresh.contains("Path") || refresh.contains("Domain"), refresh);
    }

    @Test
    void overTlsTheCookieGoesOverTlsOnly() throws Exception {
        HttpResponse<String> entered =
                post(LOGIN, GOOD.replace("}", ",\"cookie\":true}"), "X-Forwarded-Proto", "https");
        assertTrue(entered.headers().firstValue("Set-Cookie").orElse("").contains("; Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"cookie\":false", ",\"cookie\":null"})
    void anAppGetsItInTheBodyAsEver(String more) throws Exception {
        HttpResponse<String> entered = post(LOGIN, GOOD.replace("}", more + "}"));
        assertEquals("refresh", new JsonObject(entered.body()).getString("refresh_token"));
        assertTrue(entered.headers().allValues("Set-Cookie").isEmpty());
    }

    @Test
    void theTokenOfTheBodyIsExchangedForACookie() throws Exception {
        HttpResponse<String> exchanged =
                post(REFRESH, "{\"refresh_token\":\"r\",\"cookie\":true}", "Cookie", "demi_refresh=old");
        assertEquals(
                "r", ((AccountsApi.Refresh) house.asked.get(0)).refreshToken().value());
        assertFalse(new JsonObject(exchanged.body()).containsKey("refresh_token"));
        assertTrue(exchanged.headers().firstValue("Set-Cookie").orElse("").startsWith("demi_refresh=refresh;"));
    }

    /** Else a script that the page did not write could ask for what the cookie keeps from it. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"cookie\":true}", "{}", "{\"cookie\":false}", "{\"refresh_token\":null}"})
    void whatCameInTheCookieGoesBackInIt(String body) throws Exception {
        HttpResponse<String> refreshed = post(REFRESH, body, "Cookie", "a=b; demi_refresh=kept");
        assertEquals(200, refreshed.statusCode());
        assertEquals(
                "kept",
                ((AccountsApi.Refresh) house.asked.get(0)).refreshToken().value());
        assertFalse(new JsonObject(refreshed.body()).containsKey("refresh_token"));
        assertTrue(refreshed.headers().firstValue("Set-Cookie").orElse("").startsWith("demi_refresh=refresh;"));
    }

    @Test
    void whereThereIsNoTokenABrowserLogsInAndAnAppHasForgottenAField() throws Exception {
        for (String cookie : List.of("a=b", "demi_refresh=")) {
            assertEquals(
                    401, post(REFRESH, "{\"cookie\":true}", "Cookie", cookie).statusCode());
        }
        HttpResponse<String> missing = post(REFRESH, "{}");
        assertEquals(422, missing.statusCode());
        assertEquals("refresh_token", new JsonObject(missing.body()).getString("field"));
        assertEquals(422, post(REFRESH, "{\"cookie\":1}").statusCode());
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void anotherSitesPageCannotUseTheCookie() throws Exception {
        for (String path : List.of(REFRESH, LOGOUT)) {
            assertEquals(
                    403,
                    post(path, "{\"cookie\":true}", "Cookie", "demi_refresh=kept", "Sec-Fetch-Site", "cross-site")
                            .statusCode());
        }
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void aBadTokenOfTheCookieIsRefusedAsAnyOther() throws Exception {
        house.entry = asked -> FakeBackend.refused(AccountsApi.RefusalReason.BAD_TOKEN);
        assertEquals(401, post(REFRESH, "{}", "Cookie", "demi_refresh=old").statusCode());
    }

    @Test
    void loggingOutEndsWhatIsShownAndTakesTheCookieAway() throws Exception {
        HttpResponse<String> out = post(LOGOUT, "", "Cookie", "demi_refresh=kept", "Authorization", "Bearer ada");
        assertEquals(200, out.statusCode());
        assertEquals(new AccountsApi.Logout(new Secret("ada"), new Secret("kept")), house.asked.get(0));
        String cookie = out.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.startsWith("demi_refresh=;") && cookie.contains("Max-Age=0"), cookie);
        assertFalse(cookie.contains("Path"), cookie);
    }

    @Test
    void loggingOutTwiceIsNoError() throws Exception {
        HttpResponse<String> out = post(LOGOUT, "{}");
        assertEquals(200, out.statusCode());
        AccountsApi.Logout asked = (AccountsApi.Logout) house.asked.get(0);
        assertNull(asked.accessToken());
        assertNull(asked.refreshToken());
        assertEquals(200, post(LOGOUT, "", as("stale")).statusCode());
    }
}
