package demi.network.inbound;

import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.api.value.Message.Speaker;
import demi.bus.Failure;
import demi.network.message.AccessPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whose conversation a burst belongs to and what it refers to, and submits it: one after the other where one person writes
 * in one place, since what the first refers to may have to be fetched.
 */
public final class BurstDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(BurstDispatcher.class);

    private final AccessPolicy access;
    private final Identities identities;
    private final ChannelContext overheard;
    private final ChannelBackfill backfill;
    private final ReferenceResolver references;
    private final MessageSubmitter submitter;
    private final Map<String, Future<?>> submitting = new HashMap<>();

    public BurstDispatcher(
            AccessPolicy access,
            Identities identities,
            ChannelContext overheard,
            ChannelBackfill backfill,
            ReferenceResolver references,
            MessageSubmitter submitter) {
        this.access = access;
        this.identities = identities;
        this.overheard = overheard;
        this.backfill = backfill;
        this.references = references;
        this.submitter = submitter;
    }

    /** How much is being submitted in a channel, or waits for its reply there. */
    public int waitingIn(String channel) {
        long now = submitting.keySet().stream()
                .filter(key -> key.startsWith(channel + "/"))
                .count();
        return (int) now + submitter.waitingIn(channel);
    }

    /**
     * Never fails for the network's caller to mend: the person is told where it has to be.
     *
     * @param refersTo asked for when its turn comes
     */
    public Future<?> dispatch(MessageDebouncer.Burst burst, Supplier<List<Reference>> refersTo) {
        Future<?> before = submitting.getOrDefault(burst.key(), Future.succeededFuture());
        Future<?> submitted = before.otherwiseEmpty().compose(over -> submit(burst, refersTo));
        submitting.put(burst.key(), submitted);
        return submitted.onComplete(over -> submitting.remove(burst.key(), submitted));
    }

    private Future<?> submit(MessageDebouncer.Burst burst, Supplier<List<Reference>> refersTo) {
        Future<Object> submitted = Future.succeededFuture(burst)
                .compose(same -> inConversation(same, refersTo.get()).mapEmpty());
        return submitted.onFailure(thrown -> {
            LOG.warn("Could not hand over a message: {}", thrown.getMessage());
            if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
                submitter.notKept(burst.newest().place());
            }
        });
    }

    private Future<?> inConversation(MessageDebouncer.Burst burst, List<Reference> refersTo) {
        InboundMessage message = burst.newest();
        return message.place().isDirect() ? direct(message, burst, refersTo) : inChannel(message, burst, refersTo);
    }

    private Future<?> direct(InboundMessage message, MessageDebouncer.Burst burst, List<Reference> refersTo) {
        return identities
                .resolve(Kind.PERSON, message.author().id(), message.author().name())
                .compose(person -> person.active() && access.answersDirect(person.linked())
                        ? references
                                .lines(message, refersTo)
                                .compose(lines -> submitter.submit(person.userId(), burst, null, lines))
                        : Future.succeededFuture());
    }

    private Future<?> inChannel(InboundMessage message, MessageDebouncer.Burst burst, List<Reference> refersTo) {
        ReplyTarget place = message.place();
        String name = message.author().name();
        Future<Identity> speaker =
                identities.resolve(Kind.PERSON, message.author().id(), name);
        Future<Identity> group = identities.resolve(Kind.GROUP, place.channel(), message.where());
        return Future.all(speaker, group).compose(both -> {
            if (!speaker.result().active() || !group.result().active()) {
                return Future.succeededFuture();
            }
            Future<String> lines = references.lines(message, refersTo);
            return Future.join(backfill.loadBefore(burst.first()), lines).compose(done -> {
                String label = overheard.label(place.channel(), message.author().id(), name);
                Speaker words = new Speaker(
                        speaker.result().userId(), label, joined(overheard.take(place.channel()), lines.result()));
                return submitter.submit(group.result().userId(), burst, words, "");
            });
        });
    }

    private static String joined(String before, String after) {
        return before.isEmpty() || after.isEmpty() ? before + after : before + "\n" + after;
    }
}
