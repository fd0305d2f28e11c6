package demi.conductor.prompt;

import demi.api.DiscordApi;
import demi.api.DiscordApi.Look;
import demi.api.DiscordApi.Seen;
import demi.api.InferenceApi;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.NameLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that come with a message. They are shown with its turn only; the transcript keeps words. */
public final class ImageLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ImageLoader.class);
    public static final String UNSEEN = " (You cannot see it.)";

    /** At a start the conductor is there before the room that looks. */
    private static final int TRIES = 10;

    private static final long PAUSE_MS = 500;

    private final Vertx vertx;
    private final Bus bus;

    public ImageLoader(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** In Base64; none where the model cannot see, or they are gone: nobody goes without an answer for want of them. */
    public Future<List<String>> of(Message said) {
        if (said.pictures().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return bus.ask(InferenceApi.NOW, new InferenceApi.HowIsIt())
                .compose(state -> state.sees()
                        ? look(new Look(said.pictures()), TRIES)
                        : Future.succeededFuture(new Seen(List.of())))
                .map(Seen::images)
                .onFailure(thrown -> LOG.warn("Pictures could not be looked at: {}", thrown.getMessage()))
                .otherwise(List.of());
    }

    private Future<Seen> look(Look look, int tries) {
        return bus.ask(DiscordApi.LOOK, look).recover(thrown -> {
            boolean isThere = Failure.codeOf(thrown) != Failure.Code.UNAVAILABLE;
            return isThere || tries == 1
                    ? Future.failedFuture(thrown)
                    : Timers.pause(vertx, PAUSE_MS).compose(later -> look(look, tries - 1));
        });
    }

    /** What the model reads beside them: it has to know where there was something that it does not see. */
    public static String words(Message said, NameLabels names, List<String> images) {
        return GroupChat.words(said, names) + (said.pictures().size() > images.size() ? UNSEEN : "");
    }
}
