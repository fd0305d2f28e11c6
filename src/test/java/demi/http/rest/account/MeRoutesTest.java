package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.OwnAccountsApi;
import demi.api.store.PersonStore;
import demi.api.store.PersonStore.ChangePreferences;
import demi.api.store.PersonStore.Preference;
import demi.api.store.PersonStore.Preferences;
import demi.api.value.Secret;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller over REST: who they are and how they want the pages to be. */
class MeRoutesTest extends RouteFixture {

    private static final String ME = "/api/v1/me";

    @Test
    void everybodySeesThemselves() throws Exception {
        assertEquals(
                new JsonObject()
                        .put("user_id", "user-ada")
                        .put("email", "ada@example.org")
                        .put("name", "Ada")
                        .put("owner", true)
                        .put("created_at", "2026-11-20T10:00:00.123Z")
                        .putNull("last_login")
                        .putNull("timezone")
                        .putNull("language")
                        .putNull("theme")
                        .putNull("text_size")
                        .put("second_factor", true)
                        .put("recovery_codes", 9),
                new JsonObject(get(ME, as("ada")).body()));
        assertEquals(false, new JsonObject(get(ME, as("bob")).body()).getBoolean("owner"));
        assertEquals(401, get(ME).statusCode());
    }

    @Test
    void whatIsSentChangesAndTheAnswerShowsIt() throws Exception {
        HttpResponse<String> changed = patch(
                ME,
                "{\"name\":\" Bea \",\"timezone\":\"Asia/Tokyo\",\"language\":\"de\",\"theme\":\"dark\",\"text_size\":\"large\"}");
        assertEquals(200, changed.statusCode(), changed.body());
        assertEquals("Bea", ((OwnAccountsApi.ChangeProfile) house.asked.get(0)).username());
        assertEquals(
                new ChangePreferences(
                        "user-ada",
                        List.of(Preference.values()),
                        new Preferences(
                                ZoneId.of("Asia/Tokyo"),
                                PersonStore.Language.DE,
                                PersonStore.Theme.DARK,
                                PersonStore.TextSize.LARGE)),
                house.asked.get(1));
        JsonObject me = new JsonObject(changed.body());
        assertEquals(
                "Asia/Tokyo de dark large",
                String.join(
                        " ",
                        me.getString("timezone"),
                        me.getString("language"),
                        me.getString("theme"),
                        me.getString("text_size")));
    }

    @Test
    void nullTakesBackAndWhatIsLeftOutStays() throws Exception {
        assertEquals(200, patch(ME, "{\"theme\":null,\"timezone\":null}").statusCode());
        assertEquals(
                new ChangePreferences("user-ada", List.of(Preference.ZONE, Preference.THEME), Preferences.NONE),
                house.asked.get(0));
        assertEquals(1, house.asked.size(), "the name stays");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"username\":\"x\"}|name",
                "{\"name\":null}|name",
                "{\"name\":\" \"}|name",
                "{\"name\":7}|name",
                "{\"timezone\":\"Mars/Olympus\"}|timezone",
                "{\"timezone\":\"+02:00\"}|timezone",
                "{\"timezone\":\"\"}|timezone",
                "{\"timezone\":2}|timezone",
                "{\"language\":\"fr\"}|language",
                "{\"language\":\"EN\"}|language",
                "{\"theme\":\"blue\"}|theme",
                "{\"theme\":true}|theme",
                "{\"text_size\":\"medium\"}|text_size",
                "{\"text_size\":\"\"}|text_size",
                "{\"name\":\"Bea\",\"theme\":\"blue\"}|theme"
            })
    void whatIsWrongIsNamedAndChangesNothing(String body, String field) throws Exception {
        HttpResponse<String> refused = patch(ME, body);
        assertEquals(422, refused.statusCode());
        assertEquals(field, new JsonObject(refused.body()).getString("field"));
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void aNameAgainstTheRulesIsNamedToo() throws Exception {
        house.refuses = new AccountsApi.Refused(AccountsApi.RefusalReason.BAD_INPUT, "The name is too long.", 0);
        HttpResponse<String> refused = patch(ME, "{\"name\":\"x\",\"theme\":\"dark\"}");
        assertEquals(422, refused.statusCode());
        assertEquals("name", new JsonObject(refused.body()).getString("field"));
        assertEquals("The name is too long.", new JsonObject(refused.body()).getString("detail"));
        assertEquals(1, house.asked.size());
    }

    @Test
    void whoIsGoneIsToldSo() throws Exception {
        house.isGone = true;
        assertEquals(404, patch(ME, "{\"theme\":\"dark\"}").statusCode());
        assertEquals(400, patch(ME, "{").statusCode());
    }

    @Test
    void theAccountIsRemovedWithItsPassword() throws Exception {
        assertEquals(200, remove("{\"password\":\" pw \",\"code\":\"123456\"}").statusCode());
        OwnAccountsApi.RemoveAccount asked = (OwnAccountsApi.RemoveAccount) house.asked.get(0);
        assertEquals("user-ada", asked.caller().userId());
        assertEquals(new Secret(" pw "), asked.password());
        assertEquals(new Secret("123456"), asked.code());
        assertEquals(200, remove("{\"password\":\"pw\",\"code\":\" \"}").statusCode());
        assertNull(((OwnAccountsApi.RemoveAccount) house.asked.get(1)).code());
        assertEquals(422, remove("{}").statusCode());
        assertEquals(400, remove("").statusCode());
        assertEquals(401, call("DELETE", ME, BodyPublishers.ofString("{}")).statusCode());
        assertEquals(2, house.asked.size());
    }

    @ParameterizedTest
    @CsvSource({"WRONG_PASSWORD,403,", "LOCKED,403,", "CONFLICT,409,", "CODE_NEEDED,422,code", "BAD_TOKEN,401,"})
    void aRemovalThatIsRefusedSaysWhy(AccountsApi.RefusalReason why, int status, @Nullable String field)
            throws Exception {
        house.refuses = new AccountsApi.Refused(why, "No: " + why, 0);
        HttpResponse<String> refused = remove("{\"password\":\"pw\"}");
        assertEquals(status, refused.statusCode());
        assertEquals("No: " + why, new JsonObject(refused.body()).getString("detail"));
        assertEquals(field, new JsonObject(refused.body()).getString("field"));
    }

    private HttpResponse<String> remove(String body) throws Exception {
        return call("DELETE", ME, BodyPublishers.ofString(body), as("ada"));
    }
}
