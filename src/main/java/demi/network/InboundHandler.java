package demi.network;

import demi.bus.BaseVerticle;
import demi.bus.Timers;
import demi.network.inbound.BotLoopGuard;
import demi.network.inbound.BurstDispatcher;
import demi.network.inbound.ChannelContext;
import demi.network.inbound.MessageDebouncer;
import demi.network.inbound.MissedMessages;
import demi.network.inbound.PendingBursts;
import demi.network.inbound.TypedCommands;
import demi.network.message.AccessPolicy;
import demi.network.message.ChatRules;
import demi.network.message.InboundMessage;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.network.message.Timeouts;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Decides what of all that is written on a network is for Demi, and gathers what one person writes in a row. */
final class InboundHandler {

    private static final int REMEMBERED = 5_000;
    /** How many messages that do not mention her may wait for an answer in one channel. */
    private static final int MOST_UNNAMED = 3;

    /** Of the four seconds that a stop may take. */
    private static final long PATIENCE_MS = 500;

    private final Vertx vertx;
    private final ChatRules rules;
    private final BurstDispatcher dispatcher;
    private final TypedCommands commands;
    private final ChannelContext overheard;
    private final MissedMessages missed;
    private final AccessPolicy access;
    private final BotLoopGuard chains;
    private final MessageDebouncer bursts = new MessageDebouncer();
    private final PendingBursts pendingBursts = new PendingBursts();
    /** A network may tell of a message again. */
    private final Map<String, Boolean> seen = new BoundedMap<>(REMEMBERED);
    /** Done when no message that was missed is being looked up: what comes meanwhile waits, so that the order stays. */
    private Future<?> lookedUp = Future.succeededFuture();

    private boolean closing;

    InboundHandler(
            Vertx vertx,
            ChatRules rules,
            BurstDispatcher dispatcher,
            TypedCommands commands,
            ChannelContext overheard,
            MissedMessages missed) {
        this.vertx = vertx;
        this.rules = rules;
        this.dispatcher = dispatcher;
        this.commands = commands;
        this.overheard = overheard;
        this.missed = missed;
        this.access = rules.access();
        this.chains = new BotLoopGuard(rules.botChain());
    }

    /** See {@link NetworkBridge#missed}. */
    Future<Void> missed(List<InboundMessage> oldestFirst, boolean blind) {
        Future<List<InboundMessage>> unheard = lookedUp.otherwiseEmpty().compose(before -> missed.unheard(oldestFirst));
        Future<List<Future<Void>>> taken = unheard.map(messages -> messages.stream()
                .map(message -> onMissedMessage(message, blind))
                .toList());
        lookedUp = taken;
        return taken.compose(Future::join).mapEmpty();
    }

    /** A message from while she was away, of which it is known that it was not heard. A code that was sent then is no good any more. */
    Future<Void> onMissedMessage(InboundMessage message, boolean blind) {
        return commands.isCode(message.words()) || !access.allowsMessage(message) || missed.isTooOld(message)
                ? Future.succeededFuture()
                : take(message, blind);
    }

    /**
     * See {@link NetworkBridge#onMessage}.
     *
     * @param blind whether the model cannot see pictures
     */
    Future<Void> onMessage(InboundMessage message, boolean blind) {
        return lookedUp.isComplete()
                ? take(message, blind)
                : lookedUp.otherwiseEmpty().compose(before -> take(message, blind));
    }

    private Future<Void> take(InboundMessage message, boolean blind) {
        if (closing) {
            return Future.failedFuture(BaseVerticle.refusal());
        }
        boolean again =
                seen.put(message.place().channel() + "/" + message.place().message(), true) != null;
        if (again || !access.allowsMessage(message)) {
            return Future.succeededFuture();
        }
        String typed = message.words();
        String words = (typed + message.attached().words(!blind)).strip();
        boolean bot = message.author().bot();
        boolean forHer = message.isForDemi()
                || (!message.signs().forOthers() && ((!bot && bursts.isOpen(message)) || answersUnnamed(message)));
        boolean mayAnswer = (forHer || !bot) && chains.mayAnswer(message.place().channel(), bot);
        if (forHer && mayAnswer && !words.isEmpty()) {
            if (!commands.take(message, words)) {
                return add(message, words, typed.isEmpty() && message.attached().onlyPictures());
            }
        } else if (!forHer && !bot) {
            String told = message.content() + message.attached().overheard();
            overheard.add(
                    message.place().channel(),
                    message.at(),
                    message.author().id(),
                    message.author().name(),
                    told);
        }
        return Future.succeededFuture();
    }

    /** In some channels nobody has to name her, as long as she keeps up: what is too much is overheard. */
    private boolean answersUnnamed(InboundMessage message) {
        String channel = message.place().channel();
        return message.channels().stream().anyMatch(rules.answeredChannels()::contains)
                && bursts.countIn(channel) + dispatcher.waitingIn(channel) < MOST_UNNAMED;
    }

    private Future<Void> add(InboundMessage message, String words, boolean onlyShown) {
        String most = MessageDebouncer.fitting(words);
        bursts.takeIfFull(message, most).ifPresent(this::dispatch);
        MessageDebouncer.Burst burst = bursts.add(message, most, onlyShown, System.nanoTime());
        Future<Void> kept = pendingBursts.add(burst.key());
        long pause = rules.burstPause().toMillis();
        if (pause == 0) {
            bursts.takeIfOver(burst, System.nanoTime()).ifPresent(this::dispatch);
        } else {
            Timers.after(
                    vertx,
                    pause,
                    timer -> bursts.takeIfOver(burst, System.nanoTime()).ifPresent(this::dispatch));
        }
        return kept;
    }

    private Future<?> dispatch(MessageDebouncer.Burst burst) {
        ReplyTarget place = burst.newest().place();
        Future<?> submitted = dispatcher.dispatch(
                burst, () -> place.isDirect() ? withUnread(place, burst.references()) : burst.references());
        pendingBursts.settle(burst.key(), submitted);
        return submitted;
    }

    /** Nothing more is heard; a burst that may have gone on is dispatched now. */
    Future<?> close() {
        closing = true;
        List<Future<?>> all = new ArrayList<>();
        bursts.takeAll().forEach(burst -> all.add(dispatch(burst)));
        return Timeouts.within(vertx, PATIENCE_MS, Future.join(all)).otherwiseEmpty();
    }

    private List<Reference> withUnread(ReplyTarget place, List<Reference> references) {
        return Stream.concat(missed.takeUnread(place.channel()).stream(), references.stream())
                .toList();
    }
}
