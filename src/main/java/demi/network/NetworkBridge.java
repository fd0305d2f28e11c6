package demi.network;

import demi.api.AttachmentsApi;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.NetworkApi;
import demi.api.store.DeliveryStore;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.network.client.AttachmentSource;
import demi.network.client.BackfillClient;
import demi.network.client.InviteClient;
import demi.network.client.NetworkClient;
import demi.network.client.NetworkInfo;
import demi.network.client.Post;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.AttachmentDownloader;
import demi.network.inbound.BurstDispatcher;
import demi.network.inbound.ChannelBackfill;
import demi.network.inbound.ChannelContext;
import demi.network.inbound.ChatCommands;
import demi.network.inbound.Identities;
import demi.network.inbound.MessageSubmitter;
import demi.network.inbound.MissedMessages;
import demi.network.inbound.ReferenceResolver;
import demi.network.inbound.TypedCommands;
import demi.network.message.ChatRules;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import demi.network.outbound.OutboundQueue;
import demi.network.outbound.ReplyRouter;
import demi.network.outbound.TypingIndicator;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every chat network needs, in one piece: a room makes one in its start, tells it of connections and messages, and closes it at
 * the beginning of its own close. From then on what people write there is said to Demi, and what she answers is posted there: in order,
 * once, again after an outage or a restart, with typing, bursts, commands, linking and attachments. Used on the room's context.
 */
@WallTime("how old a reply may be to be posted")
public final class NetworkBridge {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkBridge.class);

    /** An answer that could not be posted is of no use to anybody after that. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final long UNDELIVERED_MS = 600_000;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final NetworkInfo network;
    private final Supplier<Future<NetworkClient>> client;
    private final AttachmentDownloader files;
    private final ReplyRouter replies;
    private final InboundHandler inbound;
    private final MissedMessages missed;
    private final ChannelBackfill backfill;
    private final MessageSubmitter submitter;
    private final ChatCommands commands;
    private @Nullable Boolean publishedConnected;

    /**
     * @param files where attachments are
     * @param client to speak with, at once; fails UNAVAILABLE while there is none
     */
    public NetworkBridge(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            NetworkInfo network,
            ChatRules rules,
            AttachmentSource files,
            Supplier<Future<NetworkClient>> client) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.network = network;
        this.client = client;
        this.files = new AttachmentDownloader(vertx, files);
        OutboundQueue deliveries = new OutboundQueue(vertx, network.title(), client);
        TypingIndicator typings = new TypingIndicator(vertx, network.typingShown(), client);
        this.replies = new ReplyRouter(deliveries, typings, network.longestPost(), this::markPosted);
        AccountLinking linking = new AccountLinking(bus, clock, network.name(), deliveries);
        this.commands = new ChatCommands(bus, clock, network.name(), rules.access(), linking);
        this.missed = new MissedMessages(bus, network.name(), clock, rules.access());
        this.submitter = new MessageSubmitter(bus, clock, network, replies, client);
        ChannelContext overheard = new ChannelContext(rules.overheard());
        this.backfill = new ChannelBackfill(vertx, client, rules.access(), overheard, rules.overheard());
        BurstDispatcher dispatcher = new BurstDispatcher(
                rules.access(),
                new Identities(bus, clock, network.name()),
                overheard,
                backfill,
                new ReferenceResolver(vertx, client, this.files, rules.access()),
                submitter);
        TypedCommands typed = new TypedCommands(network, linking, commands, replies);
        this.inbound = new InboundHandler(vertx, rules, dispatcher, typed, overheard, missed);
    }

    /** Takes part from now on: knows who waits for an answer since before, and how the model is. */
    public Future<?> start() {
        Timers.every(vertx, UNDELIVERED_MS, timer -> client.get().onSuccess(up -> postUndelivered()));
        return Future.all(List.of(
                        bus.handle(AttachmentsApi.fetch(network.name()), files::pictures),
                        bus.handle(NetworkApi.invite(network.name()), asked -> invite()),
                        bus.subscribe(ChatApi.EVENTS, replies::onEvent),
                        bus.subscribe(InferenceApi.STATE, submitter::modelIs),
                        bus.subscribe(HealthApi.REQUESTED, call -> publishState(true))))
                .compose(listens ->
                        bus.request(DeliveryStore.UNANSWERED, new DeliveryStore.FindUnanswered(network.name())))
                .onSuccess(waiting -> waiting.messages()
                        .forEach(each -> ReplyTarget.of(network.name(), each.clientId())
                                .ifPresent(place -> {
                                    replies.awaitReply(each.userId(), each.messageId(), place);
                                    if (each.told()) {
                                        replies.markNotified(each.userId());
                                    }
                                })))
                .onSuccess(known -> bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                        .onSuccess(submitter::modelIs)
                        .onFailure(thrown -> LOG.warn("Could not get the model's state: {}", thrown.getMessage())));
    }

    /**
     * She is on the network, for the first time or again; what could not be posted is posted now.
     *
     * @param isNew whether the network does not tell by itself what was said in between
     */
    public void connected(NetworkClient now, boolean isNew) {
        backfill.reset();
        if (isNew && now instanceof BackfillClient can) {
            missed.find(can, now.ownId(), message -> inbound.onMissedMessage(message, submitter.isBlind()));
        }
        publishState(false);
        replies.retryRefused();
        postUndelivered();
    }

    /**
     * Somebody has written something; a message that is told of twice is heard once.
     *
     * @return done when it is kept, or need not be; fails where it could not be kept. Whoever wrote it was told so then, unless the
     *     room is closing
     */
    public Future<Void> onMessage(InboundMessage message) {
        return inbound.onMessage(message, submitter.isBlind());
    }

    /**
     * The same for what was written while she was away: what is older than a day is not answered, nor what she has heard before the
     * last restart.
     */
    public Future<Void> missed(List<InboundMessage> oldestFirst) {
        return inbound.missed(oldestFirst, submitter.isBlind());
    }

    /** There is a client where there was none, or the other way round. */
    public void stateChanged() {
        publishState(false);
    }

    /** For a network that has commands of its own. */
    public Future<String> command(ChatCommands.Command command) {
        return commands.answer(command);
    }

    /**
     * What she thinks aloud is posted in that channel.
     *
     * @param status how the network is, once that is known
     * @param refused told where one was not posted
     */
    public Future<?> handleRambles(
            String channel, Supplier<Future<HealthApi.ComponentHealth>> status, Runnable refused) {
        return Future.all(
                bus.handle(NetworkApi.RAMBLE, ramble -> ramble(channel, ramble).onFailure(thrown -> refused.run())),
                bus.handle(NetworkApi.RAMBLE_STATUS, asked -> status.get()));
    }

    private Future<Ack> ramble(String channel, NetworkApi.Ramble ramble) {
        ReplyTarget place = new ReplyTarget(channel, null, "");
        Future<Void> posted = Future.succeededFuture();
        for (Post post : Post.of(
                Post.Kind.RAMBLE,
                ramble.rambleId(),
                ramble.text(),
                ramble.feelings(),
                ramble.at(),
                network.longestPost())) {
            posted = posted.compose(before -> client.get()).compose(now -> now.post(place, post));
        }
        return posted.map(Ack.DONE)
                .recover(thrown -> Future.failedFuture(
                        new Failure(Failure.Code.UNAVAILABLE, "The ramble was not posted: " + thrown.getMessage())));
    }

    /** What an earlier process, or this one in a long outage, could not post. */
    private void postUndelivered() {
        bus.request(
                        DeliveryStore.UNDELIVERED,
                        new DeliveryStore.FindUndelivered(
                                network.name(), clock.instant().minus(STALE)))
                .onSuccess(owed -> owed.replies()
                        .forEach(each -> ReplyTarget.of(network.name(), each.clientId())
                                .ifPresent(place -> replies.post(place, each.reply()))))
                .onFailure(thrown -> LOG.warn(
                        "Could not load undelivered replies: network={} error={}",
                        network.name(),
                        thrown.getMessage()));
    }

    private Future<NetworkApi.Invite> invite() {
        return client.get()
                .map(now -> new NetworkApi.Invite(now instanceof InviteClient can ? can.inviteUrl() : null))
                .otherwise(new NetworkApi.Invite(null));
    }

    private void markPosted(String messageId) {
        bus.request(DeliveryStore.MARK_POSTED, new DeliveryStore.MarkPosted(messageId))
                .onFailure(thrown -> LOG.warn(
                        "Could not mark a reply as posted: network={} error={}", network.name(), thrown.getMessage()));
    }

    private void publishState(boolean again) {
        boolean connected = client.get().succeeded();
        if (again || publishedConnected == null || publishedConnected != connected) {
            publishedConnected = connected;
            bus.publish(NetworkApi.STATE, new NetworkApi.State(network.name(), connected));
        }
    }

    /** Ignores further messages; bursts that are still open are submitted now. */
    public Future<?> close() {
        bus.publish(NetworkApi.STATE, new NetworkApi.State(network.name(), false));
        return inbound.close();
    }

    /** Ends what is being fetched; the last thing. */
    public Future<?> closeFiles() {
        return files.close();
    }
}
