package demi.telegram.bot;

import demi.bus.Failure;
import demi.bus.Timers;
import demi.telegram.bot.BotStatus.State;
import demi.telegram.update.Fields;
import demi.telegram.update.MalformedUpdate;
import demi.telegram.update.Update;
import demi.telegram.update.UpdateReader;
import demi.telegram.update.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for updates for as long as it is not closed, and hands them over in order. With Telegram an update counts as received once a
 * later one is asked for; that happens only when it, and all before it, were taken. Until then Telegram is asked again and again from
 * the first of them on, so that what comes meanwhile does not wait. Belongs to one context.
 */
final class UpdatePoller {

    private static final Logger LOG = LoggerFactory.getLogger(UpdatePoller.class);
    /** The most that Telegram tells at once. */
    private static final int MOST = 100;
    /** Where some are being taken. Telegram tells one update only where it is asked for the same within half a second. */
    private static final Duration SOON = Duration.ofMillis(600);

    /** Of an update that was handed over. */
    private enum Taking {
        UNDER_WAY,
        DONE,
        /** It could not be taken, and is handed over once more. */
        AGAIN
    }

    private final Vertx vertx;
    private final BotApiClient api;
    private final BotOptions options;
    private final BotListener listener;
    private BotStatus status = new BotStatus(State.CONNECTING, "Connecting to Telegram.");
    private @Nullable User me;
    /** Of the next update that is asked for; 0: of the first that is kept. */
    private long offset;

    /** By id, in order: those from {@link #offset} on that were handed over. */
    private final Map<Long, Taking> taking = new LinkedHashMap<>();
    /** Until Telegram is asked again, while some are being taken. */
    private long rest = Timers.NONE;

    private int limit = MOST;
    private Duration pause;
    private boolean closed;

    UpdatePoller(Vertx vertx, BotApiClient api, BotOptions options, BotListener listener) {
        this.vertx = vertx;
        this.api = api;
        this.options = options;
        this.listener = listener;
        this.pause = options.firstPause();
    }

    void open() {
        if (BotApiClient.isToken(options.token())) {
            next();
        } else {
            change(BotStatus.NO_TOKEN);
        }
    }

    void close() {
        closed = true;
    }

    BotStatus status() {
        return status;
    }

    private void next() {
        if (closed) {
            return;
        }
        (me == null ? logIn() : poll()).onComplete(done -> succeeded(), this::failed);
    }

    private Future<Void> logIn() {
        return call("getMe", new JsonObject())
                .map(result -> UpdateReader.user(Fields.of(result, "result")))
                .map(user -> {
                    me = user;
                    LOG.info("Connected to Telegram: bot={}", user.id());
                    tell("opened", () -> listener.opened(user));
                    return null;
                });
    }

    private Future<Void> poll() {
        forgetThoseDone();
        Duration within = taking.isEmpty() ? options.poll() : Duration.ZERO;
        JsonObject parameters = new JsonObject()
                .put("offset", offset)
                .put("limit", limit)
                .put("timeout", within.toSeconds())
                .put("allowed_updates", new JsonArray(UpdateReader.ALLOWED));
        return api.call("getUpdates", parameters, within.plus(options.answer()), BotApiClient.LONGEST_LIST)
                .compose(result -> {
                    if (!(result instanceof JsonArray updates)) {
                        return Future.failedFuture(new MalformedUpdate("getUpdates: no list"));
                    }
                    List<Update> read = UpdateReader.read(updates);
                    if (read.isEmpty() && !updates.isEmpty()) {
                        return Future.failedFuture(new MalformedUpdate("getUpdates: no update has an id"));
                    }
                    handOver(read);
                    return Future.succeededFuture();
                });
    }

    /** Those that are new, or could not be taken before; not beyond one that cannot be taken now. */
    private void handOver(List<Update> updates) {
        List<Update> fresh = updates.stream()
                .filter(update -> taking.getOrDefault(update.id(), Taking.AGAIN) == Taking.AGAIN)
                .toList();
        tell("coming", () -> listener.coming(fresh));
        for (Update update : fresh) {
            if (closed || (taking.containsValue(Taking.AGAIN) && !taking.containsKey(update.id()))) {
                return;
            }
            taking.put(update.id(), Taking.UNDER_WAY);
            // What throws has failed.
            Future.succeededFuture(update)
                    .compose(listener::received)
                    .onComplete(done -> taken(update.id(), done.cause()));
        }
    }

    private void taken(long id, @Nullable Throwable thrown) {
        Failure.Code code = thrown == null ? null : Failure.codeOf(thrown);
        boolean again = code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT;
        if (again) {
            LOG.warn("Could not take an update, it will come again: update={} reason={}", id, code);
        } else if (thrown != null) {
            LOG.error("Could not take an update, it is given up: update={}", id, thrown);
        }
        taking.put(id, again ? Taking.AGAIN : Taking.DONE);
        if (rest != Timers.NONE && !isTaking()) {
            rested();
        }
    }

    private boolean isTaking() {
        return taking.values().stream().anyMatch(each -> each != Taking.DONE);
    }

    /** Only when it is asked for more: an answer to what was asked before may still tell them. */
    private void forgetThoseDone() {
        Iterator<Map.Entry<Long, Taking>> all = taking.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Taking> first = all.next();
            if (first.getValue() != Taking.DONE) {
                return;
            }
            // Also where it is less than before: ids begin anew after a week without updates.
            offset = first.getKey() + 1;
            all.remove();
        }
    }

    private void rested() {
        vertx.cancelTimer(rest);
        rest = Timers.NONE;
        next();
    }

    private Future<Object> call(String method, JsonObject parameters) {
        return api.call(method, parameters, options.answer(), BotApiClient.LONGEST_ANSWER);
    }

    private void succeeded() {
        if (closed) {
            return;
        }
        limit = Math.min(MOST, limit * 2);
        if (taking.containsValue(Taking.AGAIN)) {
            change(State.RETRYING, "Messages from Telegram cannot be taken in.");
            again(longer());
            return;
        }
        pause = options.firstPause();
        if (me != null) {
            change(State.CONNECTED, "Connected to Telegram.");
        }
        if (!isTaking()) {
            next();
        } else {
            rest = Timers.after(vertx, SOON.toMillis(), over -> rested());
        }
    }

    private void failed(Throwable thrown) {
        if (closed) {
            return;
        }
        // Should one of them be what makes the answer too long, or unreadable.
        limit = Math.max(1, limit / 4);
        if (!(thrown instanceof BotApiException broken)) {
            if (!(thrown instanceof MalformedUpdate)) {
                LOG.error("Could not read updates", thrown);
            }
            change(State.RETRYING, "Telegram's answer is unreadable.");
            again(longer());
            return;
        }
        switch (broken.kind()) {
            case TOKEN -> {
                LOG.error("Telegram refuses the bot token: reason={}", broken.sentence());
                change(BotStatus.of(broken));
            }
            case CONFLICT -> conflict(broken);
            case FLOOD -> {
                Duration told = broken.retryAfter();
                change(BotStatus.of(broken));
                again(told == null ? longer() : told);
            }
            default -> {
                change(BotStatus.of(broken));
                again(longer());
            }
        }
    }

    /** A webhook is deleted, which harms nothing where there is none. */
    private void conflict(BotApiException broken) {
        if (AnswerReader.isWebhook(broken.sentence())) {
            LOG.warn("Deleting the webhook of the bot: updates are polled for");
            change(State.RETRYING, "A webhook of the bot kept its messages; it is being deleted.");
        } else {
            change(BotStatus.of(broken));
        }
        call("deleteWebhook", new JsonObject().put("drop_pending_updates", false))
                .onComplete(done -> {
                    if (done.failed()) {
                        LOG.warn(
                                "Could not delete the webhook: reason={}",
                                done.cause().getMessage());
                    }
                    again(longer());
                });
    }

    /** The pause that is due; the next one is twice as long. */
    private Duration longer() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(options.longestPause()) < 0 ? doubled : options.longestPause();
        return now;
    }

    private void again(Duration after) {
        Timers.after(vertx, Math.max(1, after.toMillis()), fired -> next());
    }

    private void change(State state, String sentence) {
        change(new BotStatus(state, sentence));
    }

    private void change(BotStatus now) {
        if (now.equals(status)) {
            return;
        }
        State state = now.state();
        if (state == State.CONNECTED || state == State.REFUSED) {
            LOG.debug("State of the connection to Telegram: {}", state);
        } else {
            LOG.warn("No messages from Telegram: state={} reason={}", state, now.sentence());
        }
        status = now;
        tell("changed", () -> listener.changed(now));
    }

    private static void tell(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("Could not tell of the connection to Telegram: event={}", what, e);
        }
    }
}
