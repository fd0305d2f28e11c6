package demi.http.rest.house;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.house.SettingsApi;
import demi.api.house.SettingsApi.Setting;
import demi.api.store.AccountStore;
import demi.api.store.IdentityStore;
import demi.api.value.Secret;
import demi.http.rest.RouteFixture;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat networks, with the real store; and the settings in force. */
class NetworkRoutesTest extends RouteFixture {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private <T> T get(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }

    private JsonArray networks(String who) throws Exception {
        return new JsonArray(get("/api/v1/networks", as(who)).body());
    }

    private void keepsPeople() throws Exception {
        get(vertx.deployVerticle(
                new StoreVerticle(bus, InstantSource.system(), StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        for (String user : List.of("user-ada", "user-bob")) {
            get(bus.request(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@x.org", user, new Secret("h"), T, false)));
        }
        get(bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity("discord", IdentityStore.Kind.PERSON, "42", "Ada!", T)));
        get(bus.request(IdentityStore.LINK, new IdentityStore.LinkIdentity("discord", "42", "user-ada")));
    }

    @Test
    void everybodySeesTheNetworksAndTheirOwnLink() throws Exception {
        keepsPeople();
        get(bus.handle(
                NetworkApi.invite("discord"),
                asked -> Future.succeededFuture(new NetworkApi.Invite("https://discord.example/invite"))));
        bus.publish(
                HealthApi.COMPONENT,
                HealthApi.ComponentHealth.of("discord", HealthApi.Status.DEGRADED, "Discord refuses the token."));
        bus.publish(HealthApi.COMPONENT, HealthApi.ComponentHealth.of("matrix", HealthApi.Status.UP, "On Matrix."));
        await().until(() -> networks("ada").getJsonObject(2).getString("state").equals("up"));
        JsonObject discord = networks("ada").getJsonObject(0);
        assertEquals(
                new JsonObject()
                        .put("name", "discord")
                        .put("state", "degraded")
                        .put("sentence", "Discord refuses the token.")
                        .put("invite", "https://discord.example/invite")
                        .put("linked", new JsonObject().put("id", "42").put("name", "Ada!"))
                        .put(
                                "people",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("id", "42")
                                                .put("name", "Ada!")
                                                .put("user_id", "user-ada")
                                                .put("account", "user-ada"))),
                discord);
        assertEquals("off", networks("ada").getJsonObject(1).getString("state"));
        assertNull(networks("ada").getJsonObject(2).getString("invite"), "nobody answers for it");
        JsonObject ofBob = networks("bob").getJsonObject(0);
        assertTrue(!ofBob.containsKey("people"), "who is linked is the owner's to see");
        assertNull(ofBob.getJsonObject("linked"));
        assertNull(ofBob.getString("invite"));
        assertEquals(401, get("/api/v1/networks").statusCode());
    }

    @Test
    void aLinkIsUndoneByWhoHasIt() throws Exception {
        keepsPeople();
        assertEquals(404, delete("/api/v1/networks/discord/link", "bob").statusCode());
        assertEquals(404, delete("/api/v1/networks/nowhere/link", "ada").statusCode());
        assertEquals(200, delete("/api/v1/networks/discord/link", "ada").statusCode());
        assertNull(networks("ada").getJsonObject(0).getJsonObject("linked"));
        assertEquals(404, delete("/api/v1/networks/discord/link", "ada").statusCode());
    }

    @Test
    void theOwnerReadsTheSettingsInForceWithoutSecrets() throws Exception {
        assertEquals(503, get("/api/v1/settings", as("ada")).statusCode());
        get(bus.handle(
                SettingsApi.LIST,
                asked -> Future.succeededFuture(new SettingsApi.SettingList(List.of(
                        new Setting("http.port", "8080", "8000", "the command line", false, true),
                        new Setting("discord.token", null, null, "default", true, false))))));
        JsonArray settings = new JsonArray(get("/api/v1/settings", as("ada")).body());
        assertEquals(
                new JsonObject()
                        .put("key", "http.port")
                        .put("value", "8080")
                        .put("default", "8000")
                        .put("source", "the command line")
                        .put("secret", false),
                settings.getJsonObject(0));
        assertTrue(settings.getJsonObject(1).getBoolean("secret"));
        assertEquals(false, settings.getJsonObject(1).getBoolean("set"));
        assertEquals(403, get("/api/v1/settings", as("bob")).statusCode());
        assertEquals(401, get("/api/v1/settings").statusCode());
    }
}
