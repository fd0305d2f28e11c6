package demi.memory.meaning;

import demi.api.MemoryApi.Recall;
import demi.api.store.VectorStore;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.memory.recall.RecallQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds facts and lines by what they mean. Those that have no numbers yet get them when nobody is talking to her; numbers of
 * another model, or of another size, are never compared.
 */
public final class Meanings {

    private static final Logger LOG = LoggerFactory.getLogger(Meanings.class);
    private static final long SOON_MS = 2_000;
    private static final long LATER_MS = 60_000;
    private static final int NEAREST_FACTS = 40;
    private static final int NEAREST_LINES = 30;

    private final Vertx vertx;
    private final Bus bus;
    private final Embedder embedder;
    private final Duration patience;
    private final FactMeanings facts;
    private final LineMeanings lines;
    /** Of the model's vectors, 0 before the first came. */
    private int dimensions;

    private boolean filling;
    private boolean fillMore;
    private long again = -1;

    /**
     * @param model empty: there is none, and nothing is known of meanings
     * @param patience how long a message waits for its meaning
     */
    public Meanings(Vertx vertx, Bus bus, String model, Duration patience) {
        this.vertx = vertx;
        this.bus = bus;
        this.patience = patience;
        this.embedder = new Embedder(bus, model);
        this.facts = new FactMeanings(bus, embedder);
        this.lines = new LineMeanings(bus, embedder);
    }

    public void publishHealth() {
        embedder.publishHealth();
    }

    /** What comes near the meaning of a message; unknown where that cannot be told soon. Never fails. */
    public Future<Meaning> of(Recall asked, RecallQuery query) {
        // Without a word that tells something, it means nothing that could be remembered.
        if (!embedder.isConfigured() || query.words().isEmpty()) {
            return Future.succeededFuture(Meaning.UNKNOWN);
        }
        Future<Meaning> found = embedder.query(asked.said().content())
                .compose(vector -> sized(vector.length).compose(fits -> near(asked, vector)))
                .recover(thrown -> {
                    LOG.debug("Recalled by words only: {}", thrown.getMessage());
                    return Future.succeededFuture(Meaning.UNKNOWN);
                });
        Future<Meaning> tooLate = Timers.pause(vertx, patience.toMillis()).map(late -> Meaning.UNKNOWN);
        return Future.any(found, tooLate).map(either -> found.isComplete() ? found.result() : Meaning.UNKNOWN);
    }

    private Future<Meaning> near(Recall asked, float[] vector) {
        Future<CodeIndex> ofFacts = facts.codes(asked.userId(), vector.length);
        Future<CodeIndex> ofLines = lines.codes(asked.conversationId(), vector.length);
        return Future.all(ofFacts, ofLines).compose(both -> {
            CodeIndex.Wanted line = ofLines.result().wanted(vector);
            return facts.nearest(asked.userId(), ofFacts.result(), vector, NEAREST_FACTS)
                    .map(exact -> new Meaning(
                            ofFacts.result().wanted(vector),
                            line,
                            List.copyOf(exact.keySet()),
                            LongStream.of(line.nearest(NEAREST_LINES)).boxed().toList(),
                            exact));
        });
    }

    /** Some of what is known of this person, or was said in this conversation, is not to be found any more. */
    public void onForgotten(String userId) {
        facts.onForgotten(userId);
        lines.onForgotten(userId);
    }

    /** Notices that the model of this name is another one now: what the one before made is made anew. */
    private Future<?> sized(int now) {
        if (now == dimensions) {
            return Future.succeededFuture();
        }
        if (dimensions != 0) {
            LOG.info(
                    "Rebuilding the vector index: {} gives {} numbers now, not {}", embedder.keptAs(), now, dimensions);
        }
        dimensions = now;
        facts.clear();
        lines.clear();
        return bus.request(VectorStore.DROP_OTHER_SIZES, new VectorStore.DropOtherSizes(embedder.keptAs(), now))
                .onSuccess(dropped -> fill());
    }

    /** Something was said or learned. */
    public void onNew() {
        lines.onSaid();
        fill();
    }

    /** Sees to it, bit by bit, that everything can be found. */
    public void fill() {
        if (filling || !embedder.isConfigured()) {
            // What there is to do now may have come after the batch that is under way was chosen.
            fillMore = filling;
            return;
        }
        filling = true;
        vertx.cancelTimer(again);
        nextBatch()
                .onSuccess(more -> {
                    filling = false;
                    if (more || fillMore) {
                        fillMore = false;
                        fill();
                    }
                })
                .onFailure(thrown -> {
                    boolean gaveWay = Failure.codeOf(thrown) == Failure.Code.CANCELLED;
                    filling = false;
                    again = Timers.after(vertx, gaveWay ? SOON_MS : LATER_MS, timer -> fill());
                });
    }

    private Future<Boolean> nextBatch() {
        return facts.fill()
                .compose(size -> size > 0 ? Future.succeededFuture(size) : lines.fill())
                .compose(size -> size > 0
                        ? sized(size).map(done -> true)
                        : embedder.prove().map(done -> false));
    }
}
