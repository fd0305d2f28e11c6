package demi.network.inbound;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.value.Message.Speaker;
import demi.api.value.PictureAddress;
import demi.bus.Bus;
import demi.network.client.NetworkClient;
import demi.network.client.NetworkInfo;
import demi.network.client.ReadReceiptClient;
import demi.network.message.ReplyTarget;
import demi.network.outbound.ReplyRouter;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a burst of messages to the conductor, and has its reply expected where it was written. */
@WallTime("times of messages")
public final class MessageSubmitter {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSubmitter.class);

    private final Bus bus;
    private final InstantSource clock;
    private final NetworkInfo network;
    private final ReplyRouter replies;
    private final Supplier<Future<NetworkClient>> client;
    private boolean blind;

    public MessageSubmitter(
            Bus bus,
            InstantSource clock,
            NetworkInfo network,
            ReplyRouter replies,
            Supplier<Future<NetworkClient>> client) {
        this.bus = bus;
        this.clock = clock;
        this.network = network;
        this.replies = replies;
        this.client = client;
    }

    /** If the model's vision support is unknown, assume it has it. */
    public void modelIs(InferenceApi.State state) {
        blind = state.model() != null && !state.sees();
    }

    /** Whether the model cannot see pictures. */
    public boolean isBlind() {
        return blind;
    }

    /** How many replies are waited for in a channel. */
    int waitingIn(String channel) {
        return replies.waitingIn(channel);
    }

    /** It could not be handed over, and the person has to know. */
    void notKept(ReplyTarget place) {
        replies.submitFailed("", place, false);
    }

    /**
     * @param userId whose conversation it is
     * @param speaker who says it, in a group
     * @param refersTo what the messages refer to, in lines
     */
    Future<Void> submit(String userId, MessageDebouncer.Burst burst, @Nullable Speaker speaker, String refersTo) {
        ReplyTarget place = burst.newest().place();
        boolean unseen = blind && !burst.pictures().isEmpty();
        if (unseen) {
            replies.postCannotSee(place);
        }
        if (unseen && burst.onlyShown()) {
            return Future.succeededFuture();
        }
        replies.beginSubmitting(userId, place);
        List<String> pictures = unseen
                ? List.of()
                : burst.pictures().stream()
                        .map(address -> new PictureAddress(network.name(), address).text())
                        .toList();
        ChatApi.Say say = new ChatApi.Say(
                userId, burst.text(), place.clientId(network.name()), clock.instant(), speaker, pictures, refersTo);
        return bus.request(ChatApi.SAY, say)
                .onSuccess(said -> {
                    // Whoever writes too much gets no answer: one to each would be as much again.
                    if (said.duplicate() || said.tooMany()) {
                        replies.submitFailed(userId, place, true);
                    } else {
                        replies.awaitReply(userId, said.messageId(), place);
                    }
                    showRead(place);
                })
                .onFailure(thrown -> replies.submitFailed(userId, place, true))
                .mapEmpty();
    }

    private void showRead(ReplyTarget place) {
        client.get()
                .compose(now -> now instanceof ReadReceiptClient can ? can.read(place) : Future.succeededFuture())
                .onFailure(thrown -> LOG.debug("Could not send a read receipt: {}", thrown.getMessage()));
    }
}
