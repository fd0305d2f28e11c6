package demi.telegram.chat;

import demi.bus.Failure;
import demi.network.client.InviteClient;
import demi.network.client.NetworkClient;
import demi.network.client.Post;
import demi.network.client.TypingClient;
import demi.network.message.ReplyTarget;
import demi.telegram.bot.BotApiException;
import demi.telegram.bot.OutgoingMessage;
import demi.telegram.bot.TelegramBot;
import demi.telegram.update.User;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * What she writes on Telegram. Telegram knows no nonces: what may have arrived, but was not confirmed, is there twice rather than not at
 * all.
 */
public final class TelegramClient implements NetworkClient, TypingClient, InviteClient {

    private final TelegramBot bot;
    private final User me;

    public TelegramClient(TelegramBot bot, User me) {
        this.bot = bot;
        this.me = me;
    }

    @Override
    public String ownId() {
        return Long.toString(me.id());
    }

    @Override
    public @Nullable String inviteUrl() {
        return me.username() == null ? null : "https://t.me/" + me.username();
    }

    /** Where several may write, an answer shows what it answers. */
    @Override
    public Future<Void> post(ReplyTarget target, Post post) {
        return ChatPlace.of(target)
                .map(place -> bot.send(new OutgoingMessage(
                                place.chat(),
                                place.thread(),
                                post.isAnswer() && !target.isDirect() ? place.message() : null,
                                post.text()))
                        .recover(thrown -> Future.failedFuture(failure(thrown)))
                        .<Void>mapEmpty())
                .orElseGet(() ->
                        Future.failedFuture(new Failure(Failure.Code.INVALID, "There is no such chat on Telegram.")));
    }

    /** What another try may help against is UNAVAILABLE. */
    private static Failure failure(Throwable thrown) {
        if (!(thrown instanceof BotApiException broken)) {
            return new Failure(Failure.Code.INTERNAL, "Telegram's client failed: " + thrown.getClass());
        }
        return switch (broken.kind()) {
            case NETWORK, SERVER, FLOOD, TOKEN, CONFLICT, MIGRATED ->
                new Failure(Failure.Code.UNAVAILABLE, "Telegram does not take it now (" + broken.sentence() + ").");
            case FORBIDDEN -> new Failure(Failure.Code.INVALID, "She may not write there (" + broken.sentence() + ").");
            case REFUSED -> new Failure(Failure.Code.INVALID, "Telegram refuses it (" + broken.sentence() + ").");
        };
    }

    @Override
    public Future<Void> typing(ReplyTarget target) {
        return ChatPlace.of(target)
                .map(place -> bot.typing(place.chat(), place.thread()))
                .orElseGet(Future::succeededFuture);
    }
}
