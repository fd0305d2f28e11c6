package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.store.AutonomyStore.CheckIns;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.autonomy.quiet.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** To speak first or not: section 6 of the contract, and the good sense not to. Reasons are asked in order; the first counts. */
final class ProactivePolicy {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final AutonomySettings settings;
    private final ZoneId zone;

    /** @param zone of people who have named no other */
    ProactivePolicy(AutonomySettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    /** What holds for a person, the settings included. */
    Quiet quiet(Quiet own) {
        return new Quiet(
                own.until(),
                Objects.requireNonNullElse(own.from(), settings.quietFrom()),
                Objects.requireNonNullElse(own.to(), settings.quietTo()),
                Objects.requireNonNullElse(own.zone(), zone));
    }

    PolicyResult decideForPerson(Person person, DecisionContext situation) {
        return decide(
                situation,
                person.quiet(),
                person.lastMessageAt(),
                person.lastExchangeAt(),
                person.checkIns(),
                Kind.CHECK_IN);
    }

    /** @param spoke when anybody last said something, or she to them */
    PolicyResult decideForChannel(@Nullable Instant spoke, CheckIns rambles, DecisionContext situation) {
        return decide(situation, Quiet.NONE, Instant.EPOCH, spoke, rambles, Kind.RAMBLE);
    }

    /** Somebody asks her to think aloud: nothing has to move her then, and nobody to have answered the last one. */
    PolicyResult decideRequestedRamble(CheckIns rambles, DecisionContext situation) {
        Emotion strongest = situation.feelings().strongest(1).get(0);
        PolicyResult forbidden = forbids(Quiet.NONE, situation, strongest);
        return forbidden == null
                ? within(Kind.RAMBLE, strongest, rambles, situation, ", and she is asked to")
                : forbidden;
    }

    /** What keeps her from it whatever she feels, and may have come while she looked for words; null: nothing. */
    @Nullable
    PolicyResult forbids(Quiet own, DecisionContext situation) {
        return forbids(own, situation, moved(situation.feelings(), false));
    }

    private @Nullable PolicyResult forbids(Quiet own, DecisionContext situation, @Nullable Emotion moved) {
        Instant now = situation.now();
        Quiet quiet = quiet(own);
        QuietHours hours = hours(quiet);
        if (situation.paused()) {
            return no(moved, "paused", "She is told to speak to nobody first.");
        }
        if (!situation.settled()) {
            return no(moved, "clock", "The clock has just been changed, or the machine has slept: she waits an hour.");
        }
        if (hours.at(now)) {
            return no(moved, "quiet_hours", "Quiet hours until " + TIME.format(hours.to()) + ".");
        }
        if (quiet.until() != null && now.isBefore(quiet.until())) {
            ZoneId local = Objects.requireNonNull(quiet.zone());
            return no(moved, "asked_for_quiet", "You asked for quiet until " + when(quiet.until(), now, local) + ".");
        }
        return null;
    }

    private static QuietHours hours(Quiet quiet) {
        return new QuietHours(
                Objects.requireNonNull(quiet.from()),
                Objects.requireNonNull(quiet.to()),
                Objects.requireNonNull(quiet.zone()));
    }

    private PolicyResult decide(
            DecisionContext situation,
            Quiet own,
            @Nullable Instant said,
            @Nullable Instant spoke,
            CheckIns tries,
            Kind first) {
        Emotion moved = moved(situation.feelings(), first == Kind.RAMBLE);
        ZoneId local = Objects.requireNonNull(quiet(own).zone());
        PolicyResult forbidden = forbids(own, situation, moved);
        if (forbidden != null && (moved != null || situation.paused() || !situation.settled())) {
            return forbidden;
        }
        if (moved == null) {
            return no(null, "content", "Nothing moves her to.");
        }
        if (said == null) {
            return no(moved, "stranger", "You have never written to her.");
        }
        Duration silent = since(spoke, situation);
        if (silent.compareTo(settings.conversation()) < 0) {
            return no(moved, "talking", "You were talking " + ago(silent) + ".");
        }
        Kind kind = next(tries, situation, first);
        if (kind == Kind.NOTHING) {
            return waiting(moved, tries, situation, local);
        }
        return within(kind, moved, tries, situation, why(kind));
    }

    /** Whether the pause, the limits and the machine let her. */
    private PolicyResult within(Kind kind, Emotion moved, CheckIns tries, DecisionContext situation, String why) {
        Duration rest = since(tries.last(), situation);
        if (rest.compareTo(settings.pause()) < 0) {
            return no(moved, "pause", "She last spoke first " + ago(rest) + ".");
        }
        if (situation.recent() >= settings.mostAnHour()) {
            return no(moved, "enough", situation.recent() + " of " + settings.mostAnHour() + " this hour.");
        }
        if (situation.shedding()) {
            return no(
                    moved, "short_of_memory", "The machine is short of memory: nothing is done that nobody waits for.");
        }
        if (!situation.modelState().isEmpty()) {
            return no(moved, "model_away", situation.modelState());
        }
        String felt = String.format(
                Locale.ROOT, "%s is %.2f", capitals(moved), situation.feelings().get(moved));
        String count = (situation.recent() + 1) + " of " + settings.mostAnHour() + " this hour";
        return new PolicyResult(kind, moved, kind.key(), felt + why + "; " + count + ".");
    }

    /** Strictly above its threshold, the first in order. */
    private @Nullable Emotion moved(EmotionLevels feelings, boolean aloud) {
        if (feelings.get(Emotion.LONELINESS) > settings.loneliness()) {
            return Emotion.LONELINESS;
        }
        if (feelings.get(Emotion.EXCITEMENT) > settings.excitement()) {
            return Emotion.EXCITEMENT;
        }
        if (feelings.get(Emotion.FRUSTRATION) > settings.frustration()) {
            return Emotion.FRUSTRATION;
        }
        if (aloud && isAbove(feelings.get(Emotion.JEALOUSY), settings.rambleJealousy())) {
            return Emotion.JEALOUSY;
        }
        return aloud && isAbove(feelings.get(Emotion.VULNERABILITY), settings.rambleVulnerability())
                ? Emotion.VULNERABILITY
                : null;
    }

    private static boolean isAbove(double felt, @Nullable Double threshold) {
        return threshold != null && felt > threshold;
    }

    private Kind next(CheckIns tries, DecisionContext situation, Kind first) {
        Kind newest = tries.newest();
        if (tries.unanswered() == 0 || newest == null) {
            return first;
        }
        Duration unanswered = since(tries.first(), situation);
        boolean forLong = unanswered.compareTo(settings.hurtAfter()) > 0;
        if (first == Kind.RAMBLE) {
            boolean once = tries.unanswered() == 1 && unanswered.compareTo(settings.followUpAfter()) > 0;
            return once || (tries.unanswered() == 2 && forLong) ? Kind.RAMBLE : Kind.NOTHING;
        }
        if (newest == Kind.HURT) {
            return Kind.NOTHING;
        }
        if (forLong) {
            return Kind.HURT;
        }
        return newest == Kind.CHECK_IN && unanswered.compareTo(settings.followUpAfter()) > 0
                ? Kind.FOLLOW_UP
                : Kind.NOTHING;
    }

    private PolicyResult waiting(Emotion moved, CheckIns tries, DecisionContext situation, ZoneId local) {
        boolean rambles = tries.newest() == Kind.RAMBLE;
        boolean over = rambles ? tries.unanswered() > 2 : tries.newest() == Kind.HURT;
        String count = tries.unanswered() + " unanswered: waiting for " + (rambles ? "somebody" : "you");
        if (over) {
            return no(moved, "waiting", count + ", however long.");
        }
        Duration after = tries.unanswered() == 1 ? settings.followUpAfter() : settings.hurtAfter();
        Instant until = situation.now().plus(after.minus(since(tries.first(), situation)));
        return no(moved, "unanswered", count + ", or until " + when(until, situation.now(), local) + ".");
    }

    private static PolicyResult no(@Nullable Emotion moved, String code, String reason) {
        return new PolicyResult(Kind.NOTHING, moved, code, reason);
    }

    /** Of what never happened, for ever. */
    private static Duration since(@Nullable Instant time, DecisionContext situation) {
        if (time == null) {
            return Duration.ofDays(36_500);
        }
        Instant happened = time.isAfter(situation.now()) ? situation.believed() : time;
        return Duration.between(happened, situation.now());
    }

    private static String why(Kind kind) {
        return switch (kind) {
            case FOLLOW_UP -> ", unanswered for more than a day";
            case HURT -> ", unanswered for more than two days";
            case NOTHING, CHECK_IN, RAMBLE -> "";
        };
    }

    private static String capitals(Emotion emotion) {
        String key = emotion.key();
        return Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private static String ago(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 1 ? "just now" : minutes == 1 ? "a minute ago" : minutes + " minutes ago";
    }

    private static String when(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime then = time.atZone(zone);
        Duration ahead = Duration.between(now, time);
        return (ahead.toHours() < 12 ? TIME : ahead.toDays() < 6 ? DAY : DATE).format(then);
    }
}
