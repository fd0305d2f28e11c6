package demi.model;

import demi.contract.Embedding;
import demi.contract.Failure;
import demi.contract.Model.Embedded;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** Reads what an embedding model answers, and takes nothing on trust. */
final class Embeddings {

    private static final int LARGEST = 16_384;

    private Embeddings() {}

    static Future<Embedded> read(int status, Buffer body, int texts) {
        if (status == 404) {
            return failed(Failure.Code.UNAVAILABLE, "Ollama does not have the embedding model.");
        }
        if (status != 200) {
            return failed(Failure.Code.UNAVAILABLE, "The embedding model answers " + status + ".");
        }
        try {
            return Future.succeededFuture(
                    new Embedded(embeddings(body.toJsonObject().getJsonArray("embeddings"), texts)));
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            return failed(Failure.Code.INVALID, "The embedding model's answer is none.");
        }
    }

    private static Future<Embedded> failed(Failure.Code code, String sentence) {
        return Future.failedFuture(new Failure(code, sentence));
    }

    private static List<Embedding> embeddings(JsonArray all, int texts) {
        List<Embedding> embeddings = new ArrayList<>();
        int size = all.isEmpty() ? 0 : all.getJsonArray(0).size();
        for (int i = 0; i < all.size(); i++) {
            embeddings.add(embedding(all.getJsonArray(i), size));
        }
        if (embeddings.size() != texts) {
            throw new IllegalArgumentException("not as many as texts");
        }
        return embeddings;
    }

    private static Embedding embedding(JsonArray numbers, int size) {
        if (size == 0 || size > LARGEST || numbers.size() != size) {
            throw new IllegalArgumentException("not of one size");
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = numbers.getFloat(i);
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("not a number");
            }
        }
        return Embedding.of(values);
    }
}
