package demi.autonomy.quiet;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Quiet;
import demi.api.AutonomyApi.QuietRequest;
import demi.api.ChatApi;
import demi.api.store.AutonomyStore;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.BoundedMap;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Obeys wishes for quiet that are said in chat: at once where the words are plain, later where only a model makes them out. */
@WallTime("quiet hours, pauses that are kept, and the watch over the clock itself")
public final class QuietInChat {

    private static final Logger LOG = LoggerFactory.getLogger(QuietInChat.class);

    private static final int MESSAGES = 100;

    private record Said(String words, Instant at) {}

    /** Whether the newest messages ask for quiet. */
    private final Map<Said, Boolean> wishes = new BoundedMap<>(MESSAGES);

    private final Bus bus;
    private final InstantSource clock;
    private final Function<String, Future<Quiet>> quietOf;

    /** @param quietOf what holds for a person; fails NOT_FOUND for nobody */
    public QuietInChat(Bus bus, InstantSource clock, Function<String, Future<Quiet>> quietOf) {
        this.bus = bus;
        this.clock = clock;
        this.quietOf = quietOf;
    }

    /** "Be quiet for eight hours". */
    public void onMessage(ChatApi.Event event) {
        Message message = event instanceof ChatApi.MessageAdded spoken
                ? spoken.message()
                : event instanceof ChatApi.MessageEdited edited ? edited.message() : null;
        if (message != null && message.sender() == Message.Sender.USER && message.speaker() == null) {
            parse(message.userId(), message.content(), message.createdAt())
                    .compose(wish -> wish.map(meant -> apply(message.userId(), meant.wish(), message.messageId()))
                            .orElse(Future.succeededFuture(Ack.DONE)))
                    .onFailure(thrown -> LOG.warn("Could not save a request for quiet: {}", thrown.getMessage()));
        }
    }

    private record Meant(QuietRequestParser wish, Quiet known, ZoneId zone) {}

    private Future<Optional<Meant>> parse(String userId, String said, Instant at) {
        // Whose zone it is matters only where there is a wish at all.
        if (!isWish(said, at)) {
            return Future.succeededFuture(Optional.empty());
        }
        return quietOf.apply(userId).map(known -> {
            ZoneId zone = zone(known);
            return QuietRequestParser.in(said, at.atZone(zone)).map(wish -> new Meant(wish, known, zone));
        });
    }

    /** Asked twice of each message that is answered: when it comes, and for the reply. */
    private boolean isWish(String said, Instant at) {
        return wishes.computeIfAbsent(
                new Said(said, at),
                asked -> QuietRequestParser.in(said, at.atZone(ZoneOffset.UTC)).isPresent());
    }

    private static ZoneId zone(Quiet known) {
        return Objects.requireNonNullElse(known.zone(), ZoneOffset.UTC);
    }

    private Future<Ack> apply(String userId, QuietRequestParser wish, String messageId) {
        Instant now = clock.instant();
        boolean over = wish.isOver(now);
        Future<Ack> kept = over
                ? bus.request(
                        AutonomyStore.SET_QUIET, new AutonomyApi.SetQuiet(userId, new Quiet(now, null, null, null)))
                : bus.request(AutonomyStore.EXTEND_QUIET, new AutonomyStore.ExtendQuiet(userId, wish.until()));
        return kept.onSuccess(done -> LOG.info(
                "Applied a request for quiet: user={} until={} message={}",
                userId,
                over ? "now" : wish.until(),
                messageId));
    }

    /** What is understood of a message; nothing comes of asking. */
    public Future<QuietRequest> understood(AutonomyApi.ParseQuietRequest asked) {
        return parse(asked.userId(), asked.said(), asked.at())
                .map(found -> found.map(this::understood).orElse(QuietRequest.NOTHING))
                // Of nobody whom she would write to.
                .otherwise(QuietRequest.NOTHING);
    }

    private QuietRequest understood(Meant meant) {
        QuietRequestParser wish = meant.wish();
        if (wish.isOver(clock.instant())) {
            return new QuietRequest(null, true, false, wish.german(), meant.zone());
        }
        Instant until = later(wish.until(), meant.known().until());
        return new QuietRequest(until, false, isOpen(until), wish.german(), meant.zone());
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private boolean isOpen(Instant until) {
        return until.isAfter(clock.instant().plus(QuietRequestParser.OPEN.dividedBy(2)));
    }

    /** What the model makes of words that {@link QuietRequestParser} does not know. */
    public Future<QuietRequest> applyModel(AutonomyApi.ApplyModelQuiet meant) {
        if (!QuietHint.isIn(meant.said())) {
            return Future.succeededFuture(QuietRequest.NOTHING);
        }
        return quietOf.apply(meant.userId()).compose(known -> {
            Instant until =
                    QuietHint.until(meant.until(), meant.at(), zone(known)).orElse(Instant.EPOCH);
            Instant before = known.until();
            if (!until.isAfter(clock.instant()) || (before != null && !until.isAfter(before))) {
                return Future.succeededFuture(QuietRequest.NOTHING);
            }
            LOG.info("Applied a request for quiet that the model read: user={} until={}", meant.userId(), until);
            return bus.request(AutonomyStore.EXTEND_QUIET, new AutonomyStore.ExtendQuiet(meant.userId(), until))
                    .map(new QuietRequest(until, false, false, QuietHint.isGerman(meant.said()), zone(known)));
        });
    }
}
