package demi.conductor;

import demi.contract.Bus;
import demi.contract.Discord;
import demi.contract.Discord.Look;
import demi.contract.Discord.Seen;
import demi.contract.Failure;
import demi.contract.Message;
import demi.contract.Model;
import demi.contract.NameLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that come with a message. They are shown with its turn only; the transcript keeps words. */
final class Sight {

    private static final Logger LOG = LoggerFactory.getLogger(Sight.class);
    static final String UNSEEN = " (You cannot see it.)";

    /** At a start the conductor is there before the room that looks. */
    private static final int TRIES = 10;

    private static final long PAUSE_MS = 500;

    private final Vertx vertx;
    private final Bus bus;

    Sight(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** In Base64; none where the model cannot see, or they are gone: nobody goes without an answer for want of them. */
    Future<List<String>> of(Message said) {
        if (said.pictures().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return bus.ask(Model.NOW, new Model.HowIsIt())
                .compose(state -> state.sees()
                        ? look(new Look(said.pictures()), TRIES)
                        : Future.succeededFuture(new Seen(List.of())))
                .map(Seen::images)
                .onFailure(thrown -> LOG.warn("Pictures could not be looked at: {}", thrown.getMessage()))
                .otherwise(List.of());
    }

    private Future<Seen> look(Look look, int tries) {
        return bus.ask(Discord.LOOK, look).recover(thrown -> {
            boolean isThere = Failure.codeOf(thrown) != Failure.Code.UNAVAILABLE;
            return isThere || tries == 1
                    ? Future.failedFuture(thrown)
                    : vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(later -> look(look, tries - 1));
        });
    }

    /** What the model reads beside them: it has to know where there was something that it does not see. */
    static String words(Message said, NameLabels names, List<String> images) {
        return Shared.words(said, names) + (said.pictures().size() > images.size() ? UNSEEN : "");
    }
}
