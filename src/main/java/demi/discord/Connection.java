package demi.discord;

import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Health.Status;
import demi.contract.Room;
import demi.contract.Secret;
import demi.contract.Timers;
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
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long AGAIN_MS = 2_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    /** Somebody may give her what she lacks, or take it. */
    private static final long LOOK_AROUND_MS = 60_000;

    private static final long COMMANDS_MS = 5_000;

    private static final String NAME = "discord";

    /** Told on the room's context. */
    interface Listener {
        /** @param isNew whether the session is new, and Discord does not tell what it had for the one before */
        void connected(Mouth mouth, boolean isNew);

        void heard(Incoming message);

        /** Has Discord take the commands; fails INVALID where it refuses them. */
        Future<Void> commands(Mouth mouth);

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
    private Health.Part health = Health.Part.of(NAME, Status.DEGRADED, "Connecting to Discord.");
    private @Nullable JDA jda;
    private @Nullable Mouth mouth;
    private int tries;
    private @Nullable String commandsRefused;
    private boolean opening;
    private boolean closed;
    private boolean welcomed;
    private boolean online;

    /** @param worker of one thread */
    Connection(Vertx vertx, WorkerExecutor worker, DiscordSettings settings, Secret token, Listener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.worker = worker;
        this.settings = settings;
        this.token = token;
        this.listener = listener;
        Timers.every(vertx, LOOK_AROUND_MS, timer -> looksAround());
    }

    void open() {
        if (closed || Room.isClosing()) {
            return;
        }
        tries++;
        opening = true;
        MessageReader reader = new MessageReader(new PictureRules(settings.apiBaseUrl()));
        Ears ears = new Ears(new OnContext(), reader);
        worker.executeBlocking(() -> Session.open(token, settings.apiBaseUrl(), ears))
                .onComplete(either -> opening = false)
                .onSuccess(opened -> {
                    jda = opened.jda();
                    if (closed) {
                        end();
                    } else {
                        mouth = new Mouth(opened.jda(), opened.gateway(), context, reader);
                    }
                })
                .onFailure(this::notOpened);
    }

    private void notOpened(Throwable thrown) {
        if (thrown instanceof InvalidTokenException) {
            refused(settings.wrongToken());
            return;
        }
        if (thrown instanceof Session.Refused) {
            LOG.warn("{} Trying again", thrown.getMessage());
            tell(Status.DEGRADED, thrown.getMessage() + " She tries again.");
        } else {
            LOG.warn("Discord cannot be reached ({}); trying again", thrown.toString());
            tell(Status.DEGRADED, "Discord cannot be reached. She tries again.");
        }
        long pause = Math.min(LONGEST_PAUSE_MS, AGAIN_MS << Math.min(tries - 1, 10));
        Timers.after(vertx, pause, timer -> open());
    }

    private void connected(boolean isNew) {
        Mouth now = mouth;
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
            LOG.info("On Discord again");
        }
        online = true;
        listener.connected(now, isNew);
        Patience.within(vertx, COMMANDS_MS, listener.commands(now)).onComplete(taken -> {
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
        Mouth now = mouth;
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
        mouth().compose(Mouth::gatewayRefusal).onSuccess(refusal -> {
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
        Health.Part before = health;
        health = Health.Part.of(NAME, status, detail);
        settled.tryComplete();
        if (!health.equals(before)) {
            listener.healthChanged();
        }
    }

    Health.Part health() {
        return health;
    }

    /** Done once she is on Discord, or it is known why not. */
    Future<Void> settled() {
        return settled.future();
    }

    /** Fails UNAVAILABLE while there is no session. */
    Future<Mouth> mouth() {
        Mouth now = mouth;
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
                Session.close(open);
            }
            return null;
        });
    }

    /** From JDA's threads to the room's context. What one event makes throw is that event's business, and no fault of the room. */
    private final class OnContext implements Ears.Handler {

        private void run(String event, Runnable work) {
            context.runOnContext(now -> {
                if (Room.isClosing()) {
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
        public void heard(Incoming message) {
            run("message", () -> listener.heard(message));
        }

        @Override
        public void command(SlashCommandInteractionEvent event) {
            run("command", () -> listener.command(event));
        }

        @Override
        public void connected(boolean isNew) {
            run("connected", () -> Connection.this.connected(isNew));
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
            run("not connected", Connection.this::notConnected);
        }

        @Override
        public void wrongToken() {
            refused(settings.wrongToken());
        }

        @Override
        public void refused(String why) {
            run("refused", () -> {
                if (!closed) {
                    Connection.this.refused(why);
                }
            });
        }
    }
}
