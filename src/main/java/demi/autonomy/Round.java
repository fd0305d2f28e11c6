package demi.autonomy;

import demi.contract.Autonomy.Decision;
import demi.contract.Autonomy.Kind;
import demi.contract.Autonomy.Quiet;
import demi.contract.AutonomyStore;
import demi.contract.AutonomyStore.AllPeople;
import demi.contract.AutonomyStore.Person;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Chat.Tone;
import demi.contract.Discord;
import demi.contract.Done;
import demi.contract.Emotion;
import demi.contract.Failure;
import demi.contract.Feelings;
import demi.contract.Health;
import demi.contract.Message;
import demi.contract.Notifications;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about everybody, one after the other, and does it. Before any word is asked for, the store gives the right to
 * speak, to one at a time; what came of it is in the ledger.
 */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final int REPEATED = 20;

    private static final Health.Part AWAY = Health.Part.of("discord", Health.Status.DOWN, "She is not on Discord.");

    private final Bus bus;
    private final InstantSource clock;
    private final AutonomySettings settings;
    private final Decider decider;
    private final Circumstances circumstances;
    private final String channelId;

    /** @param channelId where she thinks aloud; empty: nowhere */
    Round(
            Bus bus,
            InstantSource clock,
            AutonomySettings settings,
            Decider decider,
            Circumstances circumstances,
            String channelId) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.decider = decider;
        this.circumstances = circumstances;
        this.channelId = channelId;
    }

    /**
     * Fails only when it cannot be known what is: when the store, the mood or the model cannot be asked. What goes wrong with
     * one person is theirs alone.
     */
    Future<Done> all() {
        return circumstances.people().compose(all -> {
            Future<Done> done = Future.succeededFuture(Done.DONE);
            for (Person person : inTurn(all.people())) {
                done = done.compose(before -> about(person.userId()));
            }
            return channelId.isEmpty() ? done : done.compose(before -> aloud());
        });
    }

    /** Where not all can be written to, it is the turn of whoever was not for longest. */
    private static List<Person> inTurn(List<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing(
                        person -> person.tries().last(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** What is known is asked for anew: time has passed since the one before. */
    private Future<Done> about(String userId) {
        return circumstances
                .now()
                .compose(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(userId))
                        .findFirst()
                        .map(person -> about(person, now.situation()).recover(thrown -> {
                            // They may have been removed meanwhile.
                            LOG.warn("Nothing came of {}: {}", userId, thrown.getMessage());
                            return Future.succeededFuture(Done.DONE);
                        }))
                        .orElseGet(() -> Future.succeededFuture(Done.DONE)));
    }

    private Future<Done> about(Person person, Situation situation) {
        Verdict verdict = decider.about(person, situation);
        return verdict.speaks()
                ? write(person, verdict, situation)
                : decided(person.userId(), verdict, situation, null);
    }

    private Future<Done> write(Person person, Verdict verdict, Situation situation) {
        String id = UUID.randomUUID().toString();
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return claim(id, person.userId(), verdict, situation).compose(claimed -> {
            if (!claimed.given()) {
                return decided(person.userId(), taken(verdict), situation, null);
            }
            return bus.ask(
                            Chat.WRITE_FIRST,
                            new Chat.WriteFirst(
                                    person.userId(),
                                    id,
                                    tone(verdict.kind()),
                                    moved,
                                    decider.quiet(person.quiet()).zone()))
                    .recover(thrown -> Future.succeededFuture(failed(thrown)))
                    .compose(result -> {
                        Message message = result.message();
                        if (message != null) {
                            bus.tell(Notifications.WRITTEN, new Notifications.Written(message.userId()));
                            return decided(person.userId(), verdict, situation, id);
                        }
                        return letGo(id, person.userId(), verdict, situation, result.code(), result.reason());
                    });
        });
    }

    private static Chat.Written failed(Throwable thrown) {
        return new Chat.Written(null, "failed", "It failed: " + Failure.codeOf(thrown) + ".");
    }

    private Future<Done> aloud() {
        return circumstances.now().compose(now -> {
            AllPeople people = now.people();
            Verdict verdict = decider.aboutTheChannel(people.lastWord(), people.rambles(), now.situation());
            return verdict.speaks()
                    ? whereSheIs(verdict, now.situation())
                    : decided(null, verdict, now.situation(), null);
        });
    }

    /** Before any word is asked for: whether Discord would take it. */
    private Future<Done> whereSheIs(Verdict verdict, Situation situation) {
        return bus.ask(Discord.NOW, new Discord.HowIsIt())
                .otherwise(AWAY)
                .compose(there -> there.status() == Health.Status.UP
                        ? ramble(verdict, situation)
                        : decided(
                                null,
                                new Verdict(Kind.NOTHING, verdict.moved(), "discord_away", there.detail()),
                                situation,
                                null));
    }

    private Future<Done> ramble(Verdict verdict, Situation situation) {
        String id = UUID.randomUUID().toString();
        return claim(id, null, verdict, situation)
                .compose(claimed -> claimed.given()
                        ? think(verdict)
                                .compose(thought -> thought.text().isEmpty()
                                        ? letGo(id, null, verdict, situation, thought.code(), thought.reason())
                                        : postIfStill(id, thought.text(), verdict, situation))
                        : decided(null, taken(verdict), situation, null));
    }

    private Future<Chat.Thought> think(Verdict verdict) {
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return bus.ask(AutonomyStore.RAMBLES, new AutonomyStore.RamblesBefore(REPEATED))
                .compose(before -> bus.ask(Chat.THINK_ALOUD, new Chat.ThinkAloud(moved, before.contents())))
                .recover(thrown -> Future.succeededFuture(
                        new Chat.Thought("", "failed", "It failed: " + Failure.codeOf(thrown) + ".")));
    }

    private Future<Done> postIfStill(String id, String text, Verdict verdict, Situation situation) {
        return circumstances.now().compose(now -> {
            Verdict forbidden = decider.forbids(Quiet.NONE, now.situation());
            return forbidden == null
                    ? post(id, text, verdict, situation)
                    : letGo(id, null, verdict, situation, forbidden.code(), forbidden.reason());
        });
    }

    /** Kept before it is posted: rather a ramble that Discord never got than one that it gets twice. */
    private Future<Done> post(String id, String text, Verdict verdict, Situation situation) {
        return bus.ask(AutonomyStore.RAMBLED, new AutonomyStore.Rambled(id, text))
                .compose(kept -> bus.ask(
                                Discord.RAMBLE, new Discord.Ramble(id, text, situation.feelings(), clock.instant()))
                        .map(verdict)
                        // It may be there all the same: it counts.
                        .otherwise(thrown -> new Verdict(
                                Kind.NOTHING,
                                verdict.moved(),
                                "discord_away",
                                "Discord did not take it, or did not say so.")))
                .compose(result -> decided(null, result, situation, result.speaks() ? id : null));
    }

    private Future<AutonomyStore.Claimed> claim(
            String id, @Nullable String userId, Verdict verdict, Situation situation) {
        return bus.ask(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        id,
                        userId,
                        channelId,
                        verdict.kind(),
                        verdict.trigger(),
                        situation.feelings(),
                        situation.now(),
                        settings.pause(),
                        settings.mostAnHour()));
    }

    private Future<Done> letGo(
            String id, @Nullable String userId, Verdict verdict, Situation situation, String code, String reason) {
        return bus.ask(AutonomyStore.RELEASE, new AutonomyStore.Release(id))
                .compose(released ->
                        decided(userId, new Verdict(Kind.NOTHING, verdict.moved(), code, reason), situation, null));
    }

    private static Verdict taken(Verdict verdict) {
        return new Verdict(Kind.NOTHING, verdict.moved(), "taken", "She has spoken first elsewhere at that moment.");
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case FOLLOW_UP -> Tone.PASSIVE_AGGRESSIVE;
            case HURT -> Tone.HURT;
            case NOTHING, CHECK_IN, RAMBLE -> Tone.PLAIN;
        };
    }

    private Future<Done> decided(
            @Nullable String userId, Verdict verdict, Situation situation, @Nullable String messageId) {
        return bus.ask(
                AutonomyStore.DECIDED,
                new AutonomyStore.Decided(decision(userId, verdict, situation.now(), situation.feelings(), messageId)));
    }

    static Decision decision(
            @Nullable String userId, Verdict verdict, Instant at, Feelings feelings, @Nullable String messageId) {
        return new Decision(
                userId,
                at,
                at,
                1,
                verdict.kind(),
                verdict.trigger(),
                verdict.code(),
                verdict.reason(),
                feelings,
                messageId,
                0);
    }
}
