package demi.telegram.bot;

import demi.telegram.update.Update;
import demi.telegram.update.User;
import io.vertx.core.Future;
import java.util.List;

/** What a {@link TelegramBot} tells; always on its context. What one of these throws is logged, and harms nothing else. */
public interface BotListener {

    /** The token is good; called once, before anything is received. */
    void opened(User me);

    /** Called when the state is another, or of {@link BotStatus.State#RETRYING} the reason. */
    void changed(BotStatus status);

    /** Called with what came at once, in order; each of it is then received, one or the other later. */
    default void coming(List<Update> updates) {}

    /**
     * Takes one update. The next one comes at once; Telegram keeps this one, and what came after it, until this is done. The same may
     * come twice: after a crash, or a close, right after it was taken.
     *
     * @return has to end. Where it fails with {@link demi.bus.Failure.Code#UNAVAILABLE} or {@link demi.bus.Failure.Code#TIMEOUT}, the
     *     update is kept and comes again; with anything else it is given up.
     */
    Future<Void> received(Update update);

    /** A group has become a supergroup, with another id; what is sent to the old id goes to the new one from now on. */
    void migrated(long from, long to);
}
