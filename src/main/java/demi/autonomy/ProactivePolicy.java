package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.ChatApi.Tone;
import demi.api.store.AutonomyStore.CheckIns;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Emotion;
import demi.autonomy.habit.AbsenceClock;
import demi.autonomy.habit.Days;
import demi.autonomy.habit.Habits;
import demi.autonomy.occasion.Occasion;
import demi.autonomy.quiet.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** To speak first or not: section 6 of the contract, and the good sense not to. Reasons are asked in order; the first counts. */
final class ProactivePolicy {

    /** See {@link Habits#nextGoodTime}. */
    private static final Duration SHORTEST_GOOD_TIME = Duration.ofMinutes(15);

    private final AutonomySettings settings;
    private final Motives motives;
    private final ZoneId zone;

    /** @param zone of people who have named no other */
    ProactivePolicy(AutonomySettings settings, ZoneId zone) {
        this.settings = settings;
        this.motives = new Motives(settings);
        this.zone = zone;
    }

    /** What holds for a person, the settings included. */
    Quiet quiet(Quiet own) {
        return new Quiet(
                own.until(),
                Objects.requireNonNullElse(own.from(), settings.quietFrom()),
                Objects.requireNonNullElse(own.to(), settings.quietTo()),
                Objects.requireNonNullElse(own.zone(), zone),
                Objects.requireNonNullElse(own.hurtTones(), settings.hurtTones()));
    }

    ZoneId zone(Quiet own) {
        return Objects.requireNonNullElse(own.zone(), zone);
    }

    PolicyResult decideForPerson(PersonContext who, DecisionContext situation) {
        Person person = who.person();
        Moved moved = motives.towards(who, situation);
        Emotion emotion = moved == null ? null : moved.emotion();
        Occasion occasion = who.occasion();
        PolicyResult forbidden = forbids(person.quiet(), situation, emotion);
        boolean wants = moved != null || occasion != null;
        if (forbidden != null && (wants || situation.paused() || !situation.settled())) {
            return forbidden;
        }
        if (!wants) {
            return no(null, "content", "Nothing moves her to.");
        }
        if (person.lastMessageAt() == null) {
            return no(emotion, "stranger", "You have never written to her.");
        }
        PolicyResult talking = talking(person.lastExchangeAt(), emotion, situation);
        if (talking != null) {
            return talking;
        }
        Ladder ladder = ladder(who, situation);
        Kind kind = occasion != null && occasion.explains() ? ladder.explained() : ladder.next(Kind.CHECK_IN);
        if (kind == Kind.NOTHING) {
            return no(emotion, ladder.waitingCode(), ladder.waiting());
        }
        return occasion == null
                ? ofFeeling(Objects.requireNonNull(moved), kind, who, situation)
                : ofOccasion(occasion, kind, who, situation);
    }

    /** @param spoke when anybody last said something, or she to them */
    PolicyResult decideForChannel(@Nullable Instant spoke, CheckIns rambles, DecisionContext situation) {
        Moved moved = motives.aloud(situation.feelings());
        Emotion emotion = moved == null ? null : moved.emotion();
        PolicyResult forbidden = forbids(Quiet.NONE, situation, emotion);
        if (forbidden != null && (moved != null || situation.paused() || !situation.settled())) {
            return forbidden;
        }
        if (moved == null) {
            return no(null, "content", "Nothing moves her to.");
        }
        PolicyResult talking = talking(spoke, emotion, situation);
        if (talking != null) {
            return talking;
        }
        Ladder ladder = new Ladder(rambles, AbsenceClock.plain(zone), true, Duration.ZERO, situation, settings);
        return ladder.next(Kind.RAMBLE) == Kind.NOTHING
                ? no(emotion, ladder.waitingCode(), ladder.waiting())
                : within(speaking(Kind.RAMBLE, moved, ""), rambles, situation);
    }

    /** Somebody asks her to think aloud: nothing has to move her then, and nobody to have answered the last one. */
    PolicyResult decideRequestedRamble(CheckIns rambles, DecisionContext situation) {
        Emotion strongest = situation.feelings().strongest(1).get(0);
        PolicyResult forbidden = forbids(Quiet.NONE, situation, strongest);
        Moved moved = new Moved(
                strongest, Reasons.felt(strongest, " is", situation.feelings().get(strongest)));
        return forbidden == null
                ? within(speaking(Kind.RAMBLE, moved, ", and she is asked to"), rambles, situation)
                : forbidden;
    }

    /** What keeps her from it whatever she feels, and may have come while she looked for words; null: nothing. */
    @Nullable
    PolicyResult forbids(Quiet own, DecisionContext situation) {
        Moved moved = motives.of(situation.feelings());
        return forbids(own, situation, moved == null ? null : moved.emotion());
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
            return no(moved, "quiet_hours", "Quiet hours until " + Reasons.time(hours.to()) + ".");
        }
        if (quiet.until() != null && now.isBefore(quiet.until())) {
            return no(
                    moved,
                    "asked_for_quiet",
                    "You asked for quiet until " + Reasons.when(quiet.until(), now, zone(quiet)) + ".");
        }
        return null;
    }

    private static QuietHours hours(Quiet quiet) {
        return new QuietHours(
                Objects.requireNonNull(quiet.from()),
                Objects.requireNonNull(quiet.to()),
                Objects.requireNonNull(quiet.zone()));
    }

    private @Nullable PolicyResult talking(
            @Nullable Instant spoke, @Nullable Emotion moved, DecisionContext situation) {
        Duration silent = situation.since(spoke);
        return silent.compareTo(settings.conversation()) < 0
                ? no(moved, "talking", "You were talking " + Reasons.ago(silent) + ".")
                : null;
    }

    /** Nobody is blamed for a holiday that they told of, nor for being away as they always are. */
    private Ladder ladder(PersonContext who, DecisionContext situation) {
        CheckIns tries = who.person().checkIns();
        Instant first = tries.first();
        boolean excused = who.habits().areOfBeingAway()
                || (first != null && who.wasOnHoliday(situation.believable(first), situation.now()));
        boolean sharp = Boolean.TRUE.equals(quiet(who.person().quiet()).hurtTones()) && !excused;
        Duration patience = excused ? who.habits().usualGap() : Duration.ZERO;
        return new Ladder(tries, who.habits().unanswered(), sharp, patience, situation, settings);
    }

    /** Takes the place of whatever else she would write, and is as kind as it. */
    private PolicyResult ofOccasion(Occasion occasion, Kind kind, PersonContext who, DecisionContext situation) {
        Instant now = situation.now();
        if (who.holiday(now).isPresent() && !occasion.countsOnHolidays()) {
            return no(null, "holiday", "You are away: she leaves you alone meanwhile.");
        }
        Instant better = goodTime(who, now);
        boolean today = who.day(better).equals(who.day(now));
        if (occasion.canWait() && today && better.isAfter(now) && better.isBefore(occasion.until())) {
            return betterHour(null, better, who, now);
        }
        String reason = Reasons.of(occasion.what().kind());
        return within(
                new PolicyResult(kind, null, "asks_after", reason, occasion, Tone.PLAIN),
                who.person().checkIns(),
                situation);
    }

    private PolicyResult ofFeeling(Moved moved, Kind kind, PersonContext who, DecisionContext situation) {
        Instant now = situation.now();
        Habits habits = who.habits();
        Emotion emotion = moved.emotion();
        Optional<Days> holiday = who.holiday(now);
        if (holiday.isPresent()) {
            return no(emotion, "holiday", "You are away: she leaves you alone meanwhile.");
        }
        // What she is excited or frustrated about is of the moment; everything else has time.
        if (emotion == Emotion.LONELINESS || kind != Kind.CHECK_IN) {
            Instant said =
                    situation.believable(Objects.requireNonNull(who.person().lastMessageAt()));
            if (habits.clock().stands(now)
                    || (kind != Kind.CHECK_IN && habits.unanswered().stands(now))) {
                return no(emotion, "usual_absence", "You are usually away on this day.");
            }
            if (kind == Kind.CHECK_IN && habits.isUsual(said, now)) {
                return no(emotion, "usual_absence", "You are not away for longer than usual.");
            }
            Instant better = goodTime(who, now);
            if (better.isAfter(now)) {
                return betterHour(emotion, better, who, now);
            }
        }
        boolean sharp = ladder(who, situation).sharp();
        Tone tone =
                kind == Kind.HURT ? Tone.HURT : kind == Kind.FOLLOW_UP && sharp ? Tone.PASSIVE_AGGRESSIVE : Tone.PLAIN;
        return within(
                new PolicyResult(kind, emotion, kind.key(), moved.felt() + why(kind), null, tone),
                who.person().checkIns(),
                situation);
    }

    private static PolicyResult betterHour(@Nullable Emotion moved, Instant better, PersonContext who, Instant now) {
        return no(
                moved,
                "better_hour",
                "You are more likely to be there at "
                        + Reasons.when(better, now, who.habits().clock().zone()) + ".");
    }

    /** Who looks more seldom would miss it. */
    private Instant goodTime(PersonContext who, Instant now) {
        return settings.every().compareTo(SHORTEST_GOOD_TIME) > 0
                ? now
                : who.habits().nextGoodTime(now, allowed(who.person().quiet(), now));
    }

    /** Whether that hour is hers to write in. Quiet that was asked for and is over, or was taken back, never was. */
    private Predicate<Instant> allowed(Quiet own, Instant now) {
        Quiet quiet = quiet(own);
        QuietHours hours = hours(quiet);
        Instant until = quiet.until();
        return at -> !hours.at(at)
                && !hours.at(at.plus(Duration.ofMinutes(59)))
                && (until == null || !until.isAfter(now) || !at.isBefore(until));
    }

    /** Whether the pause, the limits and the machine let her. */
    private PolicyResult within(PolicyResult wanted, CheckIns tries, DecisionContext situation) {
        Emotion moved = wanted.moved();
        Duration rest = situation.since(tries.last());
        if (rest.compareTo(settings.pause()) < 0) {
            return no(moved, "pause", "She last spoke first " + Reasons.ago(rest) + ".");
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
        String count = (situation.recent() + 1) + " of " + settings.mostAnHour() + " this hour";
        return new PolicyResult(
                wanted.kind(),
                moved,
                wanted.code(),
                wanted.reason() + "; " + count + ".",
                wanted.occasion(),
                wanted.tone());
    }

    private static PolicyResult speaking(Kind kind, Moved moved, String why) {
        return new PolicyResult(kind, moved.emotion(), kind.key(), moved.felt() + why);
    }

    private static PolicyResult no(@Nullable Emotion moved, String code, String reason) {
        return new PolicyResult(Kind.NOTHING, moved, code, reason);
    }

    private static String why(Kind kind) {
        return switch (kind) {
            case FOLLOW_UP -> ", unanswered for more than a day";
            case HURT -> ", unanswered for more than two days";
            case NOTHING, CHECK_IN, RAMBLE -> "";
        };
    }
}
