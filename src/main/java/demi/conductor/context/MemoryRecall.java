package demi.conductor.context;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Recalled;
import demi.bus.Bus;
import demi.conductor.prompt.GroupChat;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What she remembers of who writes. */
public final class MemoryRecall {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRecall.class);

    private final Bus bus;
    private final Consumer<String> forgotten;

    /** @param forgotten takes whoever asks her to forget something: nothing is to be learned of what they have said so far */
    public MemoryRecall(Bus bus, Consumer<String> forgotten) {
        this.bus = bus;
        this.forgotten = forgotten;
    }

    /**
     * It helps, but nobody goes without an answer for want of it: never fails.
     *
     * @param window how many of the person's messages before that the prompt holds
     */
    Future<Recalled> recall(Turn turn, int window) {
        MemoryApi.Said said = new MemoryApi.Said(
                turn.message().messageId(),
                turn.message().content(),
                turn.message().createdAt());
        String speaker = GroupChat.speakerOf(turn.message());
        return bus.request(
                        MemoryApi.RECALL,
                        new MemoryApi.Recall(
                                speaker, turn.message().userId(), said, GroupChat.isShared(turn.message()), window))
                .map(recalled -> {
                    turn.forgets(recalled.forgets());
                    if (recalled.forgets()) {
                        forgotten.accept(speaker);
                    }
                    return recalled;
                })
                .otherwise(thrown -> {
                    LOG.warn("Could not recall memories: {}", thrown.getMessage());
                    return Recalled.NOTHING;
                });
    }
}
