package demi.telegram.bot;

import demi.bus.Timers;
import demi.telegram.bot.BotApiException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls in order, by chat. One that Telegram asks to wait for waits, and those to the same chat behind it; whatever else it comes
 * to ends it, and the next one follows. Belongs to one context.
 */
final class SendQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SendQueue.class);
    private static final int MOST = 100;
    private static final Duration UNTOLD_WAIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    /** By chat; one that has nothing to send has none. */
    private final Map<Long, Chat> chats = new HashMap<>();

    private boolean closed;

    SendQueue(Vertx vertx) {
        this.vertx = vertx;
    }

    private record Call<T>(Supplier<Future<T>> make, Promise<T> outcome) {}

    private static final class Chat {
        /** The first one is under way. */
        private final Queue<Call<?>> calls = new ArrayDeque<>();

        private boolean waits;
    }

    /** Fails as the call does, and at once where too many wait for that chat. */
    <T> Future<T> add(long chatId, Supplier<Future<T>> make) {
        Chat chat = chats.computeIfAbsent(chatId, absent -> new Chat());
        if (closed || chat.calls.size() >= MOST) {
            return Future.failedFuture(new BotApiException(
                    Kind.NETWORK, closed ? "the bot is closed" : "too many messages wait for this chat"));
        }
        Call<T> call = new Call<>(make, Promise.promise());
        chat.calls.add(call);
        if (chat.calls.size() == 1) {
            run(chatId, chat, call);
        }
        return call.outcome.future();
    }

    /** Whether Telegram has asked to wait with what is sent to that chat. */
    boolean waits(long chatId) {
        Chat chat = chats.get(chatId);
        return chat != null && chat.waits;
    }

    private <T> void run(long chatId, Chat chat, Call<T> call) {
        call.make.get().onComplete(done -> {
            if (done.failed() && done.cause() instanceof BotApiException broken && broken.kind() == Kind.FLOOD) {
                Duration wait = broken.retryAfter() == null ? UNTOLD_WAIT : broken.retryAfter();
                LOG.warn("Waiting before sending on: chat={} seconds={}", chatId, wait.toSeconds());
                chat.waits = true;
                Timers.pause(vertx, Math.max(1, wait.toMillis())).onComplete(over -> {
                    chat.waits = false;
                    if (over.succeeded() && !closed) {
                        run(chatId, chat, call);
                    } else {
                        end(chatId, chat, call, Future.failedFuture(broken));
                    }
                });
            } else {
                end(
                        chatId,
                        chat,
                        call,
                        done.succeeded() ? Future.succeededFuture(done.result()) : Future.failedFuture(done.cause()));
            }
        });
    }

    private <T> void end(long chatId, Chat chat, Call<T> call, Future<T> outcome) {
        chat.calls.poll();
        Call<?> next = chat.calls.peek();
        if (next == null) {
            chats.remove(chatId);
        } else {
            // Not from within: a long queue of calls that fail at once would go deep.
            vertx.runOnContext(later -> run(chatId, chat, next));
        }
        outcome.onComplete(call.outcome);
    }

    /** What waits fails when its turn comes. */
    void close() {
        closed = true;
    }
}
