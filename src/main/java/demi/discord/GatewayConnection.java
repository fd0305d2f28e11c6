package demi.discord;

import demi.api.HealthApi;
import demi.api.HealthApi.Status;
import demi.api.value.Secret;
import demi.bus.BaseVerticle;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.discord.jda.DiscordClient;
import demi.discord.jda.JdaEventListener;
import demi.discord.jda.JdaSession;
import demi.discord.jda.MessageReader;
import demi.network.message.AttachmentPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Timeouts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one session with Discord: opened, watched, opened again where that can help, and closed. */
final class GatewayConnection {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayConnection.class);
    private static final long AGAIN_MS = 2_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    /** Somebody may give her what she lacks, or take it. */
    private static final long LOOK_AROUND_MS = 60_000;

    private static final long COMMANDS_MS = 5_000;

    private static final String NAME = "discord";

    /** Told on the room's context. */
    interface Listener {
        /** @param isNew whether the session is new, and Discord does not tell what it had for the one before */
        void connected(DiscordClient mouth, boolean isNew);

        void heard(InboundMessage message);

        /** Has Discord take the commands; fails INVALID where it refuses them. */
        Future<Void> commands(DiscordClient mouth);

        void command(SlashCommandInteractionEvent event);

        void healthChanged();
    }

    private final Vertx vertx;
    private final Context context;
    private final WorkerExecutor worker;
    private final DiscordSettings settings;
    private final Secret token;
    private final Listener listener;
    private final Promise<Void> settled = Promise.promise();
    private HealthApi.ComponentHealth health =
            HealthApi.ComponentHealth.of(NAME, Status.DEGRADED, "Connecting to Discord.");
    private @Nullable JDA jda;
    private @Nullable DiscordClient mouth;
    private int tries;
    private @Nullable String commandsRefused;
    private boolean opening;
    private boolean closed;
    private boolean welcomed;
    private boolean online;

    /** @param worker of one thread */
    GatewayConnection(Vertx vertx, WorkerExecutor worker, DiscordSettings settings, Secret token, Listener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.worker = worker;
        this.settings = settings;
        this.token = token;
        this.listener = listener;
        Timers.every(vertx, LOOK_AROUND_MS, timer -> looksAround());
    }

    void open() {
        if (closed || BaseVerticle.isClosing()) {
            return;
        }
        tries++;
        opening = true;
        MessageReader reader = new MessageReader(new AttachmentPolicy(settings.attachments()::isOwn));
        JdaEventListener ears = new JdaEventListener(new OnContext(), reader);
        worker.executeBlocking(() -> JdaSession.open(token, settings.apiBaseUrl(), ears))
                .onComplete(either -> opening = false)
                .onSuccess(opened -> {
                    jda = opened.jda();
                    if (closed) {
                        end();
                    } else {
                        mouth = new DiscordClient(opened.jda(), opened.gateway(), context, reader);
                    }
                })
                .onFailure(this::notOpened);
    }

    private void notOpened(Throwable thrown) {
        if (thrown instanceof InvalidTokenException) {
            refused(settings.wrongToken());
            return;
        }
        if (thrown instanceof JdaSession.Refused) {
            LOG.warn("{} Retrying", thrown.getMessage());
            tell(Status.DEGRADED, thrown.getMessage() + " She tries again.");
        } else {
            LOG.warn("Discord cannot be reached ({}); trying again", thrown.toString());
            tell(Status.DEGRADED, "Discord cannot be reached. She tries again.");
        }
        long pause = Math.min(LONGEST_PAUSE_MS, AGAIN_MS << Math.min(tries - 1, 10));
        Timers.after(vertx, pause, timer -> open());
    }

    private void connected(boolean isNew) {
        DiscordClient now = mouth;
        if (closed || (now == null && !opening)) {
            return;
        }
        if (now == null) {
            // The session was faster than the thread that opened it.
            Timers.after(vertx, 10, timer -> connected(isNew));
            return;
        }
        if (!welcomed) {
            welcomed = true;
            LOG.info("On Discord as {}; servers: {}. Invite her with {}", now.name(), now.servers(), now.inviteUrl());
        } else {
            LOG.info("Reconnected to Discord");
        }
        online = true;
        listener.connected(now, isNew);
        Timeouts.within(vertx, COMMANDS_MS, listener.commands(now)).onComplete(taken -> {
            Throwable thrown = taken.cause();
            if (thrown != null) {
                LOG.warn("Could not register slash commands: {}", thrown.getMessage());
            }
            commandsRefused = Failure.codeOf(thrown) == Failure.Code.INVALID ? thrown.getMessage() : null;
            looksAround();
        });
    }

    /** Tells of what hinders her, and that all is well where nothing does. */
    void looksAround() {
        DiscordClient now = mouth;
        if (now == null || !online) {
            return;
        }
        List<String> hindrances = new ArrayList<>(now.hindrances(settings.wanted()));
        if (commandsRefused != null) {
            hindrances.add("Slash commands are refused. " + commandsRefused);
        }
        if (hindrances.isEmpty()) {
            tell(Status.UP, "On Discord as " + now.name() + ".");
        } else {
            hinders(String.join(" ", hindrances));
        }
    }

    /** In the log once. */
    private void hinders(String why) {
        if (!why.equals(health.detail())) {
            LOG.warn(why);
        }
        tell(Status.DEGRADED, why);
    }

    /** Asks the gateway itself, since JDA does not say what it answered. */
    private void notConnected() {
        mouth().compose(DiscordClient::gatewayRefusal).onSuccess(refusal -> {
            if (refusal.isPresent() && !closed && !online) {
                hinders(refusal.get() + " She tries again.");
            }
        });
    }

    private void refused(String why) {
        LOG.warn(why);
        mouth = null;
        online = false;
        tell(Status.DEGRADED, why);
    }

    private void tell(Status status, String detail) {
        HealthApi.ComponentHealth before = health;
        health = HealthApi.ComponentHealth.of(NAME, status, detail);
        settled.tryComplete();
        if (!health.equals(before)) {
            listener.healthChanged();
        }
    }

    HealthApi.ComponentHealth health() {
        return health;
    }

    /** Done once she is on Discord, or it is known why not. */
    Future<Void> settled() {
        return settled.future();
    }

    /** Fails UNAVAILABLE while there is no session. */
    Future<DiscordClient> mouth() {
        DiscordClient now = mouth;
        return now == null
                ? Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "She is not on Discord."))
                : Future.succeededFuture(now);
    }

    Future<Void> close() {
        closed = true;
        mouth = null;
        // A login may take its time where Discord is far away; nobody waits for that.
        return opening ? Future.succeededFuture() : end();
    }

    private Future<Void> end() {
        return worker.executeBlocking(() -> {
            JDA open = jda;
            if (open != null) {
                JdaSession.close(open);
            }
            return null;
        });
    }

    /** From JDA's threads to the room's context. What one event makes throw is that event's business, and no fault of the room. */
    private final class OnContext implements JdaEventListener.Handler {

        private void run(String event, Runnable work) {
            context.runOnContext(now -> {
                if (BaseVerticle.isClosing()) {
                    return;
                }
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("Ignoring an event of Discord's whose handler threw: event={}", event, e);
                }
            });
        }

        @Override
        public void heard(InboundMessage message) {
            run("message", () -> listener.heard(message));
        }

        @Override
        public void command(SlashCommandInteractionEvent event) {
            run("command", () -> listener.command(event));
        }

        @Override
        public void connected(boolean isNew) {
            run("connected", () -> GatewayConnection.this.connected(isNew));
        }

        @Override
        public void disconnected(String close) {
            run("disconnected", () -> {
                if (!closed) {
                    online = false;
                    tell(
                            Status.DEGRADED,
                            close.isEmpty()
                                    ? "The connection to Discord is lost. She tries again."
                                    : "Discord's gateway has closed the connection: " + close + ". She tries again.");
                }
            });
        }

        @Override
        public void notConnected() {
            run("not connected", GatewayConnection.this::notConnected);
        }

        @Override
        public void wrongToken() {
            refused(settings.wrongToken());
        }

        @Override
        public void refused(String why) {
            run("refused", () -> {
                if (!closed) {
                    GatewayConnection.this.refused(why);
                }
            });
        }
    }
}
