package demi.model.server;

import demi.api.InferenceApi.Embed;
import demi.api.InferenceApi.Embedded;
import demi.api.value.Embedding;
import demi.bus.Failure;
import demi.util.HttpExchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what an embedding model answers, and takes nothing on trust. */
final class Embeddings {

    private static final Logger LOG = LoggerFactory.getLogger(Embeddings.class);
    private static final int LARGEST = 16_384;

    private Embeddings() {}

    static Future<Embedded> read(ServerProtocol protocol, Answer answer, Embed asked) {
        int status = answer.status();
        if (status != 200) {
            return status == 404
                    ? failed(Failure.Code.UNAVAILABLE, "No model server has the embedding model.")
                    : status == 501
                            ? failed(
                                    Failure.Code.INVALID,
                                    "The embedding model is made for something else: it tells no meanings.")
                            : protocol.isTooLong(answer.body())
                                    ? failed(Failure.Code.INVALID, "The text is too long for the embedding model.")
                                    : failed(Failure.Code.UNAVAILABLE, "The embedding model answers " + status + ".");
        }
        try {
            if (Json.decodeValue(answer.body()) instanceof JsonObject json) {
                return Future.succeededFuture(new Embedded(
                        embeddings(protocol.embeddings(json), asked.texts().size())));
            }
        } catch (DecodeException | IllegalArgumentException e) {
            LOG.debug("The embedding model's answer is none: {}", e.getMessage());
        }
        return failed(Failure.Code.INVALID, "The embedding model's answer is none.");
    }

    private static Future<Embedded> failed(Failure.Code code, String sentence) {
        return Future.failedFuture(new Failure(code, sentence));
    }

    private static List<Embedding> embeddings(JsonArray all, int texts) {
        if (all.size() != texts) {
            throw new IllegalArgumentException("not as many as texts");
        }
        List<Embedding> embeddings = new ArrayList<>();
        int size = 0;
        for (Object each : all) {
            if (!(each instanceof JsonArray numbers) || numbers.isEmpty() || numbers.size() > LARGEST) {
                throw new IllegalArgumentException("not a list of numbers");
            }
            size = size == 0 ? numbers.size() : size;
            if (numbers.size() != size) {
                throw new IllegalArgumentException("not of one size");
            }
            embeddings.add(embedding(numbers));
        }
        return embeddings;
    }

    private static Embedding embedding(JsonArray numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(numbers.getValue(i) instanceof Number number) || !Float.isFinite(number.floatValue())) {
                throw new IllegalArgumentException("not a number");
            }
            values[i] = number.floatValue();
        }
        return Embedding.of(values);
    }
}
