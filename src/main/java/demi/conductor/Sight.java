package demi.conductor;

import demi.contract.Bus;
import demi.contract.Discord;
import demi.contract.Discord.Look;
import demi.contract.Discord.Seen;
import demi.contract.Message;
import demi.contract.Model;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that come with a message. They are shown with its turn only; the transcript keeps words. */
final class Sight {

    private static final Logger LOG = LoggerFactory.getLogger(Sight.class);
    private static final String UNSEEN = " (You cannot see it.)";

    private final Bus bus;

    Sight(Bus bus) {
        this.bus = bus;
    }

    /** In Base64; none where the model cannot see, or they are gone: nobody goes without an answer for want of them. */
    Future<List<String>> of(Message said) {
        if (said.pictures().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return bus.ask(Model.NOW, new Model.HowIsIt())
                .compose(state -> state.sees()
                        ? bus.ask(Discord.LOOK, new Look(said.pictures()))
                        : Future.succeededFuture(new Seen(List.of())))
                .map(Seen::images)
                .onFailure(thrown -> LOG.warn("Pictures could not be looked at: {}", thrown.getMessage()))
                .otherwise(List.of());
    }

    /** What the model reads beside them: it has to know where there was something that it does not see. */
    static String words(Message said, List<String> images) {
        return Shared.words(said) + (said.pictures().size() > images.size() ? UNSEEN : "");
    }
}
