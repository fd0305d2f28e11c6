package demi.http.rest.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi;
import demi.bus.Failure;
import demi.conductor.persona.PersonaEditor;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.TokenBudget;
import demi.http.rest.RouteFixture;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who she is, with real files; the model is played. */
class PersonaRoutesTest extends RouteFixture {

    private static final String PERSONA = "/api/v1/persona";

    @TempDir
    Path folder;

    private Persona persona;
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final List<InferenceApi.Generate> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void isSomebody() throws Exception {
        Path file = folder.resolve("persona.md");
        persona = new Persona(vertx, file);
        new PersonaEditor(vertx, bus, () -> now, file, persona, new TokenBudget(4_096, 512))
                .answer()
                .await(60, TimeUnit.SECONDS);
        bus.serve(InferenceApi.GENERATE, (request, writer) -> {
                    requests.add(request);
                    String last = request.messages()
                            .get(request.messages().size() - 1)
                            .content();
                    if (last.equals("fail")) {
                        writer.fail(new Failure(Failure.Code.UNAVAILABLE, "Ollama does not answer."));
                        return;
                    }
                    writer.write(new InferenceApi.Step(0, "You said ", null));
                    writer.write(new InferenceApi.Step(0, last, null));
                    writer.end();
                })
                .await(60, TimeUnit.SECONDS);
    }

    private HttpResponse<String> set(String text) throws Exception {
        now = now.plusSeconds(1);
        return call(
                "PUT",
                PERSONA,
                BodyPublishers.ofString(new JsonObject().put("text", text).encode()),
                as("ada"));
    }

    private JsonObject current() throws Exception {
        return new JsonObject(get(PERSONA, as("ada")).body());
    }

    private HttpResponse<String> restore(String id) throws Exception {
        now = now.plusSeconds(1);
        return post(PERSONA + "/restore", new JsonObject().put("id", id).encode(), as("ada"));
    }

    private String inForce() throws Exception {
        return persona.text().await(60, TimeUnit.SECONDS);
    }

    @Test
    void theOwnerChangesHerAndTakesItBack() throws Exception {
        JsonObject first = current();
        assertEquals("default", first.getString("source"));
        assertTrue(first.getString("text").startsWith("You are Demi"), first::encode);
        assertTrue(first.getInteger("tokens") > 50 && first.getInteger("tokens") < first.getInteger("max_tokens"));
        String builtIn = inForce();

        JsonObject one = new JsonObject(set("  You are one.\r\nReally.\n").body());
        assertEquals("You are one.\nReally.", one.getString("text"));
        assertEquals("own", one.getString("source"));
        assertEquals(0, one.getJsonArray("versions").size(), "the one in the jar is always there");
        assertEquals("You are one.\nReally.", inForce());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("persona.md"))));

        set("You are two!.\nReally.");
        assertEquals("You are two!.\nReally.", inForce());
        JsonArray versions = current().getJsonArray("versions");
        assertEquals(1, versions.size());
        assertEquals(200, set("You are two!.\nReally.").statusCode());
        assertEquals(1, current().getJsonArray("versions").size(), "nothing has changed");

        assertEquals(200, restore(versions.getJsonObject(0).getString("id")).statusCode());
        assertEquals("You are one.\nReally.", inForce());
        assertEquals(2, current().getJsonArray("versions").size(), "also what was restored from");

        assertEquals("default", new JsonObject(restore("default").body()).getString("source"));
        assertEquals(builtIn, inForce());
        for (String id : List.of("x", "../persona", "20260101-000000-000")) {
            assertEquals(404, restore(id).statusCode(), id);
        }
        assertEquals(builtIn, inForce());
    }

    @Test
    void twentyVersionsAreKept() throws Exception {
        for (int i = 0; i < 23; i++) {
            assertEquals(200, set("You are number " + i + ".").statusCode());
        }
        JsonArray versions = current().getJsonArray("versions");
        assertEquals(20, versions.size());
        assertEquals(200, restore(versions.getJsonObject(0).getString("id")).statusCode());
        assertEquals("You are number 21.", inForce());
        try (Stream<Path> files = Files.list(folder.resolve("persona.md.versions"))) {
            assertEquals(20, files.count());
        }
    }

    @Test
    void whatWasWrittenByHandIsKeptToo() throws Exception {
        Files.writeString(folder.resolve("persona.md"), "By hand.");
        set("By the page.");
        String id = current().getJsonArray("versions").getJsonObject(0).getString("id");
        restore(id);
        assertEquals("By hand.", inForce());
    }

    @Test
    void whatSheCannotBeIsRefusedAndChangesNothing() throws Exception {
        set("You are one.");
        for (String text : List.of("", " \n ", "x".repeat(32 * 1024), "ü".repeat(16 * 1024))) {
            assertEquals(422, set(text).statusCode());
        }
        assertEquals(
                422,
                call("PUT", PERSONA, BodyPublishers.ofString("{}"), as("ada")).statusCode());
        assertEquals(
                422,
                call("PUT", PERSONA, BodyPublishers.ofString("{\"text\":\"a\\u0000b\"}"), as("ada"))
                        .statusCode());
        assertEquals("You are one.", inForce());
        assertEquals(0, current().getJsonArray("versions").size());
        assertEquals(200, set("x".repeat(32 * 1024 - 1)).statusCode());
    }

    @Test
    void inARehearsalSheStaysWhoSheIs() throws Exception {
        bus.handle(
                        InferenceApi.STATUS,
                        asked -> Future.succeededFuture(new InferenceApi.State(true, true, "script", "", true, 0)))
                .await(60, TimeUnit.SECONDS);
        HttpResponse<String> refused = set("You are one.");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body().contains("rehearsal"), refused.body());
        assertEquals(503, restore("default").statusCode());
        assertFalse(Files.exists(folder.resolve("persona.md")));
    }

    @Test
    void whyItCannotBeKeptIsTold() throws Exception {
        Files.createDirectories(folder.resolve("persona.md/in the way"));
        HttpResponse<String> refused = set("You are one.");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body().contains("cannot be kept"), refused.body());
    }

    @Test
    void aPreviewSaysWhatItCostsAndWhatIsWrong() throws Exception {
        String good = "You are one.\n\nExamples:\n> Hi\nDemi: Yes?";
        JsonObject fine = preview(good);
        assertEquals(0, fine.getJsonArray("problems").size(), fine::encode);
        assertTrue(fine.getInteger("tokens") > 10);
        assertTrue(preview("").getJsonArray("problems").getString(0).contains("empty"));
        assertTrue(preview("Be {{char}}.").getJsonArray("problems").getString(0).contains("{{char}}"));
        assertTrue(preview("Be.\nExamples:\nnone")
                .getJsonArray("problems")
                .getString(0)
                .contains("examples"));
        assertTrue(preview("word ".repeat(3_000))
                .getJsonArray("problems")
                .getString(0)
                .contains("window"));
        assertTrue(preview("x".repeat(40_000))
                .getJsonArray("problems")
                .getString(0)
                .contains("KiB"));
        assertEquals("default", current().getString("source"));
    }

    private JsonObject preview(String text) throws Exception {
        return new JsonObject(
                post(PERSONA + "/preview", new JsonObject().put("text", text).encode(), as("ada"))
                        .body());
    }

    private HttpResponse<String> attempt(Object text, Object lines) throws Exception {
        return post(
                PERSONA + "/try",
                new JsonObject().put("text", text).put("lines", lines).encode(),
                as("ada"));
    }

    @Test
    void aTryIsATalkOfNobodys() throws Exception {
        HttpResponse<String> tried =
                attempt("You are one.", new JsonArray().add("a").add(" b ").add("c"));
        assertEquals(
                new JsonArray().add("You said a").add("You said b").add("You said c"),
                new JsonObject(tried.body()).getJsonArray("answers"));
        assertEquals(6, requests.get(2).messages().size());
        assertEquals("You are one.", requests.get(2).messages().get(0).content());
        assertEquals("You said a", requests.get(2).messages().get(2).content());
        assertEquals("default", current().getString("source"));

        HttpResponse<String> failed = attempt("You are one.", new JsonArray().add("fail"));
        assertEquals(503, failed.statusCode());
        assertTrue(failed.body().contains("Ollama does not answer."), failed.body());
        assertEquals(200, attempt("You are one.", new JsonArray().add("a")).statusCode());
        for (Object lines : List.of(
                new JsonArray(),
                new JsonArray().add("a").add("b").add("c").add("d"),
                new JsonArray().add(" "),
                new JsonArray().add(7),
                new JsonArray().add("x".repeat(513)),
                "a")) {
            assertEquals(422, attempt("You are one.", lines).statusCode(), String.valueOf(lines));
        }
        assertEquals(422, attempt("", new JsonArray().add("a")).statusCode());
    }

    @Test
    void nobodyElseDoes() throws Exception {
        String body = "{\"text\":\"x\",\"id\":\"default\",\"lines\":[\"a\"]}";
        for (String token : List.of("bob", "nobody")) {
            int status = token.equals("bob") ? 403 : 401;
            assertEquals(status, get(PERSONA, as(token)).statusCode());
            assertEquals(
                    status,
                    call("PUT", PERSONA, BodyPublishers.ofString(body), as(token))
                            .statusCode());
            for (String path : List.of("/preview", "/try", "/restore", "/card")) {
                assertEquals(status, post(PERSONA + path, body, as(token)).statusCode(), path);
            }
            assertEquals(status, get(PERSONA + "/card", as(token)).statusCode());
        }
        assertTrue(requests.isEmpty());
        assertFalse(Files.exists(folder.resolve("persona.md")));
    }
}
