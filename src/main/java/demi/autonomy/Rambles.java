package demi.autonomy;

import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.PeopleFound;
import demi.api.value.Emotion;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.util.TimeOrderedId;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thinking aloud in the channel that is for it, of herself or because somebody asks for it. */
@WallTime("quiet hours, pauses that are kept, and the watch over the clock itself")
final class Rambles {

    private static final int REPEATED = 20;

    /** What programs know it as, from when there was one network only. */
    private static final String NETWORK_AWAY = "discord_away";

    private static final HealthApi.ComponentHealth AWAY = HealthApi.ComponentHealth.of(
            "network", HealthApi.Status.DOWN, "She is not on the network that has a channel for it.");

    private final Bus bus;
    private final InstantSource clock;
    private final ProactivePolicy policy;
    private final DecisionInputs inputs;
    private final Claims claims;
    private final String channelId;

    /** @param channelId where she thinks aloud; empty: nowhere */
    Rambles(
            Bus bus,
            InstantSource clock,
            ProactivePolicy decider,
            DecisionInputs circumstances,
            Claims claims,
            String channelId) {
        this.bus = bus;
        this.clock = clock;
        this.policy = decider;
        this.inputs = circumstances;
        this.claims = claims;
        this.channelId = channelId;
    }

    /** Fails only when it cannot be known what is. */
    Future<Ack> runIfDue() {
        if (channelId.isEmpty()) {
            return Future.succeededFuture(Ack.DONE);
        }
        return inputs.now().compose(now -> {
            PeopleFound people = now.people();
            PolicyResult verdict = policy.decideForChannel(people.lastWord(), people.rambles(), now.situation());
            return rambleIf(verdict, now.situation()).map(Ack.DONE);
        });
    }

    /** Whatever moves her, and whoever has spoken since; the pause and the limits hold. */
    Future<Decision> runNow() {
        return inputs.now().compose(now -> {
            DecisionContext situation = now.situation();
            Future<PolicyResult> result = channelId.isEmpty()
                    ? Future.succeededFuture(
                            new PolicyResult(Kind.NOTHING, null, "no_channel", "There is no channel for it."))
                    : rambleIf(policy.decideRequestedRamble(now.people().rambles(), situation), situation);
            return result.map(verdict -> Claims.decision(null, verdict, situation.now(), situation.feelings(), null));
        });
    }

    private Future<PolicyResult> rambleIf(PolicyResult verdict, DecisionContext situation) {
        return verdict.speaks() ? inRambleChannel(verdict, situation) : decided(verdict, situation, null);
    }

    /** Before any word is asked for: whether the network would take it. */
    private Future<PolicyResult> inRambleChannel(PolicyResult verdict, DecisionContext situation) {
        return bus.request(NetworkApi.RAMBLE_STATUS, new NetworkApi.GetRambleStatus())
                .otherwise(AWAY)
                .compose(there -> there.status() == HealthApi.Status.UP
                        ? ramble(verdict, situation)
                        : decided(
                                new PolicyResult(Kind.NOTHING, verdict.moved(), NETWORK_AWAY, there.detail()),
                                situation,
                                null));
    }

    private Future<PolicyResult> ramble(PolicyResult verdict, DecisionContext situation) {
        String id = TimeOrderedId.next();
        return claims.claim(id, null, verdict, situation)
                .compose(claimed -> claimed.granted()
                        ? generate(verdict)
                                .compose(thought -> thought.text().isEmpty()
                                        ? release(id, verdict, situation, thought.code(), thought.reason())
                                        : postIfConfirmed(id, thought.text(), verdict, situation))
                        : decided(Claims.taken(verdict), situation, null));
    }

    private Future<ChatApi.Ramble> generate(PolicyResult verdict) {
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return bus.request(AutonomyStore.RAMBLES, new AutonomyStore.ListRambles(REPEATED))
                .compose(before -> bus.request(ChatApi.WRITE_RAMBLE, new ChatApi.WriteRamble(moved, before.contents())))
                .recover(thrown -> Future.succeededFuture(
                        new ChatApi.Ramble("", "failed", "It failed: " + Failure.codeOf(thrown) + ".")));
    }

    private Future<PolicyResult> postIfConfirmed(
            String id, String text, PolicyResult verdict, DecisionContext situation) {
        return inputs.now().compose(now -> {
            PolicyResult forbidden = policy.forbids(Quiet.NONE, now.situation());
            return forbidden == null
                    ? post(id, text, verdict, situation)
                    : release(id, verdict, situation, forbidden.code(), forbidden.reason());
        });
    }

    /** Kept before it is posted: rather a ramble that the network never got than one that it gets twice. */
    private Future<PolicyResult> post(String id, String text, PolicyResult verdict, DecisionContext situation) {
        return bus.request(AutonomyStore.SAVE_RAMBLE, new AutonomyStore.SaveRamble(id, text))
                .compose(kept -> bus.request(
                                NetworkApi.RAMBLE,
                                new NetworkApi.Ramble(id, text, situation.feelings(), clock.instant()))
                        .map(verdict)
                        // It may be there all the same: it counts.
                        .otherwise(thrown -> new PolicyResult(
                                Kind.NOTHING,
                                verdict.moved(),
                                NETWORK_AWAY,
                                "The network did not take it, or did not say so.")))
                .compose(result -> decided(result, situation, result.speaks() ? id : null));
    }

    private Future<PolicyResult> release(
            String id, PolicyResult verdict, DecisionContext situation, String code, String reason) {
        return claims.release(id, null, verdict, situation, code, reason)
                .map(new PolicyResult(Kind.NOTHING, verdict.moved(), code, reason));
    }

    private Future<PolicyResult> decided(PolicyResult verdict, DecisionContext situation, @Nullable String rambleId) {
        return claims.decided(null, verdict, situation, rambleId).map(verdict);
    }
}
