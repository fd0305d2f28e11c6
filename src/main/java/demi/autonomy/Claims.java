package demi.autonomy;

import demi.contract.Autonomy.Decision;
import demi.contract.Autonomy.Kind;
import demi.contract.AutonomyStore;
import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Feelings;
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
    Future<AutonomyStore.Claimed> claim(String id, @Nullable String userId, Verdict verdict, Situation situation) {
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

    /** The right is given back: nothing was said. */
    Future<Done> letGo(
            String id, @Nullable String userId, Verdict verdict, Situation situation, String code, String reason) {
        return bus.ask(AutonomyStore.RELEASE, new AutonomyStore.Release(id))
                .compose(released ->
                        decided(userId, new Verdict(Kind.NOTHING, verdict.moved(), code, reason), situation, null));
    }

    static Verdict taken(Verdict verdict) {
        return new Verdict(Kind.NOTHING, verdict.moved(), "taken", "She has spoken first elsewhere at that moment.");
    }

    /** Keeps in the ledger what came of it. */
    Future<Done> decided(@Nullable String userId, Verdict verdict, Situation situation, @Nullable String messageId) {
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
