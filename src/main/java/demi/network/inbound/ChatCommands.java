package demi.network.inbound;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.EmotionStore;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.bus.Bus;
import demi.network.message.AccessPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.MoodDescription;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people can have Demi do on a network, beside talking: a network's own commands, or words such as {@code /quiet 8} or
 * {@code !quiet 8}, since some clients take a slash for a command of theirs.
 */
@WallTime("until when she is quiet")
public final class ChatCommands {

    private static final Logger LOG = LoggerFactory.getLogger(ChatCommands.class);

    public static final String REFUSED = "I do not talk to you here.";
    public static final String NOT_LINKED = "I only do that for people who have linked their Demi account: /link.";
    public static final String RAMBLED = "There. I have said it where I say such things.";
    public static final String NO_HOURS = "For how many hours? A number, such as /quiet 8.";
    public static final String HELLO = "Hello. I'm Demi. No commands needed, just talk to me. "
            + "If you must: /mood, /status, /stop, /quiet 8, /forget, /ramble. "
            + "And /link with a code from your Demi app makes this and your phone one conversation.";
    public static final String HELLO_STRANGER = "Hello. I'm Demi. Here I only talk to people who have linked their Demi"
            + " account: get a code in your Demi app, and send me /link and that code.";
    public static final String FAILED = "Something went wrong inside me. Try again in a minute.";

    private static final Set<String> NAMES =
            Set.of("mood", "status", "stop", "quiet", "forget", "ramble", "link", "start", "help");
    /** What bots are greeted with. */
    private static final Set<String> GREETINGS = Set.of("start", "help");
    /** Some networks have people name the bot behind the command. */
    private static final Pattern TYPED = Pattern.compile("[/!]([A-Za-z]+)(?:@\\S+)?(?:\\s+(\\S.*))?", Pattern.DOTALL);

    private static final int MOST_CAUSES = 3;
    private static final double USUAL_QUIET = 8;
    private static final double LONGEST_QUIET = 8_760;
    private static final double SECONDS_AN_HOUR = 3_600;

    private final Bus bus;
    private final InstantSource clock;
    private final String network;
    private final AccessPolicy access;
    private final AccountLinking linking;

    /** @param network its name */
    public ChatCommands(Bus bus, InstantSource clock, String network, AccessPolicy access, AccountLinking linking) {
        this.bus = bus;
        this.clock = clock;
        this.network = network;
        this.access = access;
        this.linking = linking;
    }

    /**
     * Somebody gives a command.
     *
     * @param direct whether they do so in their direct messages
     * @param where the name of the channel, as people read it
     * @param channels its id, and that of what it is a thread of
     * @param name without a slash
     */
    public record Command(
            InboundMessage.Author author,
            boolean direct,
            String where,
            List<String> channels,
            String name,
            @Nullable String argument) {

        public Command {
            channels = List.copyOf(channels);
        }

        @Override
        public String toString() {
            return "Command[" + name + "]";
        }
    }

    /** The command that a message is, if it is one. */
    public static Optional<Command> of(InboundMessage message) {
        Matcher typed = TYPED.matcher(message.words());
        if (!typed.matches() || !NAMES.contains(typed.group(1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String argument = typed.group(2);
        return Optional.of(new Command(
                message.author(),
                message.place().isDirect(),
                message.where(),
                message.channels(),
                typed.group(1).toLowerCase(Locale.ROOT),
                argument == null ? null : argument.strip()));
    }

    /** What to answer; never fails. */
    public Future<String> answer(Command command) {
        return Future.succeededFuture(command)
                .compose(this::ifAllowed)
                .onFailure(thrown -> LOG.warn("Command {} failed: {}", command.name(), thrown.getMessage()))
                .otherwise(FAILED);
    }

    private Future<String> ifAllowed(Command command) {
        InboundMessage.Author author = command.author();
        return !access.allows(author.id(), command.direct(), author.roles(), command.channels())
                ? Future.succeededFuture(REFUSED)
                : resolve(Kind.PERSON, author.id(), author.name())
                        .compose(met -> met.active() ? answer(command, met) : Future.succeededFuture(REFUSED));
    }

    private Future<String> answer(Command command, Identity met) {
        boolean forThem = !command.direct() || access.answersDirect(met.linked());
        if (!forThem && !command.name().equals("link")) {
            return Future.succeededFuture(GREETINGS.contains(command.name()) ? HELLO_STRANGER : REFUSED);
        }
        return switch (command.name()) {
            case "start", "help" -> Future.succeededFuture(HELLO);
            case "mood" -> mood();
            case "status" ->
                bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                        .map(state ->
                                (state.ready() ? "I can think. " : "I cannot think right now. ") + state.detail());
            case "stop" -> stop(command, met);
            case "quiet" -> quiet(command.argument(), met);
            case "forget" ->
                bus.request(MemoryApi.FORGET_ABOUT, new MemoryApi.ForgetAbout(met.userId(), command.argument()))
                        .map(forgot -> forgot.any() ? "It's gone. Whatever it was." : "I know nothing of that.");
            case "ramble" -> ramble(met);
            case "link" -> link(command);
            default -> Future.succeededFuture("I do not know that one.");
        };
    }

    /** In a channel it is the channel's conversation that they stop. */
    private Future<String> stop(Command command, Identity met) {
        Future<Identity> here = command.direct()
                ? Future.succeededFuture(met)
                : resolve(Kind.GROUP, command.channels().get(0), command.where());
        return here.compose(talk -> bus.request(ChatApi.STOP, new ChatApi.Stop(talk.userId())))
                .map("Fine. I'll be quiet.");
    }

    /** She writes first to accounts of this house, never to somebody who is known on a network only. */
    private Future<String> quiet(@Nullable String argument, Identity met) {
        double wanted;
        try {
            wanted = argument == null ? USUAL_QUIET : Double.parseDouble(argument.replace(',', '.'));
        } catch (NumberFormatException e) {
            return Future.succeededFuture(NO_HOURS);
        }
        if (Double.isNaN(wanted)) {
            return Future.succeededFuture(NO_HOURS);
        }
        double hours = Math.max(0, Math.min(wanted, LONGEST_QUIET));
        Instant until = clock.instant().plusSeconds(Math.round(hours * SECONDS_AN_HOUR));
        AutonomyApi.Quiet quiet = new AutonomyApi.Quiet(until, null, null, null);
        return bus.request(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet(met.userId(), quiet))
                .map(done ->
                        hours == 0 ? "Good. I may write first again." : "Fine. Not a word, unless you write first.");
    }

    /** Those whom the owner has given an account; what she says there is everybody's to read. */
    private Future<String> ramble(Identity met) {
        return met.linked()
                ? bus.request(AutonomyApi.RAMBLE_NOW, new AutonomyApi.RambleNow())
                        .map(decision ->
                                decision.kind() == AutonomyApi.Kind.RAMBLE ? RAMBLED : "No. " + decision.reason())
                : Future.succeededFuture(NOT_LINKED);
    }

    private Future<String> link(Command command) {
        InboundMessage.Author author = command.author();
        String code = command.argument();
        return code == null ? linking.unlink(author.id()) : linking.link(author.id(), author.name(), code);
    }

    private Future<Identity> resolve(Kind kind, String id, String name) {
        return bus.request(
                IdentityStore.RESOLVE, new IdentityStore.ResolveIdentity(network, kind, id, name, clock.instant()));
    }

    private Future<String> mood() {
        Future<EmotionApi.Mood> mood = bus.request(EmotionApi.STATUS, new EmotionApi.GetMood());
        Future<EmotionStore.Causes> causes = bus.request(EmotionStore.CAUSES, new EmotionStore.ListCauses(MOST_CAUSES));
        return Future.all(mood, causes)
                .map(both -> MoodDescription.of(
                        mood.result().feelings(), causes.result().causes(), clock.instant()));
    }
}
