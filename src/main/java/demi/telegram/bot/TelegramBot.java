package demi.telegram.bot;

import demi.bus.Timers;
import demi.telegram.bot.BotApiException.Kind;
import demi.telegram.update.Fields;
import demi.telegram.update.MalformedUpdate;
import demi.telegram.update.PhotoSize;
import demi.telegram.update.Update;
import demi.telegram.update.UpdateReader;
import demi.telegram.update.User;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bot on Telegram. All that fails does so with a {@link BotApiException}. Belongs to one context. */
public final class TelegramBot {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramBot.class);
    private static final int MIGRATIONS = 1_000;
    /** What is sent to no chat waits too where Telegram asks to. */
    private static final long NO_CHAT = 0;
    /** How long a file is waited for where Telegram asks to wait. */
    private static final Duration FILE_WAIT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final BotOptions options;
    private final BotApiClient api;
    private final SendQueue sends;
    private final UpdatePoller poller;
    private final BotListener listener;
    /** New ids of groups, by their old ones. */
    private final Map<Long, Long> migrations = new BoundedMap<>(MIGRATIONS);

    private TelegramBot(Vertx vertx, BotOptions options, BotListener listener) {
        this.vertx = vertx;
        this.options = options;
        this.listener = listener;
        this.api = new BotApiClient(vertx, options);
        this.sends = new SendQueue(vertx);
        this.poller = new UpdatePoller(vertx, api, options, new Migrating());
    }

    /** Begins to connect, and tries on by itself until it is closed or the token is refused; the listener is told. */
    public static TelegramBot open(Vertx vertx, BotOptions options, BotListener listener) {
        TelegramBot bot = new TelegramBot(vertx, options, listener);
        bot.poller.open();
        return bot;
    }

    /** Only asks whether the token is good, once, and listens to nothing; never fails. */
    public static Future<BotStatus> look(Vertx vertx, BotOptions options) {
        if (!BotApiClient.isToken(options.token())) {
            return Future.succeededFuture(BotStatus.NO_TOKEN);
        }
        BotApiClient api = new BotApiClient(vertx, options);
        return api.call("getMe", new JsonObject(), options.answer(), BotApiClient.LONGEST_ANSWER)
                .map(result -> new BotStatus(
                        BotStatus.State.CONNECTED,
                        UpdateReader.user(Fields.of(result, "result")).handle()))
                .otherwise(thrown -> thrown instanceof BotApiException broken
                        ? BotStatus.of(broken)
                        : new BotStatus(BotStatus.State.RETRYING, "Telegram's answer is unreadable."))
                .eventually(api::close);
    }

    public BotStatus status() {
        return poller.status();
    }

    /**
     * Sends a message, after those to the same chat that were asked for before it. Where Telegram asks to wait it is sent later; nothing
     * else is tried twice, since it might then be there twice (see {@link BotApiException#mayHaveWorked}).
     *
     * @return its id in the chat
     */
    public Future<Long> send(OutgoingMessage message) {
        if (message.text().isBlank() || message.text().length() > OutgoingMessage.LONGEST) {
            return Future.failedFuture(new BotApiException(
                    Kind.REFUSED, "sendMessage: a text of " + message.text().length() + " code units"));
        }
        return sends.add(current(message.chatId()), () -> deliver(message, true));
    }

    private Future<Long> deliver(OutgoingMessage message, boolean mayMigrate) {
        return call("sendMessage", message.json(current(message.chatId())))
                .map(result -> sent(result).number("message_id"))
                .recover(thrown -> {
                    Long to = thrown instanceof BotApiException broken ? broken.migratedTo() : null;
                    if (to == null || !mayMigrate) {
                        return Future.failedFuture(thrown);
                    }
                    migrated(message.chatId(), to);
                    return deliver(message, false);
                })
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof MalformedUpdate
                                ? new BotApiException(
                                        Kind.SERVER, "sendMessage: sent, but no id told", true, null, null)
                                : thrown));
    }

    private static Fields sent(Object result) {
        return Fields.of(result, "result");
    }

    /** Shows that the bot is writing, for 5 s or until it sends something. Says nothing where Telegram has asked to wait. */
    public Future<Void> typing(long chatId, @Nullable Long threadId) {
        if (sends.waits(current(chatId))) {
            return Future.succeededFuture();
        }
        JsonObject parameters = new JsonObject().put("chat_id", current(chatId)).put("action", "typing");
        if (threadId != null) {
            parameters.put("message_thread_id", threadId);
        }
        return call("sendChatAction", parameters).mapEmpty();
    }

    /**
     * Says which commands there are, in place of what was said before.
     *
     * @param language of two letters; null: of all others
     */
    public Future<Void> setCommands(List<BotCommand> commands, @Nullable String language) {
        JsonArray all = new JsonArray();
        for (BotCommand command : commands) {
            all.add(new JsonObject().put("command", command.name()).put("description", command.description()));
        }
        JsonObject parameters = new JsonObject().put("commands", all);
        if (language != null) {
            parameters.put("language_code", language);
        }
        return sends.add(NO_CHAT, () -> call("setMyCommands", parameters)).mapEmpty();
    }

    /** Loads a file; fails where it is larger than that many bytes, or than the 20 MiB that Telegram gives to bots. */
    public Future<Buffer> file(String fileId, int largest) {
        JsonObject parameters = new JsonObject().put("file_id", fileId);
        return call("getFile", parameters)
                .recover(thrown -> thrown instanceof BotApiException broken
                                && broken.retryAfter() != null
                                && broken.retryAfter().compareTo(FILE_WAIT) <= 0
                        ? Timers.pause(vertx, broken.retryAfter().toMillis())
                                .compose(waited -> call("getFile", parameters))
                        : Future.failedFuture(thrown))
                .compose(result -> {
                    Fields file = Fields.of(result, "result");
                    Long bytes = file.numberOrNull("file_size");
                    String path = file.textOrNull("file_path");
                    if (bytes != null && bytes > largest) {
                        return Future.failedFuture(BotApiClient.tooLarge());
                    }
                    return path == null
                            ? Future.failedFuture(new BotApiException(Kind.REFUSED, "getFile: no path"))
                            : api.download(path, largest);
                })
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof MalformedUpdate
                                ? new BotApiException(Kind.SERVER, "getFile: unreadable")
                                : thrown));
    }

    /** Loads the largest size of a photo that is not larger than that. */
    public Future<Buffer> photo(List<PhotoSize> sizes, int largest) {
        return PhotoSize.largestWithin(sizes, largest)
                .map(size -> file(size.fileId(), largest))
                .orElseGet(() -> Future.failedFuture(BotApiClient.tooLarge()));
    }

    private Future<Object> call(String method, JsonObject parameters) {
        return api.call(method, parameters, options.answer(), BotApiClient.LONGEST_ANSWER);
    }

    private long current(long chatId) {
        return migrations.getOrDefault(chatId, chatId);
    }

    private void migrated(long from, long to) {
        if (!Long.valueOf(to).equals(migrations.put(from, to))) {
            LOG.info("A group has become a supergroup: chat={} now={}", from, to);
            try {
                listener.migrated(from, to);
            } catch (RuntimeException e) {
                LOG.error("Could not note that a group has another id: chat={} now={}", from, to, e);
            }
        }
    }

    /** Ends all that is under way; what waits to be sent fails. */
    public Future<Void> close() {
        poller.close();
        sends.close();
        return api.close();
    }

    /** Notes what an update says of a group's id before it is handed on. */
    private final class Migrating implements BotListener {

        @Override
        public void opened(User me) {
            listener.opened(me);
        }

        @Override
        public void changed(BotStatus status) {
            listener.changed(status);
        }

        @Override
        public void coming(List<Update> updates) {
            listener.coming(updates);
        }

        @Override
        public Future<Void> received(Update update) {
            if (update.message() != null && update.message().migratedTo() != null) {
                TelegramBot.this.migrated(
                        update.message().chat().id(), update.message().migratedTo());
            }
            return listener.received(update);
        }

        @Override
        public void migrated(long from, long to) {
            listener.migrated(from, to);
        }
    }
}
