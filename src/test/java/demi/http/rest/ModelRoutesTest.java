package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.CancelPull;
import demi.api.ModelCatalogApi.DeleteModel;
import demi.bus.Ack;
import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting models, ending pulls and trying addresses. */
class ModelRoutesTest extends RouteFixture {

    @BeforeEach
    void thinks() throws Exception {
        Future.all(
                        bus.handle(ModelCatalogApi.DELETE, asked -> {
                            house.asked.add(asked);
                            return switch (asked.model()) {
                                case "used" -> failed(Failure.Code.INVALID);
                                case "gone" -> failed(Failure.Code.NOT_FOUND);
                                case "kept" -> failed(Failure.Code.UNAVAILABLE);
                                default -> Future.succeededFuture(Ack.DONE);
                            };
                        }),
                        bus.handle(ModelCatalogApi.CANCEL_PULL, asked -> {
                            house.asked.add(asked);
                            return asked.model().equals("gone")
                                    ? failed(Failure.Code.NOT_FOUND)
                                    : Future.succeededFuture(new ModelCatalogApi.Pull(
                                            asked.model(), "cancelled", 0, 0, true, "Cancelled."));
                        }),
                        bus.handle(
                                ModelCatalogApi.TEST_SERVER,
                                asked -> asked.url().value().equals("x")
                                        ? failed(Failure.Code.INVALID)
                                        : Future.succeededFuture(new ModelCatalogApi.ServerReport(
                                                true, null, List.of("a:b"), "Ollama answers."))))
                .await(60, TimeUnit.SECONDS);
    }

    private static <T> Future<T> failed(Failure.Code code) {
        return Future.failedFuture(new Failure(code, "Because " + code + "."));
    }

    @Test
    void aModelIsDeletedByItsNameWhateverIsInIt() throws Exception {
        for (String path :
                List.of("/api/v1/models/hf.co%2Fsome%2Fmodel:q4", "/api/v1/models?name=hf.co%2Fsome%2Fmodel:q4")) {
            house.asked.clear();
            HttpResponse<String> gone = delete(path, "ada");
            assertEquals(200, gone.statusCode(), gone.body());
            assertTrue(new JsonObject(gone.body()).containsKey("models"));
            assertEquals(new DeleteModel("hf.co/some/model:q4"), house.asked.get(0));
        }
        assertEquals(422, delete("/api/v1/models", "ada").statusCode());
        assertEquals(409, delete("/api/v1/models/used", "ada").statusCode());
        assertEquals(404, delete("/api/v1/models/gone", "ada").statusCode());
        HttpResponse<String> kept = delete("/api/v1/models/kept", "ada");
        assertEquals(503, kept.statusCode());
        assertTrue(kept.body().contains("Because"), kept.body());
    }

    @Test
    void aPullIsEnded() throws Exception {
        for (String path : List.of("/api/v1/models/pull/a%2Fb:c", "/api/v1/models/pull?name=a/b:c")) {
            house.asked.clear();
            assertEquals(200, delete(path, "ada").statusCode());
            assertEquals(new CancelPull("a/b:c"), house.asked.get(0));
        }
        assertEquals(404, delete("/api/v1/models/pull/gone", "ada").statusCode());
    }

    @Test
    void anAddressIsTried() throws Exception {
        HttpResponse<String> good = post("/api/v1/models/test", "{\"url\":\"http://u:p@a:1\"}", as("ada"));
        assertEquals(200, good.statusCode());
        assertFalse(good.body().contains("u:p"));
        assertEquals(
                422, post("/api/v1/models/test", "{\"url\":\"x\"}", as("ada")).statusCode());
        assertEquals(422, post("/api/v1/models/test", "{}", as("ada")).statusCode());
    }

    @Test
    void nobodyElseDoes() throws Exception {
        assertEquals(403, delete("/api/v1/models/x", "bob").statusCode());
        assertEquals(403, delete("/api/v1/models/pull/x", "bob").statusCode());
        assertEquals(
                403,
                post("/api/v1/models/test", "{\"url\":\"http://a\"}", as("bob")).statusCode());
        assertEquals(401, post("/api/v1/models/test", "{\"url\":\"http://a\"}").statusCode());
        assertTrue(house.asked.isEmpty());
    }
}
