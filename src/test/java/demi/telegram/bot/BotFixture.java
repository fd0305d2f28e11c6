package demi.telegram.bot;

import demi.api.value.Secret;
import demi.telegram.FakeTelegram;
import demi.telegram.update.Update;
import demi.telegram.update.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** A server that is Telegram, and a bot that notes what it is told. */
final class BotFixture implements BotListener, AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final FakeTelegram telegram = get(FakeTelegram.start(vertx));
    final List<Update> received = new CopyOnWriteArrayList<>();
    final List<BotStatus> statuses = new CopyOnWriteArrayList<>();
    final List<User> opened = new CopyOnWriteArrayList<>();
    final List<List<Long>> migrations = new CopyOnWriteArrayList<>();

    /** What becomes of an update beside being noted. */
    volatile Function<Update, Future<Void>> taking = update -> Future.succeededFuture();

    volatile Runnable telling = () -> {};

    private final Context context = vertx.getOrCreateContext();
    private @Nullable TelegramBot bot;

    /** Where something is silent it is waited for so long; a busy machine may take long to answer. */
    static final Duration HASTY = Duration.ofSeconds(3);

    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** Short pauses. */
    static BotOptions options(URI server, String token) {
        return options(server, token, PATIENT);
    }

    private static BotOptions options(URI server, String token, Duration answer) {
        return new BotOptions(
                server,
                new Secret(token),
                Duration.ofSeconds(1),
                answer,
                answer,
                Duration.ofMillis(10),
                Duration.ofMillis(50));
    }

    BotOptions options() {
        return options(telegram.address(), FakeTelegram.TOKEN);
    }

    TelegramBot open() {
        return open(options());
    }

    TelegramBot openHasty() {
        return open(options(telegram.address(), FakeTelegram.TOKEN, HASTY));
    }

    TelegramBot open(BotOptions options) {
        TelegramBot open = on(() -> Future.succeededFuture(TelegramBot.open(vertx, options, this)));
        bot = open;
        return open;
    }

    /** On the bot's context, as all that is asked of it. */
    <T> T on(Supplier<Future<T>> work) {
        return get(begin(work));
    }

    <T> Future<T> begin(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(done));
        return done.future();
    }

    BotApiException failure(Supplier<Future<?>> work) {
        Throwable thrown = Assertions.assertThrows(
                        CompletionException.class, () -> on(() -> work.get().mapEmpty()))
                .getCause();
        return Assertions.assertInstanceOf(BotApiException.class, thrown);
    }

    List<String> texts() {
        return received.stream()
                .map(update -> Objects.requireNonNull(update.message()).text())
                .toList();
    }

    List<BotStatus.State> states() {
        return statuses.stream().map(BotStatus::state).toList();
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void opened(User me) {
        opened.add(me);
        telling.run();
    }

    @Override
    public void changed(BotStatus status) {
        statuses.add(status);
        telling.run();
    }

    @Override
    public Future<Void> received(Update update) {
        received.add(update);
        return taking.apply(update);
    }

    @Override
    public void migrated(long from, long to) {
        migrations.add(List.of(from, to));
        telling.run();
    }

    @Override
    public void close() {
        TelegramBot open = bot;
        if (open != null) {
            on(open::close);
        }
        get(vertx.close());
    }
}
