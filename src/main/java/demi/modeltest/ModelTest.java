package demi.modeltest;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.ModelCatalogApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Emotion;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A talk between a made-up person and Demi's own rooms, over the bus: as many messages as are wanted, the follow-ups to
 * them, and a check-in at the end. The rooms must be open, on a database that nobody else uses, and the autonomy room
 * must not be: whether she may speak first is answered here. All state is on one context.
 */
@WallTime("times of messages")
public final class ModelTest {

    private static final String PERSON = "model-test";
    /** A talk has pauses: after so many turns the follow-ups are waited for. */
    private static final int TURNS_BETWEEN_PAUSES = 5;

    private static final long LOOK_AGAIN_MS = 250;
    private static final int MOST_FACTS = 100;

    private final Vertx vertx;
    private final Bus bus;
    private final Options options;
    private final Consumer<String> progress;
    private final List<TalkTurn> turns = new ArrayList<>();
    private final List<InferenceApi.Measured> followUps = new ArrayList<>();
    private @Nullable Promise<String> answer;
    private boolean followUpsLate;

    /**
     * @param turns how many messages the person writes
     * @param patience for one answer
     * @param pause how long follow-ups are waited for at most
     * @param persona of which nothing may come back word for word
     */
    public record Options(int turns, Duration patience, Duration pause, String persona) {}

    /** @param progress told, turn by turn, in a line */
    public ModelTest(Vertx vertx, Bus bus, Options options, Consumer<String> progress) {
        this.vertx = vertx;
        this.bus = bus;
        this.options = options;
        this.progress = progress;
    }

    /** Fails when the rooms cannot take part; a model that fails is what the report is about. */
    public Future<ModelReport> run() {
        Promise<ModelReport> report = Promise.promise();
        vertx.runOnContext(start -> begin().compose(begun -> talk(0))
                .compose(talked -> writeFirst())
                .compose(this::report)
                .onComplete(report));
        return report.future();
    }

    private Future<?> begin() {
        return Future.all(
                        bus.subscribe(ChatApi.EVENTS, this::happened),
                        bus.subscribe(InferenceApi.MEASURED, this::measured),
                        bus.handle(
                                AutonomyApi.CONFIRM, asked -> Future.succeededFuture(AutonomyApi.Confirmation.ALLOWED)))
                .compose(ready -> bus.request(
                        AccountStore.ADD_USER,
                        new AccountStore.AddUser(
                                PERSON, "test@localhost", "Test", new Secret("!"), Instant.now(), false)));
    }

    private Future<Void> talk(int turn) {
        if (turn == options.turns()) {
            return settle();
        }
        Future<Void> before = turn > 0 && turn % TURNS_BETWEEN_PAUSES == 0 ? settle() : Future.succeededFuture();
        return before.compose(ready -> say(turn)).compose(said -> talk(turn + 1));
    }

    private Future<Void> say(int number) {
        TalkTurn turn = new TalkTurn();
        turns.add(turn);
        Promise<String> waiting = Promise.promise();
        answer = waiting;
        return bus.request(ChatApi.SAY, new ChatApi.Say(PERSON, TalkScript.message(number), null, Instant.now()))
                .compose(said -> waiting.future()
                        .timeout(options.patience().toMillis(), TimeUnit.MILLISECONDS)
                        .otherwise(""))
                .map(text -> {
                    answer = null;
                    turn.end(text);
                    progress.accept((number + 1) + " of " + options.turns() + ": "
                            + (turn.isAnswered() ? "answered" : "no answer"));
                    return null;
                });
    }

    private void happened(ChatApi.Event event) {
        if (!event.userId().equals(PERSON) || turns.isEmpty()) {
            return;
        }
        TalkTurn turn = turns.get(turns.size() - 1);
        if (event instanceof ChatApi.Delta delta) {
            turn.delta(delta.seq());
        } else if (event instanceof ChatApi.MessageAdded spoken
                && spoken.message().sender() == Message.Sender.DEMI
                && !spoken.message().holding()) {
            answered(spoken.message().content());
        } else if (event instanceof ChatApi.Unanswered) {
            answered("");
        }
    }

    private void answered(String text) {
        if (answer != null) {
            answer.tryComplete(text);
        }
    }

    private void measured(InferenceApi.Measured request) {
        if (request.priority() == InferenceApi.Priority.BACKGROUND) {
            followUps.add(request);
        } else if (!turns.isEmpty()) {
            turns.get(turns.size() - 1).measured(request);
        }
    }

    /** Waits, as people do between talks, until nothing is left to think over. */
    private Future<Void> settle() {
        return settle(System.nanoTime() + options.pause().toNanos());
    }

    private Future<Void> settle(long until) {
        return bus.request(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps())
                .compose(open -> {
                    if (open.messages().isEmpty() || System.nanoTime() - until >= 0) {
                        followUpsLate |= !open.messages().isEmpty();
                        return Future.succeededFuture();
                    }
                    return Timers.pause(vertx, LOOK_AGAIN_MS).compose(later -> settle(until));
                });
    }

    private Future<ChatApi.CheckIn> writeFirst() {
        ChatApi.WriteFirst wish = new ChatApi.WriteFirst(
                PERSON, UUID.randomUUID().toString(), ChatApi.Tone.PLAIN, Emotion.LONELINESS, null);
        return bus.request(ChatApi.WRITE_FIRST, wish)
                .otherwise(thrown -> new ChatApi.CheckIn(
                        null, "failed", thrown instanceof Failure failure ? failure.sentence() : "It failed."));
    }

    private Future<ModelReport> report(ChatApi.CheckIn written) {
        return Future.all(
                        bus.request(InferenceApi.STATUS, new InferenceApi.GetState()),
                        bus.request(MemoryApi.LIST, new MemoryApi.ListMemories(PERSON, MOST_FACTS, 0)))
                .compose(both -> {
                    InferenceApi.State state = both.resultAt(0);
                    MemoryApi.MemoryPage known = both.resultAt(1);
                    TalkFigures figures = new TalkFigures(turns, followUps, known.memories(), options.persona());
                    return inspect(state).map(like -> figures.report(state, like, written, followUpsLate));
                });
    }

    private Future<ModelCatalogApi.@Nullable Inspection> inspect(InferenceApi.State state) {
        String model = state.model();
        return model == null
                ? Future.succeededFuture()
                : bus.request(ModelCatalogApi.INSPECT, new ModelCatalogApi.InspectModel(model))
                        .otherwiseEmpty();
    }
}
