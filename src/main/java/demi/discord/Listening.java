package demi.discord;

import demi.contract.BoundedMap;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.DiscordStore;
import demi.contract.DiscordStore.Kind;
import demi.contract.DiscordStore.Met;
import demi.contract.Failure;
import demi.contract.Message.Speaker;
import demi.contract.Model;
import demi.contract.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is written on Discord, and says to her what is for her. */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int REMEMBERED = 5_000;
    /** Of what is not said to her, so much may wait for its answer in a channel. */
    private static final int MOST_UNNAMED = 3;

    /** Of the four seconds that a stop may take. */
    private static final long PATIENCE_MS = 500;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final DiscordSettings settings;
    private final Answers answers;
    private final Linking linking;
    private final Access access;
    private final BotChains chains;
    private final Overheard overheard;
    private final CatchUp catchUp;
    private final References references;
    private final MissedMessages missed;
    private final Bursts bursts = new Bursts();
    private final Map<String, Future<?>> saying = new HashMap<>();
    /** Discord may tell of a message again. */
    private final Map<String, Boolean> heard = new BoundedMap<>(REMEMBERED);

    private String herId = "";
    private boolean blind;
    private boolean closing;

    Listening(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            DiscordSettings settings,
            Answers answers,
            Linking linking,
            Supplier<Future<Mouth>> mouth,
            Eyes eyes) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.answers = answers;
        this.linking = linking;
        this.access = settings.access();
        this.chains = new BotChains(settings.botChain());
        this.missed = new MissedMessages(bus, clock, access, this::heardLate);
        this.references = new References(vertx, mouth, eyes, access);
        this.overheard = new Overheard(settings.overheard());
        this.catchUp = new CatchUp(vertx, mouth, access, overheard, settings.overheard());
    }

    /**
     * She listens from now on.
     *
     * @param isNew whether Discord does not tell by itself what was said in between
     */
    void begins(Mouth mouth, boolean isNew) {
        herId = mouth.id();
        catchUp.again();
        if (isNew) {
            missed.find(mouth, herId);
        }
    }

    /** A code that was sent then is no good any more. */
    private void heardLate(Incoming message) {
        if (!linking.isMeant(Addressing.words(message.content(), herId))) {
            heard(message);
        }
    }

    /** Where it is not known whether the next model will see, she may. */
    void modelIs(Model.State state) {
        blind = state.model() != null && !state.sees();
    }

    void heard(Incoming message) {
        boolean again = heard.put(message.place().message(), true) != null;
        if (closing || again || !access.hears(message)) {
            return;
        }
        String typed = Addressing.words(message.content(), herId);
        String words = (typed + message.attached().words(!blind)).strip();
        boolean bot = message.author().bot();
        boolean forHer = Addressing.isForHer(message)
                || (!message.signs().forOthers() && ((!bot && bursts.goesOn(message)) || answersUnnamed(message)));
        boolean mayAnswer = (forHer || !bot) && chains.mayAnswer(message.place().channel(), bot);
        if (forHer && mayAnswer && !words.isEmpty()) {
            if (message.place().isDirect() && linking.isMeant(words)) {
                linking.byDirectMessage(message, words);
            } else {
                add(message, words, typed.isEmpty() && message.attached().onlyPictures());
            }
        } else if (!forHer && !bot) {
            String told = message.content() + message.attached().overheard();
            overheard.hear(
                    message.place(), message.author().id(), message.author().name(), told);
        }
    }

    /** In some channels nobody has to name her, as long as she keeps up: what is too much is overheard. */
    private boolean answersUnnamed(Incoming message) {
        String channel = message.place().channel();
        long beingSaid = saying.keySet().stream()
                .filter(key -> key.startsWith(channel + "/"))
                .count();
        return message.channels().stream().anyMatch(settings.answeredChannels()::contains)
                && bursts.in(channel) + beingSaid + answers.waitingIn(channel) < MOST_UNNAMED;
    }

    private void add(Incoming message, String words, boolean onlyShown) {
        String most = Bursts.fitting(words);
        bursts.full(message, most).ifPresent(this::say);
        Bursts.Burst burst = bursts.add(message, most, onlyShown, System.nanoTime());
        long pause = settings.burstPause().toMillis();
        if (pause == 0) {
            bursts.over(burst, System.nanoTime()).ifPresent(this::say);
        } else {
            Timers.after(
                    vertx, pause, timer -> bursts.over(burst, System.nanoTime()).ifPresent(this::say));
        }
    }

    /** One after the other where one person writes in one place: what the first refers to may have to be fetched. */
    private Future<?> say(Bursts.Burst burst) {
        Future<?> before = saying.getOrDefault(burst.key(), Future.succeededFuture());
        Future<?> said = before.otherwiseEmpty().compose(over -> sayNow(burst));
        saying.put(burst.key(), said);
        return said.onComplete(over -> saying.remove(burst.key(), said));
    }

    private Future<?> sayNow(Bursts.Burst burst) {
        Place place = burst.newest().place();
        Future<Object> said =
                Future.succeededFuture(burst).compose(same -> where(same).mapEmpty());
        return said.onFailure(thrown -> {
            LOG.warn("What was said on Discord did not reach her: {}", thrown.getMessage());
            if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
                answers.notSaid("", place, false);
            }
        });
    }

    private Future<?> where(Bursts.Burst burst) {
        Incoming message = burst.newest();
        Place place = message.place();
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
        return Patience.within(vertx, PATIENCE_MS, Future.join(all)).otherwiseEmpty();
    }

    private Future<?> inChannel(Incoming message, Bursts.Burst burst) {
        String channel = message.place().channel();
        String name = message.author().name();
        Future<Met> speaker = meet(Kind.PERSON, message.author().id(), name);
        Future<Met> where = meet(Kind.CHANNEL, channel, message.where());
        return Future.all(speaker, where).compose(both -> {
            if (!speaker.result().active() || !where.result().active()) {
                return Future.succeededFuture();
            }
            Future<String> refersTo = references.lines(message, burst.references());
            return Future.join(catchUp.before(message.place(), burst.first()), refersTo)
                    .compose(done -> {
                        String label = overheard.label(channel, message.author().id(), name);
                        Speaker words = new Speaker(
                                speaker.result().userId(), label, joined(overheard.take(channel), refersTo.result()));
                        return say(where.result().userId(), message.place(), burst, words, "");
                    });
        });
    }

    private List<Reference> withUnread(Place place, List<Reference> references) {
        return Stream.concat(missed.takeUnread(place.channel()).stream(), references.stream())
                .toList();
    }

    private static String joined(String before, String after) {
        return before.isEmpty() || after.isEmpty() ? before + after : before + "\n" + after;
    }

    private Future<Met> meet(Kind kind, String id, String name) {
        return bus.ask(DiscordStore.MEET, new DiscordStore.Meet(kind, id, name, clock.instant()));
    }

    private Future<Void> say(
            String userId, Place place, Bursts.Burst burst, @Nullable Speaker speaker, String refersTo) {
        boolean unseen = blind && !burst.pictures().isEmpty();
        if (unseen) {
            answers.cannotSee(place);
        }
        if (unseen && burst.onlyShown()) {
            return Future.succeededFuture();
        }
        answers.saying(userId, place);
        List<String> pictures = unseen ? List.of() : burst.pictures();
        Chat.Say say =
                new Chat.Say(userId, burst.text(), place.clientId(), clock.instant(), speaker, pictures, refersTo);
        return bus.ask(Chat.SAY, say)
                .onSuccess(said -> {
                    // Whoever writes too much gets no answer: one to each would be as much again.
                    if (said.duplicate() || said.tooMany()) {
                        answers.notSaid(userId, place, true);
                    } else {
                        answers.said(userId, said.messageId(), place);
                    }
                })
                .onFailure(thrown -> answers.notSaid(userId, place, true))
                .mapEmpty();
    }
}
