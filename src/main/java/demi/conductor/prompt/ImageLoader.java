package demi.conductor.prompt;

import demi.api.AttachmentsApi;
import demi.api.AttachmentsApi.FetchPictures;
import demi.api.AttachmentsApi.Pictures;
import demi.api.InferenceApi;
import demi.api.value.Message;
import demi.api.value.PictureAddress;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.NameLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that come with a message. They are shown with its turn only; the transcript keeps words. */
public final class ImageLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ImageLoader.class);
    public static final String UNSEEN = " (You cannot see it.)";

    /** At a start the conductor is there before the network that has them. */
    private static final int TRIES = 10;

    private static final long PAUSE_MS = 500;

    private final Vertx vertx;
    private final Bus bus;

    public ImageLoader(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** Images in Base64; empty when the model cannot see or they cannot be loaded. Never fails. */
    public Future<List<String>> of(Message said) {
        if (said.pictures().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                .compose(state -> state.sees() ? fetchAll(said.pictures()) : Future.succeededFuture(List.<String>of()))
                .onFailure(thrown -> LOG.warn("Could not load pictures: {}", thrown.getMessage()))
                .otherwise(List.of());
    }

    /** From the networks that they came from: in most messages, from one. */
    private Future<List<String>> fetchAll(List<String> pictures) {
        Map<String, List<String>> byNetwork = new LinkedHashMap<>();
        pictures.stream()
                .flatMap(text -> PictureAddress.of(text).stream())
                .forEach(picture -> byNetwork
                        .computeIfAbsent(picture.network(), first -> new ArrayList<>())
                        .add(picture.address()));
        List<Future<Pictures>> all = byNetwork.entrySet().stream()
                .map(each -> fetch(each.getKey(), new FetchPictures(each.getValue()), TRIES))
                .toList();
        return Future.all(all)
                .map(done -> all.stream()
                        .flatMap(each -> each.result().images().stream())
                        .toList());
    }

    private Future<Pictures> fetch(String network, FetchPictures pictures, int tries) {
        return bus.request(AttachmentsApi.fetch(network), pictures).recover(thrown -> {
            boolean isThere = Failure.codeOf(thrown) != Failure.Code.UNAVAILABLE;
            return isThere || tries == 1
                    ? Future.failedFuture(thrown)
                    : Timers.pause(vertx, PAUSE_MS).compose(later -> fetch(network, pictures, tries - 1));
        });
    }

    /** What the model reads beside them: it has to know where there was something that it does not see. */
    public static String words(Message said, NameLabels names, List<String> images) {
        return GroupChat.words(said, names) + (said.pictures().size() > images.size() ? UNSEEN : "");
    }
}
