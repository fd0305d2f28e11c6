package demi.autonomy;

import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** When she speaks first. */
public final class AutonomyRoom implements Room {

    private static final Key<Boolean> ENABLED =
            Key.of("autonomy.enabled", ValueTypes.FLAG, "true", "Whether she ever writes first.");
    private static final Key<Duration> EVERY =
            Key.of("autonomy.every", ValueTypes.duration("1s", "1d"), "15m", "How often she thinks of it.");
    private static final Key<Double> LONELINESS =
            Key.of("autonomy.loneliness", ValueTypes.number(0, 1), "0.7", "Above this loneliness she writes.");
    private static final Key<Double> EXCITEMENT =
            Key.of("autonomy.excitement", ValueTypes.number(0, 1), "0.8", "Or above this excitement.");
    private static final Key<Double> FRUSTRATION =
            Key.of("autonomy.frustration", ValueTypes.number(0, 1), "0.6", "Or above this frustration.");
    private static final Key<Double> RAMBLE_JEALOUSY =
            Key.of("autonomy.ramble_jealousy", ValueTypes.number(0, 1), null, "Or, aloud, above this jealousy.");
    private static final Key<Double> RAMBLE_VULNERABILITY =
            Key.of("autonomy.ramble_vulnerability", ValueTypes.number(0, 1), null, "Or, aloud, above this one.");
    private static final Key<Duration> PAUSE =
            Key.of("autonomy.pause", ValueTypes.duration("1m", "365d"), "60m", "Between two to one person.");
    private static final Key<Integer> MOST_AN_HOUR =
            Key.of("autonomy.most_an_hour", ValueTypes.whole(0, 1000), "5", "To everybody together.");
    private static final Key<Duration> FOLLOW_UP_AFTER =
            Key.of("autonomy.follow_up_after", ValueTypes.duration("1h", "365d"), "24h", "Until she asks once more.");
    private static final Key<Duration> HURT_AFTER =
            Key.of("autonomy.hurt_after", ValueTypes.duration("1h", "365d"), "48h", "Until she is hurt, and waits.");
    private static final Key<Boolean> HURT_TONES =
            Key.of("autonomy.hurt_tones", ValueTypes.FLAG, "true", "Whether she is sharp, or hurt, unanswered.");
    private static final Key<Duration> CONVERSATION =
            Key.of("autonomy.conversation", ValueTypes.duration("1s", "1d"), "30m", "Until a talk is over.");
    private static final Key<LocalTime> QUIET_FROM =
            Key.of("autonomy.quiet_from", ValueTypes.TIME_OF_DAY, "22:00", "When quiet hours begin.");
    private static final Key<LocalTime> QUIET_TO =
            Key.of("autonomy.quiet_to", ValueTypes.TIME_OF_DAY, "08:00", "When quiet hours end.");
    private static final Key<Duration> KEEP_DECISIONS =
            Key.of("autonomy.keep_decisions", ValueTypes.duration("1d", "3650d"), "30d", "How long reasons are kept.");

    @Override
    public String name() {
        return "autonomy";
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                ENABLED,
                EVERY,
                LONELINESS,
                EXCITEMENT,
                FRUSTRATION,
                RAMBLE_JEALOUSY,
                RAMBLE_VULNERABILITY,
                PAUSE,
                MOST_AN_HOUR,
                FOLLOW_UP_AFTER,
                HURT_AFTER,
                HURT_TONES,
                CONVERSATION,
                QUIET_FROM,
                QUIET_TO,
                KEEP_DECISIONS);
    }

    @Override
    public void check(SettingsRules rules) {
        rules.shorter(FOLLOW_UP_AFTER, HURT_AFTER);
    }

    @Override
    public AutonomySettings settings(Settings settings) {
        return new AutonomySettings(
                settings.get(ENABLED),
                settings.get(EVERY),
                settings.get(LONELINESS),
                settings.get(EXCITEMENT),
                settings.get(FRUSTRATION),
                settings.find(RAMBLE_JEALOUSY),
                settings.find(RAMBLE_VULNERABILITY),
                settings.get(PAUSE),
                settings.get(MOST_AN_HOUR),
                settings.get(FOLLOW_UP_AFTER),
                settings.get(HURT_AFTER),
                settings.get(HURT_TONES),
                settings.get(CONVERSATION),
                settings.get(QUIET_FROM),
                settings.get(QUIET_TO),
                settings.get(KEEP_DECISIONS));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        AutonomySettings settings = settings(context.settings());
        ZoneId zone = context.settings().timezone();
        String place = context.ramblePlace() == null ? "" : context.ramblePlace();
        return Optional.of(() -> new AutonomyVerticle(context.bus(), context.clock(), settings, zone, place));
    }
}
