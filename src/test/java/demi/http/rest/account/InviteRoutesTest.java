package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.account.InvitesApi;
import demi.api.value.Secret;
import demi.http.FakeBackend;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Inviting and joining over REST. */
class InviteRoutesTest extends RouteFixture {

    private static final String INVITES = "/api/v1/people/invites";

    @Test
    void theOwnerInvitesAndSeesTheCodeOnce() throws Exception {
        HttpResponse<String> created = post(INVITES, "{\"name\":\" Cy \"}", as("ada"));
        assertEquals(201, created.statusCode());
        JsonObject invite = new JsonObject(created.body());
        assertEquals("Cy", invite.getString("name"));
        assertEquals("join#code=" + invite.getString("code"), invite.getString("path"));
        assertEquals("2099-01-01T00:00:00.000Z", invite.getString("expires_at"));
        assertEquals(201, post(INVITES, "{}", as("ada")).statusCode());
        assertNull(((InvitesApi.CreateInvite) house.asked.get(1)).name());
        JsonArray open = new JsonArray(get(INVITES, as("ada")).body());
        assertEquals(2, open.size());
        assertFalse(open.getJsonObject(0).containsKey("code"));
        assertTrue(open.getJsonObject(1).containsKey("name"));
    }

    @Test
    void tooManyOpenOnesAreAConflict() throws Exception {
        assertEquals(409, post(INVITES, "{\"name\":\"too many\"}", as("ada")).statusCode());
        assertEquals(422, post(INVITES, "{\"name\":7}", as("ada")).statusCode());
        assertEquals(400, post(INVITES, "", as("ada")).statusCode());
    }

    @Test
    void anInvitationIsTakenBack() throws Exception {
        assertEquals(200, delete(INVITES + "/i1", "ada").statusCode());
        assertEquals(404, delete(INVITES + "/i9", "ada").statusCode());
    }

    @Test
    void onlyTheOwnerInvites() throws Exception {
        assertEquals(403, get(INVITES, as("bob")).statusCode());
        assertEquals(403, post(INVITES, "{}", as("bob")).statusCode());
        assertEquals(403, delete(INVITES + "/i1", "bob").statusCode());
        assertEquals(401, post(INVITES, "{}").statusCode());
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void whoWasInvitedLooksWhetherTheCodeIsGood() throws Exception {
        HttpResponse<String> good = post("/api/v1/join/check", "{\"code\":\"code\"}", as("stale"));
        assertEquals(
                new JsonObject().putNull("name").put("expires_at", "2099-01-01T00:00:00.000Z"),
                new JsonObject(good.body()));
        assertEquals(new InvitesApi.CheckInvite(new Secret("code"), "127.0.0.1"), house.asked.get(0));
        assertEquals(404, post("/api/v1/join/check", "{\"code\":\"other\"}").statusCode());
        assertEquals(422, post("/api/v1/join/check", "{}").statusCode());
        HttpResponse<String> later = post("/api/v1/join/check", "{\"code\":\"again\"}");
        assertEquals(429, later.statusCode());
        assertEquals("42", later.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void anEmailThatIsTakenIsAConflict() throws Exception {
        house.entry = asked -> FakeBackend.refused(AccountsApi.RefusalReason.CONFLICT);
        assertEquals(
                409,
                post("/api/v1/join", "{\"code\":\"code\",\"email\":\"c@d.e\",\"password\":\"p\"}")
                        .statusCode());
    }

    @Test
    void whoJoinsGetsTokens() throws Exception {
        HttpResponse<String> joined = post(
                "/api/v1/join",
                "{\"code\":\"code\",\"email\":\"c@d.e\",\"password\":\" pw \",\"username\":\"Cy\",\"device_name\":\"Phone\"}");
        assertEquals("refresh", new JsonObject(joined.body()).getString("refresh_token"));
        assertEquals(
                new InvitesApi.Join(new Secret("code"), "c@d.e", "Cy", new Secret(" pw "), "Phone", "127.0.0.1"),
                house.asked.get(0));
        assertEquals(
                422,
                post("/api/v1/join", "{\"code\":\"code\",\"email\":\"c@d.e\"}").statusCode());
    }
}
