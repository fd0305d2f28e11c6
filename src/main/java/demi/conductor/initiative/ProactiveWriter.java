package demi.conductor.initiative;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.ChatApi.CheckIn;
import demi.api.ChatApi.Ramble;
import demi.api.ChatApi.WriteFirst;
import demi.api.ChatApi.WriteRamble;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.conductor.initiative.ProactiveGeneration.Said;
import demi.conductor.turn.CancelToken;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The words when she speaks first. They are asked for at the end of the very prompt that the model has read of this
 * person, as the house's own work: whoever writes to her meanwhile comes first, and then she stays silent.
 */
@WallTime("times of messages")
public final class ProactiveWriter {

    private final Bus bus;
    private final InstantSource clock;
    private final ProactivePrompts prompts;
    private final ProactiveGeneration generation;
    private final Predicate<String> talking;
    /** By person. */
    private final Map<String, CancelToken> underway = new HashMap<>();

    /** @param talking whether a person waits for an answer, or is just being answered */
    public ProactiveWriter(
            Bus bus,
            InstantSource clock,
            ProactivePrompts prompts,
            ProactiveGeneration generation,
            Predicate<String> talking) {
        this.bus = bus;
        this.clock = clock;
        this.prompts = prompts;
        this.generation = generation;
        this.talking = talking;
    }

    /** The person has written: what she was about to say was at the end of what is no longer the newest prompt. */
    public void cutOff(String userId) {
        CancelToken token = underway.get(userId);
        if (token != null) {
            token.cancel();
        }
    }

    public Future<CheckIn> write(WriteFirst asked) {
        String userId = asked.userId();
        CancelToken token = new CancelToken();
        underway.put(userId, token);
        return prompts.of(asked)
                .compose(request -> write(asked, token, request))
                .onComplete(over -> underway.remove(userId, token))
                .recover(thrown -> NotSentException.of(thrown).map(why -> new CheckIn(null, why.code(), why.reason())));
    }

    private Future<CheckIn> write(WriteFirst asked, CancelToken token, ProactivePrompts.Request request) {
        String userId = asked.userId();
        return generation
                .noted(userId, token, request)
                .compose(noted -> generation.run(userId, token, noted))
                .compose(said -> allowed(asked, said))
                .compose(said -> keep(asked, said, request.feelings()));
    }

    public Future<Ramble> ramble(WriteRamble asked) {
        return prompts.of(asked)
                .compose(request -> generation.run("", new CancelToken(), request))
                .map(said -> new Ramble(said.text(), "", ""))
                .recover(thrown -> NotSentException.of(thrown).map(why -> new Ramble("", why.code(), why.reason())));
    }

    /** Words may take minutes, and quiet may have been asked for, or begun, meanwhile. */
    private Future<Said> allowed(WriteFirst asked, Said said) {
        return bus.request(AutonomyApi.CONFIRM, new AutonomyApi.Confirm(asked.userId()))
                .compose(leave -> leave.allowed()
                        ? stillKnown(asked, said)
                        : Future.failedFuture(new NotSentException(leave.code(), leave.reason())));
    }

    /** And what she asks after may have been deleted. */
    private Future<Said> stillKnown(WriteFirst asked, Said said) {
        ChatApi.Occasion occasion = asked.occasion();
        return occasion == null
                ? Future.succeededFuture(said)
                : prompts.content(asked.userId(), occasion).map(said);
    }

    private Future<CheckIn> keep(WriteFirst asked, Said said, EmotionLevels feelings) {
        if (talking.test(asked.userId())) {
            return Future.failedFuture(NotSentException.wrote());
        }
        List<PromptMessage> lines = new ArrayList<>(said.prompt().turn());
        lines.add(new PromptMessage(PromptMessage.Role.ASSISTANT, said.text()));
        AddReply reply = new AddReply(
                asked.messageId(),
                asked.userId(),
                said.text(),
                feelings,
                false,
                null,
                FollowUpKinds.NONE,
                new TranscriptChange(said.prompt().dropped(), said.prompt().head(), lines),
                clock.instant(),
                Message.Marks.FIRST);
        return bus.request(MessageStore.ADD_REPLY, reply).map(added -> {
            bus.publish(ChatApi.EVENTS, new ChatApi.MessageAdded(asked.userId(), added.message()));
            bus.publish(ChatApi.EVENTS, new ChatApi.EmotionsChanged(asked.userId(), feelings));
            return new CheckIn(added.message(), "", "");
        });
    }
}
