package demi.discord;

import demi.api.ChatApi;
import demi.api.DiscordApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.store.DiscordStore;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.discord.inbound.AccountLinking;
import demi.discord.inbound.AttachmentDownloader;
import demi.discord.inbound.SlashCommands;
import demi.discord.jda.DiscordClient;
import demi.discord.jda.DiscordClient.Post;
import demi.discord.message.ImagePolicy;
import demi.discord.message.InboundMessage;
import demi.discord.message.LinkCodes;
import demi.discord.message.PresencePolicy;
import demi.discord.message.ReplyEmbed;
import demi.discord.message.ReplyTarget;
import demi.discord.outbound.OutboundQueue;
import demi.discord.outbound.ReplyRouter;
import demi.discord.outbound.TypingIndicator;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demi on Discord, where there is a token. It starts whether or not Discord can be reached, and says in health how that went. Deploy
 * it after the conductor: so, at a stop, what has just been typed is still kept. What that answers meanwhile is posted, too.
 */
public final class DiscordVerticle extends BaseVerticle implements GatewayConnection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordVerticle.class);

    /** An answer that could not be posted is of no use to anybody after that. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final long OWED_MS = 600_000;

    private final Bus bus;
    private final InstantSource clock;
    private final DiscordSettings settings;
    private final boolean looksOnly;
    private final PresencePolicy bearing = new PresencePolicy();
    private @Nullable WorkerExecutor worker;
    private @Nullable GatewayConnection connection;
    private OutboundQueue deliveries;
    private ReplyRouter answers;
    private AccountLinking linking;
    private InboundHandler listening;
    private SlashCommands commands;
    private @Nullable AttachmentDownloader eyes;
    private PresencePolicy.@Nullable Look shown;

    /** @param looksOnly whether it only logs in, to see whether that works, and neither hears nor says anything */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public DiscordVerticle(Bus bus, InstantSource clock, DiscordSettings settings, boolean looksOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.looksOnly = looksOnly;
    }

    @Override
    public Future<?> start() {
        Secret token = Objects.requireNonNull(settings.botToken(), "a token");
        WorkerExecutor thread =
                vertx.createSharedWorkerExecutor("demi-discord-" + deploymentID(), 1, 2, TimeUnit.MINUTES);
        worker = thread;
        GatewayConnection made = new GatewayConnection(vertx, thread, settings, token, this);
        connection = made;
        AttachmentDownloader opened = new AttachmentDownloader(vertx, new ImagePolicy(settings.apiBaseUrl()));
        eyes = opened;
        deliveries = new OutboundQueue(vertx, made::mouth);
        answers = new ReplyRouter(deliveries, new TypingIndicator(vertx, made::mouth), this::posted);
        linking = new AccountLinking(bus, clock, deliveries);
        listening = new InboundHandler(vertx, bus, clock, settings, answers, linking, made::mouth, opened);
        commands = new SlashCommands(bus, clock, settings.access(), linking);
        Future<?> ready = looksOnly ? Future.succeededFuture() : takesPart();
        return ready.compose(listens ->
                        bus.answer(DiscordApi.NOW, asked -> made.settled().map(settled -> made.health())))
                .onSuccess(listens -> made.open());
    }

    private Future<?> takesPart() {
        AttachmentDownloader opened = Objects.requireNonNull(eyes);
        Timers.every(vertx, OWED_MS, timer -> mouth().onSuccess(up -> postOwed()));
        return Future.all(List.of(
                        bus.answer(DiscordApi.LOOK, opened::look),
                        bus.answer(DiscordApi.RAMBLE, this::ramble),
                        bus.answer(DiscordApi.NEW_CODE, this::newCode),
                        bus.listen(ChatApi.EVENTS, event -> answers.on(event)),
                        bus.listen(InferenceApi.STATE, this::modelIs),
                        bus.listen(HealthApi.PART, part -> {
                            bearing.part(part);
                            look();
                        }),
                        bus.listen(HealthApi.ROLL_CALL, call -> healthChanged())))
                .compose(listens -> bus.ask(DiscordStore.UNANSWERED, new DiscordStore.Unanswered()))
                .onSuccess(waiting -> waiting.messages()
                        .forEach(each -> ReplyTarget.of(each.clientId()).ifPresent(place -> {
                            answers.said(each.userId(), each.messageId(), place);
                            if (each.told()) {
                                answers.knows(each.userId());
                            }
                        })))
                .onSuccess(known -> {
                    bus.tell(HealthApi.ROLL_CALL, new HealthApi.RollCall());
                    bus.ask(InferenceApi.NOW, new InferenceApi.HowIsIt())
                            .onSuccess(this::modelIs)
                            .onFailure(thrown -> LOG.warn("How the model is cannot be told: {}", thrown.getMessage()));
                });
    }

    /** What an earlier process, or this one in a long outage, could not post. */
    private void postOwed() {
        bus.ask(DiscordStore.OWED, new DiscordStore.Owed(clock.instant().minus(STALE)))
                .onSuccess(owed -> owed.replies()
                        .forEach(each ->
                                ReplyTarget.of(each.clientId()).ifPresent(place -> answers.post(place, each.reply()))))
                .onFailure(thrown -> LOG.warn("What is owed on Discord is not known: {}", thrown.getMessage()));
    }

    private void posted(String messageId) {
        bus.ask(DiscordStore.POSTED, new DiscordStore.Posted(messageId))
                .onFailure(thrown -> LOG.warn("That an answer is on Discord was not kept: {}", thrown.getMessage()));
    }

    private void modelIs(InferenceApi.State state) {
        bearing.model(state);
        listening.modelIs(state);
        look();
    }

    private Future<Ack> ramble(DiscordApi.Ramble ramble) {
        String channel = settings.rambleChannelId();
        if (channel == null) {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "There is no ramble channel."));
        }
        ReplyTarget place = new ReplyTarget(channel, null, "");
        Future<Void> posted = Future.succeededFuture();
        List<ReplyEmbed> cards = ReplyEmbed.of(ReplyEmbed.RAMBLE, ramble.text(), ramble.feelings(), ramble.at());
        for (int i = 0; i < cards.size(); i++) {
            int piece = i;
            posted = posted.compose(before -> mouth())
                    .compose(mouth -> mouth.post(
                            place, new Post(cards.get(piece), ""), false, ReplyRouter.nonce(ramble.rambleId(), piece)));
        }
        return posted.map(Ack.DONE)
                .onFailure(thrown -> Objects.requireNonNull(connection).looksAround())
                .recover(thrown -> Future.failedFuture(
                        new Failure(Failure.Code.UNAVAILABLE, "The ramble was not posted: " + thrown.getMessage())));
    }

    private Future<DiscordClient> mouth() {
        return Objects.requireNonNull(connection).mouth();
    }

    private Future<DiscordApi.Code> newCode(DiscordApi.NewCode asked) {
        return mouth().map(up -> new DiscordApi.Code(linking.code(asked.userId()), LinkCodes.LIFETIME.toSeconds()))
                .otherwise(new DiscordApi.Code(null, 0));
    }

    @Override
    public void connected(DiscordClient mouth, boolean isNew) {
        if (!looksOnly) {
            listening.begins(mouth, isNew);
            shown = null;
            look();
            answers.again();
            postOwed();
        }
    }

    @Override
    public Future<Void> commands(DiscordClient mouth) {
        return looksOnly ? mouth.askForCommands() : mouth.register(SlashCommands.all());
    }

    @Override
    public void heard(InboundMessage message) {
        if (!looksOnly) {
            listening.heard(message);
        }
    }

    @Override
    public void command(SlashCommandInteractionEvent event) {
        if (!looksOnly) {
            commands.on(event);
        }
    }

    @Override
    public void healthChanged() {
        if (!looksOnly && connection != null) {
            bus.tell(HealthApi.PART, connection.health());
        }
    }

    private void look() {
        PresencePolicy.Look now = bearing.look();
        if (now != shown && connection != null) {
            mouth().onSuccess(mouth -> {
                shown = now;
                mouth.look(now);
            });
        }
    }

    @Override
    protected Future<?> close() {
        Future<?> said = listening == null ? Future.succeededFuture() : listening.close();
        return said.eventually(() -> connection == null ? Future.succeededFuture() : connection.close())
                .eventually(() -> eyes == null ? Future.succeededFuture() : eyes.close())
                .eventually(() -> worker == null ? Future.succeededFuture() : worker.close());
    }
}
