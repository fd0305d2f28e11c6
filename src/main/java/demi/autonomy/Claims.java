package demi.autonomy;

import demi.api.AutonomyApi.Decision;
import demi.api.store.AutonomyStore;
import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The right to speak first, which the store gives to one at a time, and the ledger of what was decided. */
final class Claims {

    private final Bus bus;
    private final AutonomySettings settings;
    private final String channelId;

    /** @param channelId where she thinks aloud; empty: nowhere */
    Claims(Bus bus, AutonomySettings settings, String channelId) {
        this.bus = bus;
        this.settings = settings;
        this.channelId = channelId;
    }

    /** Before any word is asked for. */
    Future<AutonomyStore.Claimed> claim(
            String id, @Nullable String userId, PolicyResult verdict, DecisionContext situation) {
        return bus.request(
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
                        settings.mostAnHour(),
                        verdict.occasion() == null ? null : verdict.occasion().asked()));
    }

    /** The right is given back: nothing was said. */
    Future<Ack> release(
            String id,
            @Nullable String userId,
            PolicyResult verdict,
            DecisionContext situation,
            String code,
            String reason) {
        return bus.request(AutonomyStore.RELEASE, new AutonomyStore.Release(id))
                .compose(released -> decided(userId, verdict.silent(code, reason), situation, null));
    }

    static PolicyResult taken(PolicyResult verdict) {
        return verdict.silent("taken", "She has spoken first elsewhere at that moment.");
    }

    /** Keeps in the ledger what came of it. */
    Future<Ack> decided(
            @Nullable String userId, PolicyResult verdict, DecisionContext situation, @Nullable String messageId) {
        return bus.request(
                AutonomyStore.SAVE_DECISION,
                new AutonomyStore.SaveDecision(
                        decision(userId, verdict, situation.now(), situation.feelings(), messageId)));
    }

    static Decision decision(
            @Nullable String userId,
            PolicyResult verdict,
            Instant at,
            EmotionLevels feelings,
            @Nullable String messageId) {
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
                verdict.memoryId(),
                0);
    }
}
