package demi.autonomy;

import demi.contract.Autonomy.Decision;
import demi.contract.Autonomy.Kind;
import demi.contract.Autonomy.Quiet;
import demi.contract.AutonomyStore;
import demi.contract.AutonomyStore.AllPeople;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Discord;
import demi.contract.Done;
import demi.contract.Emotion;
import demi.contract.Failure;
import demi.contract.Health;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thinking aloud in the channel that is for it, of herself or because somebody asks for it. */
final class Rambles {

    private static final int REPEATED = 20;

    private static final Health.Part AWAY = Health.Part.of("discord", Health.Status.DOWN, "She is not on Discord.");

    private final Bus bus;
    private final InstantSource clock;
    private final Decider decider;
    private final Circumstances circumstances;
    private final Claims claims;
    private final String channelId;

    /** @param channelId where she thinks aloud; empty: nowhere */
    Rambles(
            Bus bus,
            InstantSource clock,
            Decider decider,
            Circumstances circumstances,
            Claims claims,
            String channelId) {
        this.bus = bus;
        this.clock = clock;
        this.decider = decider;
        this.circumstances = circumstances;
        this.claims = claims;
        this.channelId = channelId;
    }

    /** Fails only when it cannot be known what is. */
    Future<Done> look() {
        if (channelId.isEmpty()) {
            return Future.succeededFuture(Done.DONE);
        }
        return circumstances.now().compose(now -> {
            AllPeople people = now.people();
            Verdict verdict = decider.aboutTheChannel(people.lastWord(), people.rambles(), now.situation());
            return speakIf(verdict, now.situation()).map(Done.DONE);
        });
    }

    /** Whatever moves her, and whoever has spoken since; the pause and the limits hold. */
    Future<Decision> now() {
        return circumstances.now().compose(now -> {
            Situation situation = now.situation();
            Future<Verdict> result = channelId.isEmpty()
                    ? Future.succeededFuture(
                            new Verdict(Kind.NOTHING, null, "no_channel", "There is no channel for it."))
                    : speakIf(decider.askedAloud(now.people().rambles(), situation), situation);
            return result.map(verdict -> Claims.decision(null, verdict, situation.now(), situation.feelings(), null));
        });
    }

    private Future<Verdict> speakIf(Verdict verdict, Situation situation) {
        return verdict.speaks() ? whereSheIs(verdict, situation) : decided(verdict, situation, null);
    }

    /** Before any word is asked for: whether Discord would take it. */
    private Future<Verdict> whereSheIs(Verdict verdict, Situation situation) {
        return bus.ask(Discord.NOW, new Discord.HowIsIt())
                .otherwise(AWAY)
                .compose(there -> there.status() == Health.Status.UP
                        ? ramble(verdict, situation)
                        : decided(
                                new Verdict(Kind.NOTHING, verdict.moved(), "discord_away", there.detail()),
                                situation,
                                null));
    }

    private Future<Verdict> ramble(Verdict verdict, Situation situation) {
        String id = UUID.randomUUID().toString();
        return claims.claim(id, null, verdict, situation)
                .compose(claimed -> claimed.given()
                        ? think(verdict)
                                .compose(thought -> thought.text().isEmpty()
                                        ? letGo(id, verdict, situation, thought.code(), thought.reason())
                                        : postIfStill(id, thought.text(), verdict, situation))
                        : decided(Claims.taken(verdict), situation, null));
    }

    private Future<Chat.Thought> think(Verdict verdict) {
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return bus.ask(AutonomyStore.RAMBLES, new AutonomyStore.RamblesBefore(REPEATED))
                .compose(before -> bus.ask(Chat.THINK_ALOUD, new Chat.ThinkAloud(moved, before.contents())))
                .recover(thrown -> Future.succeededFuture(
                        new Chat.Thought("", "failed", "It failed: " + Failure.codeOf(thrown) + ".")));
    }

    private Future<Verdict> postIfStill(String id, String text, Verdict verdict, Situation situation) {
        return circumstances.now().compose(now -> {
            Verdict forbidden = decider.forbids(Quiet.NONE, now.situation());
            return forbidden == null
                    ? post(id, text, verdict, situation)
                    : letGo(id, verdict, situation, forbidden.code(), forbidden.reason());
        });
    }

    /** Kept before it is posted: rather a ramble that Discord never got than one that it gets twice. */
    private Future<Verdict> post(String id, String text, Verdict verdict, Situation situation) {
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
                .compose(result -> decided(result, situation, result.speaks() ? id : null));
    }

    private Future<Verdict> letGo(String id, Verdict verdict, Situation situation, String code, String reason) {
        return claims.letGo(id, null, verdict, situation, code, reason)
                .map(new Verdict(Kind.NOTHING, verdict.moved(), code, reason));
    }

    private Future<Verdict> decided(Verdict verdict, Situation situation, @Nullable String rambleId) {
        return claims.decided(null, verdict, situation, rambleId).map(verdict);
    }
}
