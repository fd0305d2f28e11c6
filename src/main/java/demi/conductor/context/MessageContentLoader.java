package demi.conductor.context;

import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.ImageLoader;
import demi.util.NameLabels;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the model reads and sees of the message itself: its words, with names where several share a talk, and its pictures. */
public final class MessageContentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(MessageContentLoader.class);
    /** Messages in which names are looked for. */
    private static final int SPEAKERS_IN = 200;

    private final Bus bus;
    private final ImageLoader pictures;

    public MessageContentLoader(Bus bus, ImageLoader pictures) {
        this.bus = bus;
        this.pictures = pictures;
    }

    /** @param images in Base64 */
    record MessageContent(String words, List<String> images) {
        MessageContent {
            images = List.copyOf(images);
        }
    }

    /** Never fails: what cannot be had is left out. */
    Future<MessageContent> of(Message said) {
        Future<NameLabels> names = names(said);
        Future<List<String>> images = pictures.of(said);
        return Future.all(names, images)
                .map(both ->
                        new MessageContent(ImageLoader.words(said, names.result(), images.result()), images.result()));
    }

    /** Of everybody who has spoken there lately: two of the same name are to be told apart in all of the prompt. */
    private Future<NameLabels> names(Message said) {
        if (!GroupChat.isShared(said)) {
            return Future.succeededFuture(new NameLabels());
        }
        return bus.request(
                        MessageStore.HISTORY, new MessageStore.GetHistory(said.userId(), SPEAKERS_IN, said.seq(), null))
                .map(page -> GroupChat.names(page.messages()))
                .onFailure(thrown -> LOG.warn("Could not read who spoke before: {}", thrown.getMessage()))
                .otherwise(new NameLabels());
    }
}
