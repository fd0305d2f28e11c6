package demi.conductor.context;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.QuietRequest;
import demi.api.EmotionApi;
import demi.api.MemoryApi.Recalled;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.followup.QuietConfirmation;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.TurnContextNote;
import demi.conductor.turn.PersonZone;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Loads what a message changes: her mood, the person's time zone, and a request for quiet. */
@WallTime("the time that she is told")
public final class SituationLoader {

    private final Bus bus;
    private final InstantSource clock;
    private final PersonZone zones;
    private final SecondTalk secondTalk;

    public SituationLoader(Bus bus, InstantSource clock, PersonZone zones) {
        this.bus = bus;
        this.clock = clock;
        this.zones = zones;
        this.secondTalk = new SecondTalk(bus);
    }

    /**
     * @param zone the one in which the person is told the time
     * @param quiet what was understood of a wish to be left alone
     */
    record Situation(EmotionApi.Mood mood, ZoneId zone, QuietRequest quiet) {}

    /** Fails where the emotion verticle does. */
    Future<Situation> of(Message said) {
        Future<EmotionApi.Mood> mood = bus.request(EmotionApi.APPRAISE, GroupChat.appraiseRequest(said));
        Future<ZoneId> own = zoneOf(said);
        Future<QuietRequest> quiet = quiet(said);
        return Future.all(mood, own, quiet).map(all -> new Situation(mood.result(), own.result(), quiet.result()));
    }

    /** Where others read, the house's. */
    private Future<ZoneId> zoneOf(Message said) {
        return GroupChat.isShared(said) ? Future.succeededFuture(zones.house()) : zones.of(said.userId());
    }

    /** Where others read, nobody asks for quiet of their own. */
    private Future<QuietRequest> quiet(Message said) {
        return GroupChat.isShared(said)
                ? Future.succeededFuture(QuietRequest.NOTHING)
                : bus.request(
                                AutonomyApi.PARSE_QUIET,
                                new AutonomyApi.ParseQuietRequest(said.userId(), said.content(), said.createdAt()))
                        .otherwise(QuietRequest.NOTHING);
    }

    /**
     * What of their first talk she may take up, where the message begins their second; empty for any other message, where others
     * read, and for somebody who suffers.
     *
     * @param spokeBefore when the person wrote the last time before that, null when they never did
     */
    Future<String> secondTalk(Message said, Situation now, @Nullable Instant spokeBefore) {
        return GroupChat.isShared(said) || now.mood().distress() || spokeBefore == null
                ? Future.succeededFuture("")
                : secondTalk.sentence(said, spokeBefore, now.zone());
    }

    /**
     * What the model is told of it.
     *
     * @param spokeBefore when the person wrote the last time before that, null when they never did
     */
    TurnContextNote note(Message said, Situation now, @Nullable Instant spokeBefore, Recalled recalled) {
        Instant at = clock.instant();
        return TurnContextNote.of(
                        now.mood(), at, said.createdAt(), spokeBefore, now.zone(), GroupChat.isShared(said), recalled)
                .and(QuietConfirmation.note(now.quiet(), at));
    }

    /** What the person is told of it behind the reply; empty: nothing. */
    String confirmation(Situation now) {
        return QuietConfirmation.of(now.quiet(), clock.instant());
    }
}
