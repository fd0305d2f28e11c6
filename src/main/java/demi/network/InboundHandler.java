package demi.network;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.api.value.Message.Speaker;
import demi.api.value.PictureAddress;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.network.client.BackfillClient;
import demi.network.client.NetworkClient;
import demi.network.client.NetworkInfo;
import demi.network.client.ReadReceiptClient;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.AttachmentDownloader;
import demi.network.inbound.BotLoopGuard;
import demi.network.inbound.ChannelBackfill;
import demi.network.inbound.ChannelContext;
import demi.network.inbound.ChatCommands;
import demi.network.inbound.MessageDebouncer;
import demi.network.inbound.MissedMessages;
import demi.network.inbound.ReferenceResolver;
import demi.network.message.AccessPolicy;
import demi.network.message.ChatRules;
import demi.network.message.InboundMessage;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.network.message.Timeouts;
import demi.network.outbound.ReplyRouter;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is written on a network, and says to her what is for her. */
final class InboundHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InboundHandler.class);
    private static final int REMEMBERED = 5_000;
    /** Of what is not said to her, so much may wait for its answer in a channel. */
    private static final int MOST_UNNAMED = 3;

    /** Of the four seconds that a stop may take. */
    private static final long PATIENCE_MS = 500;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final NetworkInfo network;
    private final ChatRules rules;
    private final ReplyRouter answers;
    private final AccountLinking linking;
    private final ChatCommands commands;
    private final Supplier<Future<NetworkClient>> client;
    private final AccessPolicy access;
    private final BotLoopGuard chains;
    private final ChannelContext overheard;
    private final ChannelBackfill catchUp;
    private final ReferenceResolver references;
    private final MissedMessages missed;
    private final MessageDebouncer bursts = new MessageDebouncer();
    private final Map<String, Future<?>> saying = new HashMap<>();
    /** A network may tell of a message again. */
    private final Map<String, Boolean> heard = new BoundedMap<>(REMEMBERED);

    private boolean blind;
    private boolean closing;

    InboundHandler(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            NetworkInfo network,
            ChatRules rules,
            ReplyRouter answers,
            AccountLinking linking,
            ChatCommands commands,
            Supplier<Future<NetworkClient>> client,
            AttachmentDownloader files) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.network = network;
        this.rules = rules;
        this.answers = answers;
        this.linking = linking;
        this.commands = commands;
        this.client = client;
        this.access = rules.access();
        this.chains = new BotLoopGuard(rules.botChain());
        this.missed = new MissedMessages(bus, network.name(), clock, access, this::heardLate);
        this.references = new ReferenceResolver(vertx, client, files, access);
        this.overheard = new ChannelContext(rules.overheard());
        this.catchUp = new ChannelBackfill(vertx, client, access, overheard, rules.overheard());
    }

    /**
     * She listens from now on.
     *
     * @param isNew whether the network does not tell by itself what was said in between
     */
    void begins(NetworkClient now, boolean isNew) {
        catchUp.again();
        if (isNew && now instanceof BackfillClient backfill) {
            missed.find(backfill, now.ownId());
        }
    }

    /** A code that was sent then is no good any more. */
    private void heardLate(InboundMessage message) {
        if (!linking.isMeant(message.words())) {
            heard(message);
        }
    }

    /** Where it is not known whether the next model will see, she may. */
    void modelIs(InferenceApi.State state) {
        blind = state.model() != null && !state.sees();
    }

    void heard(InboundMessage message) {
        boolean again =
                heard.put(message.place().channel() + "/" + message.place().message(), true) != null;
        if (closing || again || !access.hears(message)) {
            return;
        }
        String typed = message.words();
        String words = (typed + message.attached().words(!blind)).strip();
        boolean bot = message.author().bot();
        boolean forHer = message.isForHer()
                || (!message.signs().forOthers() && ((!bot && bursts.goesOn(message)) || answersUnnamed(message)));
        boolean mayAnswer = (forHer || !bot) && chains.mayAnswer(message.place().channel(), bot);
        if (forHer && mayAnswer && !words.isEmpty()) {
            if (message.place().isDirect() && linking.isMeant(words)) {
                linking.byDirectMessage(message, words);
            } else if (!isCommand(message)) {
                add(message, words, typed.isEmpty() && message.attached().onlyPictures());
            }
        } else if (!forHer && !bot) {
            String told = message.content() + message.attached().overheard();
            overheard.hear(
                    message.place().channel(),
                    message.at(),
                    message.author().id(),
                    message.author().name(),
                    told);
        }
    }

    /** Answers it where it is one. */
    private boolean isCommand(InboundMessage message) {
        Optional<ChatCommands.Command> command =
                network.textCommands() && !message.author().bot() ? ChatCommands.of(message) : Optional.empty();
        command.ifPresent(
                given -> commands.answer(given).onSuccess(text -> answers.commandAnswered(message.place(), text)));
        return command.isPresent();
    }

    /** In some channels nobody has to name her, as long as she keeps up: what is too much is overheard. */
    private boolean answersUnnamed(InboundMessage message) {
        String channel = message.place().channel();
        long beingSaid = saying.keySet().stream()
                .filter(key -> key.startsWith(channel + "/"))
                .count();
        return message.channels().stream().anyMatch(rules.answeredChannels()::contains)
                && bursts.in(channel) + beingSaid + answers.waitingIn(channel) < MOST_UNNAMED;
    }

    private void add(InboundMessage message, String words, boolean onlyShown) {
        String most = MessageDebouncer.fitting(words);
        bursts.full(message, most).ifPresent(this::say);
        MessageDebouncer.Burst burst = bursts.add(message, most, onlyShown, System.nanoTime());
        long pause = rules.burstPause().toMillis();
        if (pause == 0) {
            bursts.over(burst, System.nanoTime()).ifPresent(this::say);
        } else {
            Timers.after(
                    vertx, pause, timer -> bursts.over(burst, System.nanoTime()).ifPresent(this::say));
        }
    }

    /** One after the other where one person writes in one place: what the first refers to may have to be fetched. */
    private Future<?> say(MessageDebouncer.Burst burst) {
        Future<?> before = saying.getOrDefault(burst.key(), Future.succeededFuture());
        Future<?> said = before.otherwiseEmpty().compose(over -> sayNow(burst));
        saying.put(burst.key(), said);
        return said.onComplete(over -> saying.remove(burst.key(), said));
    }

    private Future<?> sayNow(MessageDebouncer.Burst burst) {
        ReplyTarget place = burst.newest().place();
        Future<Object> said =
                Future.succeededFuture(burst).compose(same -> where(same).mapEmpty());
        return said.onFailure(thrown -> {
            LOG.warn("What was said on {} did not reach her: {}", network.title(), thrown.getMessage());
            if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
                answers.notSaid("", place, false);
            }
        });
    }

    private Future<?> where(MessageDebouncer.Burst burst) {
        InboundMessage message = burst.newest();
        ReplyTarget place = message.place();
        return place.isDirect()
                ? meet(Kind.PERSON, message.author().id(), message.author().name())
                        .compose(met -> met.active() && access.answersDirect(met.linked())
                                ? references
                                        .lines(message, withUnread(place, burst.references()))
                                        .compose(lines -> say(met.userId(), place, burst, null, lines))
                                : Future.succeededFuture())
                : inChannel(message, burst);
    }

    /** Nothing more is heard; what was waited for whether more comes is said now. */
    Future<?> close() {
        closing = true;
        List<Future<?>> all = new ArrayList<>();
        bursts.all().forEach(burst -> all.add(say(burst)));
        return Timeouts.within(vertx, PATIENCE_MS, Future.join(all)).otherwiseEmpty();
    }

    private Future<?> inChannel(InboundMessage message, MessageDebouncer.Burst burst) {
        String channel = message.place().channel();
        String name = message.author().name();
        Future<Identity> speaker = meet(Kind.PERSON, message.author().id(), name);
        Future<Identity> where = meet(Kind.GROUP, channel, message.where());
        return Future.all(speaker, where).compose(both -> {
            if (!speaker.result().active() || !where.result().active()) {
                return Future.succeededFuture();
            }
            Future<String> refersTo = references.lines(message, burst.references());
            return Future.join(catchUp.before(burst.first()), refersTo).compose(done -> {
                String label = overheard.label(channel, message.author().id(), name);
                Speaker words = new Speaker(
                        speaker.result().userId(), label, joined(overheard.take(channel), refersTo.result()));
                return say(where.result().userId(), message.place(), burst, words, "");
            });
        });
    }

    private List<Reference> withUnread(ReplyTarget place, List<Reference> references) {
        return Stream.concat(missed.takeUnread(place.channel()).stream(), references.stream())
                .toList();
    }

    private static String joined(String before, String after) {
        return before.isEmpty() || after.isEmpty() ? before + after : before + "\n" + after;
    }

    private Future<Identity> meet(Kind kind, String id, String name) {
        return bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity(network.name(), kind, id, name, clock.instant()));
    }

    private Future<Void> say(
            String userId,
            ReplyTarget place,
            MessageDebouncer.Burst burst,
            @Nullable Speaker speaker,
            String refersTo) {
        boolean unseen = blind && !burst.pictures().isEmpty();
        if (unseen) {
            answers.cannotSee(place);
        }
        if (unseen && burst.onlyShown()) {
            return Future.succeededFuture();
        }
        answers.saying(userId, place);
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
                        answers.notSaid(userId, place, true);
                    } else {
                        answers.said(userId, said.messageId(), place);
                    }
                    showRead(place);
                })
                .onFailure(thrown -> answers.notSaid(userId, place, true))
                .mapEmpty();
    }

    private void showRead(ReplyTarget place) {
        client.get()
                .compose(now -> now instanceof ReadReceiptClient can ? can.read(place) : Future.succeededFuture())
                .onFailure(thrown -> LOG.debug("A read receipt was not sent: {}", thrown.getMessage()));
    }
}
