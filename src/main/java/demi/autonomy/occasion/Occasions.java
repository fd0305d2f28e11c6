package demi.autonomy.occasion;

import demi.api.ChatApi;
import demi.api.ChatApi.OccasionKind;
import demi.api.store.AutonomyStore.Asked;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.autonomy.habit.Chance;
import demi.autonomy.habit.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the reasons to write in what is known of one person. Times of day are theirs. */
public final class Occasions {

    /** What is longer is no trip, but a life somewhere else. */
    private static final int LONGEST_TRIP_DAYS = 120;

    private static final int A_FEW_DAYS = 3;
    private static final int MINOR_EVERY_DAYS = 4;
    private static final Duration AFTER = Duration.ofHours(3);
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    /** Where nobody said at what time it is, it may be over by then. */
    private static final LocalTime NOON = LocalTime.NOON;
    /** Of the day after, and of a trip's second: from then on it is no news. */
    private static final LocalTime LATE = LocalTime.of(20, 0);

    private static final MonthDay LEAP_DAY = MonthDay.of(Month.FEBRUARY, 29);

    private final ZoneId zone;

    public Occasions(ZoneId zone) {
        this.zone = zone;
    }

    /** On which days they are away for a trip, the day behind it included. */
    public List<Days> holidays(List<MemoryFact> facts) {
        return facts.stream()
                .filter(fact -> FactSort.of(fact) == FactSort.TRIP)
                .flatMap(fact -> trip(fact).stream())
                .filter(trip -> trip.from().isBefore(trip.until()))
                .map(trip -> new Days(trip.from(), trip.until().plusDays(1)))
                .toList();
    }

    /**
     * What is due, earliest first.
     *
     * @param facts whatever is known with a date
     * @param asked what she has asked after already
     */
    public List<Occasion> due(List<MemoryFact> facts, List<Asked> asked, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Occasion> all = new ArrayList<>();
        for (MemoryFact fact : facts) {
            if (fact.endedAt() == null) {
                all.addAll(of(fact, today));
            }
        }
        return all.stream()
                .filter(occasion -> occasion.isDue(now) && !isAsked(occasion, asked))
                .filter(occasion ->
                        !occasion.minor() || !isAskedLately(occasion.what().day(), asked))
                .sorted(Comparator.comparing(Occasion::from))
                .toList();
    }

    /** A birthday is one, however many memories tell of it. */
    private static boolean isAsked(Occasion occasion, List<Asked> asked) {
        return occasion.what().kind() == OccasionKind.BIRTHDAY
                ? asked.stream()
                        .anyMatch(
                                each -> each.occasion().equals(occasion.asked().occasion()))
                : asked.contains(occasion.asked());
    }

    /** Whether she has asked how something went in the days before. */
    private static boolean isAskedLately(LocalDate day, List<Asked> asked) {
        return IntStream.range(0, MINOR_EVERY_DAYS)
                .mapToObj(before -> key(day.minusDays(before), OccasionKind.HOW_DID_IT_GO))
                .anyMatch(key -> asked.stream().anyMatch(each -> each.occasion().equals(key)));
    }

    private static String key(LocalDate day, OccasionKind kind) {
        return day + " " + kind.name().toLowerCase(Locale.ROOT);
    }

    private List<Occasion> of(MemoryFact fact, LocalDate today) {
        return switch (FactSort.of(fact)) {
            case BIRTHDAY -> yearly(fact, OccasionKind.BIRTHDAY, LocalTime.of(8, 0), LocalTime.of(21, 0), today);
            case FAMILY_DAY -> yearly(fact, OccasionKind.FAMILY_DAY, LocalTime.of(9, 0), LocalTime.of(19, 0), today);
            case TRIP ->
                day(fact.holds()) == null
                        ? trip(fact).flatMap(trip -> tripOver(fact, trip)).stream()
                                .toList()
                        : howDidItGo(fact).stream().toList();
            case TRIAL -> concat(goodLuck(fact), howDidItGo(fact));
            case EVENT -> howDidItGo(fact).stream().toList();
            case NONE -> List.of();
        };
    }

    private static List<Occasion> concat(Optional<Occasion> one, Optional<Occasion> other) {
        List<Occasion> both = new ArrayList<>();
        one.ifPresent(both::add);
        other.ifPresent(both::add);
        return both;
    }

    /** The one day that it is, null where it is more, or nobody knows which. */
    private static @Nullable LocalDate day(Holding holds) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        return from == null ? null : until == null || until.equals(from) ? from : null;
    }

    /** The last of a few days, such as a weekend; null where it is more. */
    private static @Nullable LocalDate lastDay(Holding holds) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        return from != null && until != null && !until.isBefore(from) && until.isBefore(from.plusDays(A_FEW_DAYS))
                ? until
                : day(holds);
    }

    private List<Occasion> yearly(
            MemoryFact fact, OccasionKind kind, LocalTime from, LocalTime until, LocalDate today) {
        LocalDate day = day(fact.holds());
        if (day == null || !thisYear(day, today).equals(today) || today.isBefore(day) || !toldBefore(fact, today)) {
            return List.of();
        }
        return List.of(occasion(fact, kind, today, today.atTime(from), today.atTime(until), today.atStartOfDay()));
    }

    /** Whoever was born on the 29th of February is not congratulated before it: in other years that is the 1st of March. */
    private static LocalDate thisYear(LocalDate day, LocalDate today) {
        return MonthDay.from(day).equals(LEAP_DAY) && !today.isLeapYear()
                ? LocalDate.of(today.getYear(), Month.MARCH, 1)
                : day.withYear(today.getYear());
    }

    private Optional<Occasion> goodLuck(MemoryFact fact) {
        LocalDate day = day(fact.holds());
        if (day == null) {
            return Optional.empty();
        }
        LocalDate eve = day.minusDays(1);
        return Optional.of(
                occasion(fact, OccasionKind.GOOD_LUCK, day, eve.atTime(17, 0), eve.atTime(22, 0), eve.atTime(NOON)));
    }

    /** Told of before it was over: or it has been talked about. */
    private Optional<Occasion> howDidItGo(MemoryFact fact) {
        LocalDate day = lastDay(fact.holds());
        if (day == null) {
            return Optional.empty();
        }
        LocalTime at = fact.holds().at();
        LocalDateTime begins = day.atTime(at == null ? NOON : at);
        boolean isKnown = fact.createdAt().isBefore(begins.atZone(zone).toInstant());
        // What somebody does on an ordinary day is part of that day's talk.
        if (!isKnown || (FactSort.of(fact) != FactSort.TRIAL && !toldBefore(fact, day))) {
            return Optional.empty();
        }
        return Optional.of(occasion(
                fact,
                OccasionKind.HOW_DID_IT_GO,
                day,
                at == null ? day.atTime(EVENING) : begins.plus(AFTER),
                day.plusDays(1).atTime(LATE),
                begins));
    }

    private Optional<Occasion> tripOver(MemoryFact fact, Days trip) {
        LocalDate back = trip.until().plusDays(1);
        return toldBefore(fact, back)
                ? Optional.of(occasion(
                        fact,
                        OccasionKind.TRIP_OVER,
                        trip.until(),
                        back.atTime(11, 0),
                        back.plusDays(1).atTime(LATE),
                        trip.until().atTime(NOON)))
                : Optional.empty();
    }

    private Optional<Days> trip(MemoryFact fact) {
        Holding holds = fact.holds();
        LocalDate told = fact.createdAt().atZone(zone).toLocalDate();
        LocalDate from = holds.from() == null ? told : holds.from();
        LocalDate until = holds.until();
        return until == null
                        || until.isBefore(from)
                        || until.isAfter(from.plusDays(LONGEST_TRIP_DAYS))
                        || areWholeMonths(from, until)
                ? Optional.empty()
                : Optional.of(new Days(from, until));
    }

    /** "In May": nobody knows when. */
    private static boolean areWholeMonths(LocalDate from, LocalDate until) {
        return from.getDayOfMonth() == 1 && until.getDayOfMonth() == until.lengthOfMonth();
    }

    private boolean toldBefore(MemoryFact fact, LocalDate day) {
        return fact.createdAt().atZone(zone).toLocalDate().isBefore(day);
    }

    private Occasion occasion(
            MemoryFact fact,
            OccasionKind kind,
            LocalDate day,
            LocalDateTime from,
            LocalDateTime until,
            LocalDateTime talkedSince) {
        int later = Chance.below(45, fact.memoryId(), day, kind);
        return new Occasion(
                new ChatApi.Occasion(fact.memoryId(), kind, day, fact.holds().at()),
                new Asked(fact.memoryId(), key(day, kind)),
                from.plusMinutes(later).atZone(zone).toInstant(),
                until.atZone(zone).toInstant(),
                talkedSince.atZone(zone).toInstant(),
                fact.content(),
                kind == OccasionKind.HOW_DID_IT_GO && FactSort.of(fact) != FactSort.TRIAL);
    }
}
