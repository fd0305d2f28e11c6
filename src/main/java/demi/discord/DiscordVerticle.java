package demi.discord;

import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Discord;
import demi.contract.DiscordStore;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Model;
import demi.contract.Room;
import demi.contract.Secret;
import demi.contract.Timers;
import demi.discord.Mouth.Post;
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
public final class DiscordVerticle extends Room implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordVerticle.class);

    /** An answer that could not be posted is of no use to anybody after that. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final long OWED_MS = 600_000;

    private final Bus bus;
    private final InstantSource clock;
    private final DiscordSettings settings;
    private final boolean looksOnly;
    private final Bearing bearing = new Bearing();
    private @Nullable WorkerExecutor worker;
    private @Nullable Connection connection;
    private Deliveries deliveries;
    private Answers answers;
    private Linking linking;
    private Listening listening;
    private SlashCommands commands;
    private @Nullable Eyes eyes;
    private Bearing.@Nullable Look shown;

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
        Connection made = new Connection(vertx, thread, settings, token, this);
        connection = made;
        Eyes opened = new Eyes(vertx, new PictureRules(settings.apiBaseUrl()));
        eyes = opened;
        deliveries = new Deliveries(vertx, made::mouth);
        answers = new Answers(deliveries, new Typings(vertx, made::mouth), this::posted);
        linking = new Linking(bus, clock, deliveries);
        listening = new Listening(vertx, bus, clock, settings, answers, linking, made::mouth, opened);
        commands = new SlashCommands(bus, clock, settings.access(), linking);
        Future<?> ready = looksOnly ? Future.succeededFuture() : takesPart();
        return ready.compose(listens ->
                        bus.answer(Discord.NOW, asked -> made.settled().map(settled -> made.health())))
                .onSuccess(listens -> made.open());
    }

    private Future<?> takesPart() {
        Eyes opened = Objects.requireNonNull(eyes);
        Timers.every(vertx, OWED_MS, timer -> mouth().onSuccess(up -> postOwed()));
        return Future.all(List.of(
                        bus.answer(Discord.LOOK, opened::look),
                        bus.answer(Discord.RAMBLE, this::ramble),
                        bus.answer(Discord.NEW_CODE, this::newCode),
                        bus.listen(Chat.EVENTS, event -> answers.on(event)),
                        bus.listen(Model.STATE, this::modelIs),
                        bus.listen(Health.PART, part -> {
                            bearing.part(part);
                            look();
                        }),
                        bus.listen(Health.ROLL_CALL, call -> healthChanged())))
                .compose(listens -> bus.ask(DiscordStore.UNANSWERED, new DiscordStore.Unanswered()))
                .onSuccess(waiting -> waiting.messages()
                        .forEach(each -> Place.of(each.clientId()).ifPresent(place -> {
                            answers.said(each.userId(), each.messageId(), place);
                            if (each.told()) {
                                answers.knows(each.userId());
                            }
                        })))
                .onSuccess(known -> {
                    bus.tell(Health.ROLL_CALL, new Health.RollCall());
                    bus.ask(Model.NOW, new Model.HowIsIt())
                            .onSuccess(this::modelIs)
                            .onFailure(thrown -> LOG.warn("How the model is cannot be told: {}", thrown.getMessage()));
                });
    }

    /** What an earlier process, or this one in a long outage, could not post. */
    private void postOwed() {
        bus.ask(DiscordStore.OWED, new DiscordStore.Owed(clock.instant().minus(STALE)))
                .onSuccess(owed -> owed.replies()
                        .forEach(each ->
                                Place.of(each.clientId()).ifPresent(place -> answers.post(place, each.reply()))))
                .onFailure(thrown -> LOG.warn("What is owed on Discord is not known: {}", thrown.getMessage()));
    }

    private void posted(String messageId) {
        bus.ask(DiscordStore.POSTED, new DiscordStore.Posted(messageId))
                .onFailure(thrown -> LOG.warn("That an answer is on Discord was not kept: {}", thrown.getMessage()));
    }

    private void modelIs(Model.State state) {
        bearing.model(state);
        listening.modelIs(state);
        look();
    }

    private Future<Done> ramble(Discord.Ramble ramble) {
        String channel = settings.rambleChannelId();
        if (channel == null) {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "There is no ramble channel."));
        }
        Place place = new Place(channel, null, "");
        Future<Void> posted = Future.succeededFuture();
        List<Card> cards = Card.of(Card.RAMBLE, ramble.text(), ramble.feelings(), ramble.at());
        for (int i = 0; i < cards.size(); i++) {
            int piece = i;
            posted = posted.compose(before -> mouth())
                    .compose(mouth -> mouth.post(
                            place, new Post(cards.get(piece), ""), false, Answers.nonce(ramble.rambleId(), piece)));
        }
        return posted.map(Done.DONE)
                .onFailure(thrown -> Objects.requireNonNull(connection).looksAround())
                .recover(thrown -> Future.failedFuture(
                        new Failure(Failure.Code.UNAVAILABLE, "The ramble was not posted: " + thrown.getMessage())));
    }

    private Future<Mouth> mouth() {
        return Objects.requireNonNull(connection).mouth();
    }

    private Future<Discord.Code> newCode(Discord.NewCode asked) {
        return mouth().map(up -> new Discord.Code(linking.code(asked.userId()), LinkCodes.LIFETIME.toSeconds()))
                .otherwise(new Discord.Code(null, 0));
    }

    @Override
    public void connected(Mouth mouth, boolean isNew) {
        if (!looksOnly) {
            listening.begins(mouth, isNew);
            shown = null;
            look();
            answers.again();
            postOwed();
        }
    }

    @Override
    public Future<Void> commands(Mouth mouth) {
        return looksOnly ? mouth.askForCommands() : mouth.register(SlashCommands.all());
    }

    @Override
    public void heard(Incoming message) {
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
            bus.tell(Health.PART, connection.health());
        }
    }

    private void look() {
        Bearing.Look now = bearing.look();
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
