package demi.autonomy.habit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is known of one person's coming and going. */
public final class Habits {

    /** Whoever usually is away for longer than that has a habit of being away. */
    private static final Duration LONG = Duration.ofHours(36);
    /** Nobody is on time to the hour: an absence may be a fifth longer than usual. */
    private static final int GRACE = 5;
    /** The usual absence of somebody of whom nothing is known. */
    private static final Duration UNKNOWN = Duration.ofDays(7);

    private final AbsenceClock clock;
    private final AbsenceClock unanswered;
    private final Optional<Duration> usualGap;
    private final boolean isAwayAgain;
    private final GoodHours hours;

    /**
     * @param there when they wrote, oldest first; one time of each hour is enough
     * @param holidays on which they said they would be away
     */
    public Habits(String userId, List<Instant> there, List<Days> holidays, ZoneId zone, Instant now) {
        AwayDays days = new AwayDays(
                there.stream().map(each -> each.atZone(zone).toLocalDate()).collect(Collectors.toSet()), holidays);
        Set<DayOfWeek> usual = days.usual();
        Set<DayOfWeek> again = EnumSet.noneOf(DayOfWeek.class);
        again.addAll(days.twice());
        again.addAll(usual);
        this.clock = new AbsenceClock(usual, holidays, zone);
        this.isAwayAgain = !again.isEmpty() || UsualGap.isTwice(there, clock, LONG);
        // Whoever was away for all of two weeks, and is back, has no such days.
        this.unanswered = again.size() == DayOfWeek.values().length ? clock : new AbsenceClock(again, holidays, zone);
        this.usualGap = UsualGap.of(there, clock).map(gap -> gap.plus(gap.dividedBy(GRACE)));
        this.hours = new GoodHours(userId, there, zone, now);
    }

    /** Of somebody who has never been there. */
    public static Habits unknown(ZoneId zone) {
        return new Habits("", List.of(), List.of(), zone, Instant.EPOCH);
    }

    public AbsenceClock clock() {
        return clock;
    }

    /** For how long they are often away; nothing where nobody can tell. */
    public Duration usualGap() {
        return usualGap.orElse(Duration.ZERO);
    }

    /** By which a message counts as unanswered: two equal days are no habit yet, and no offence either. */
    public AbsenceClock unanswered() {
        return unanswered;
    }

    /** Whether they, having been there at {@code last}, are away for no longer than they often are. */
    public boolean isUsual(Instant last, Instant now) {
        return usualGap.map(gap -> clock.between(last, now).compareTo(gap) <= 0).orElse(false);
    }

    /** For how long they have been missed: what is beyond their usual absence. */
    public Duration missedFor(Instant last, Instant now) {
        Duration missed = clock.between(last, now).minus(usualGap.orElse(UNKNOWN));
        return missed.isNegative() ? Duration.ZERO : missed;
    }

    /** Whether nobody can be hurt by their silence. */
    public boolean areOfBeingAway() {
        return isAwayAgain || usualGap.filter(gap -> gap.compareTo(LONG) > 0).isPresent();
    }

    /**
     * When to write to them, within a day: now or later.
     *
     * @param allowed whether she may write then at all
     */
    public Instant nextGoodTime(Instant now, Predicate<Instant> allowed) {
        return hours.next(now, allowed);
    }
}
