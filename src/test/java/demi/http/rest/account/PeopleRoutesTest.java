package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi.Action;
import demi.api.AccountsApi.ManageAccount;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The people of the house over REST. */
class PeopleRoutesTest extends RouteFixture {

    private static final String PEOPLE = "/api/v1/people";
    private static final String BOB = PEOPLE + "/user-bob";

    @Test
    void theOwnerSeesAllAccountsAndNobodyWhoHasNone() throws Exception {
        JsonArray people = new JsonArray(get(PEOPLE, as("ada")).body());
        assertEquals(2, people.size());
        assertEquals(true, people.getJsonObject(0).getBoolean("owner"));
        assertEquals(
                new JsonObject()
                        .put("user_id", "user-bob")
                        .put("name", "name of user-bob")
                        .put("email", "bob@example.org")
                        .put("owner", false)
                        .put("active", true)
                        .put("locked_until", "2099-01-01T00:00:00.000Z")
                        .put("created_at", "2026-11-20T10:00:00.123Z")
                        .putNull("last_login")
                        .put("last_message_at", "2026-11-20T10:00:00.123Z"),
                people.getJsonObject(1));
    }

    @Test
    void somebodyIsDisabledEnabledAndUnlocked() throws Exception {
        HttpResponse<String> changed = patch(BOB, "{\"active\":false}");
        assertEquals("user-bob", new JsonObject(changed.body()).getString("user_id"));
        assertEquals(200, patch(BOB, "{\"active\":true,\"locked\":false}").statusCode());
        assertEquals(List.of(managed(Action.DISABLE), managed(Action.ENABLE), managed(Action.UNLOCK)), house.asked);
    }

    @Test
    void somebodyIsRemoved() throws Exception {
        assertEquals(200, delete(BOB, "ada").statusCode());
        assertEquals(List.of(managed(Action.REMOVE)), house.asked);
    }

    @ParameterizedTest
    @CsvSource({
        "user-ada,409",
        "user-nobody,404",
        "user-cy,404",
    })
    void theOwnersAccountAndWhatIsNoneStayAsTheyAre(String id, int status) throws Exception {
        assertEquals(status, patch(PEOPLE + "/" + id, "{\"active\":false}").statusCode());
        assertEquals(status, patch(PEOPLE + "/" + id, "{\"locked\":false}").statusCode());
        assertEquals(status, delete(PEOPLE + "/" + id, "ada").statusCode());
        assertTrue(house.asked.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|active",
                "{\"active\":null}|active",
                "{\"active\":\"no\"}|active",
                "{\"locked\":true}|locked",
                "{\"active\":true,\"locked\":true}|locked"
            })
    void whatIsWrongIsNamed(String body, String field) throws Exception {
        HttpResponse<String> refused = patch(BOB, body);
        assertEquals(422, refused.statusCode());
        assertEquals(field, new JsonObject(refused.body()).getString("field"));
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void onlyTheOwnerDoesThat() throws Exception {
        assertEquals(403, get(PEOPLE, as("bob")).statusCode());
        assertEquals(
                403,
                call("PATCH", BOB, BodyPublishers.ofString("{\"active\":true}"), as("bob"))
                        .statusCode());
        assertEquals(403, delete(BOB, "bob").statusCode());
        assertEquals(401, get(PEOPLE).statusCode());
        assertTrue(house.asked.isEmpty());
    }

    private static ManageAccount managed(Action action) {
        return new ManageAccount(action, "bob@example.org", null, null);
    }
}
