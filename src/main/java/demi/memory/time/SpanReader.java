package demi.memory.time;

import demi.memory.time.DateWords.Unit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which days words mean, counted from when they were said; null where they mean none after all. */
final class SpanReader {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int OLDEST = 1900;
    private static final int FARTHEST = 20;
    private static final int WEEK = 7;
    private static final Pattern NO_WEEKDAY_BEFORE = Pattern.compile(
            "(?:black|good|easter|ash|palm|cyber|casual|every|each|most|jeden|jede|cada|todos los|chaque|some|on (?:a|any)|any)\\s+(?:other\\s+)?$",
            FLAGS);
    private static final Pattern NO_WEEKDAY_BEHIND = Pattern.compile(
            "^\\s*(?:school|roast|times|league|blues|the 13th|mornings|evenings|nights|afternoons)\\b|^s\\b", FLAGS);
    private static final Pattern SINCE = Pattern.compile("\\b(?:since|seit|desde|depuis)\\b[^,;.]{0,40}$", FLAGS);

    private final String text;
    private final LocalDate today;
    private final ZoneId zone;

    SpanReader(String text, LocalDate today, ZoneId zone) {
        this.text = text;
        this.today = today;
        this.zone = zone;
    }

    boolean isTold() {
        return Tense.isTold(text);
    }

    boolean isPast(MatchResult m) {
        return SINCE.matcher(text.substring(0, m.end())).find() || Tense.isPast(text, m.start());
    }

    @Nullable
    Span days(MatchResult m, String from, String until, @Nullable Month month, @Nullable String year) {
        Span first = date(m, from, month, year);
        Span last = date(m, until, month, year);
        return first == null || last == null || last.from().isBefore(first.from())
                ? null
                : new Span(m.start(), m.end(), first.from(), last.until(), false);
    }

    @Nullable
    Span endOf(MatchResult m) {
        String word = DateWords.key(group(m));
        LocalDate sunday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        LocalDate end = word.startsWith("w")
                ? sunday
                : word.startsWith("m")
                        ? today.with(TemporalAdjusters.lastDayOfMonth())
                        : today.with(TemporalAdjusters.lastDayOfYear());
        return Span.of(m.start(), m.end(), end);
    }

    static int one(String digits) {
        return Integer.parseInt(digits);
    }

    private static String group(MatchResult m) {
        for (int i = 1; i <= m.groupCount(); i++) {
            if (m.group(i) != null) {
                return m.group(i);
            }
        }
        return "";
    }

    static Month month(String word) {
        return DateWords.MONTHS.getOrDefault(
                DateWords.key(word),
                word.startsWith("Dec") ? Month.DECEMBER : word.startsWith("Ene") ? Month.JANUARY : Month.MARCH);
    }

    static @Nullable Month monthOf(String digits) {
        int month = one(digits);
        return month >= 1 && month <= 12 ? Month.of(month) : null;
    }

    Span day(MatchResult m, int days) {
        return Span.of(m.start(), m.end(), today.plusDays(days));
    }

    @Nullable
    Span date(MatchResult m, String day, @Nullable Month month, @Nullable String year) {
        if (month == null) {
            return null;
        }
        try {
            int number = one(day);
            if (year != null) {
                return Span.of(m.start(), m.end(), LocalDate.of(one(year), month, number));
            }
            // 29 February is in some years only.
            LocalDate date = LocalDate.of(2024, month, number);
            LocalDate now = near(date, isPast(m));
            return Span.of(m.start(), m.end(), now);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Of every year the newest that is over, or the next that comes. */
    private LocalDate near(LocalDate date, boolean past) {
        LocalDate now = date.withYear(today.getYear());
        return past
                ? now.isAfter(today) ? date.withYear(today.getYear() - 1) : now
                : now.isBefore(today) ? date.withYear(today.getYear() + 1) : now;
    }

    /** Only where the order is certain. */
    @Nullable
    Span slashed(MatchResult m) {
        int one = one(m.group(1));
        int other = one(m.group(2));
        boolean certain = one == other ? one > 9 && one <= 12 : one > 12 != other > 12;
        if (!certain || (one == 24 && other == 7) || Math.min(one, other) < 1) {
            return null;
        }
        return date(m, String.valueOf(Math.max(one, other)), Month.of(Math.min(one, other)), m.group(3));
    }

    @Nullable
    Span away(MatchResult m, int way) {
        boolean first = m.group(1) != null;
        int number = DateWords.number(first ? m.group(1) : m.group(3));
        Unit unit = DateWords.UNITS.get(DateWords.key(first ? m.group(2) : m.group(4)));
        if (number < 0 || unit == null) {
            return null;
        }
        int many = number * way;
        return switch (unit) {
            case DAY -> day(m, many);
            case WEEK -> day(m, WEEK * many);
            case WEEKEND -> weekend(m, many);
            case MONTH -> month(m, today.plusMonths(many));
            case YEAR -> year(m, today.getYear() + many);
        };
    }

    static Span month(MatchResult m, LocalDate in) {
        LocalDate first = in.withDayOfMonth(1);
        return new Span(m.start(), m.end(), first, first.plusMonths(1).minusDays(1), false);
    }

    static Span year(MatchResult m, int year) {
        return new Span(m.start(), m.end(), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), false);
    }

    @Nullable
    Span year(MatchResult m) {
        int year = one(m.group(1));
        return year < OLDEST || year > today.getYear() + FARTHEST ? null : year(m, year);
    }

    private Span weekend(MatchResult m, int weeks) {
        LocalDate saturday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusDays(5)
                .plusWeeks(weeks);
        return new Span(m.start(), m.end(), saturday, saturday.plusDays(1), false);
    }

    @Nullable
    Span unit(MatchResult m, int way) {
        String word = DateWords.key(group(m));
        Unit unit = word.equals("fin de semana") ? Unit.WEEKEND : DateWords.UNITS.get(word);
        if (unit == null) {
            return null;
        }
        LocalDate monday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(way);
        return switch (unit) {
            case DAY -> null;
            case WEEK -> new Span(m.start(), m.end(), monday, monday.plusDays(6), false);
            case WEEKEND -> weekend(m, way);
            case MONTH -> month(m, today.plusMonths(way));
            case YEAR -> year(m, today.getYear() + way);
        };
    }

    boolean isHabit(MatchResult m) {
        return NO_WEEKDAY_BEFORE.matcher(text.substring(0, m.start())).find();
    }

    boolean isNoWeekday(MatchResult m) {
        return NO_WEEKDAY_BEFORE.matcher(text.substring(0, m.start())).find()
                || NO_WEEKDAY_BEHIND.matcher(text.substring(m.end())).find();
    }

    Span weekday(MatchResult m, int way) {
        String word = DateWords.key(group(m));
        DayOfWeek day = DateWords.WEEKDAYS.get(word);
        if (day == null) {
            day = DateWords.WEEKDAYS.entrySet().stream()
                    .filter(each ->
                            each.getKey().endsWith("day") && each.getKey().startsWith(word.substring(0, 3)))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }
        boolean past = way < 0 || (way == 0 && isPast(m));
        LocalDate near = past ? today.with(TemporalAdjusters.previous(day)) : today.with(TemporalAdjusters.next(day));
        // Who says "next Friday" on a Thursday does not mean tomorrow.
        boolean tooNear = way == 2 && !near.isAfter(today.plusDays(1));
        return Span.of(m.start(), m.end(), tooNear ? near.plusDays(WEEK) : near);
    }

    @Nullable
    Span dayOfMonth(MatchResult m) {
        int number = one(group(m));
        boolean past = isPast(m);
        LocalDate month = today.withDayOfMonth(1);
        for (int i = 0; i < 3; i++, month = month.plusMonths(past ? -1 : 1)) {
            if (number >= 1 && number <= month.lengthOfMonth()) {
                LocalDate day = month.withDayOfMonth(number);
                if (past ? !day.isAfter(today) : !day.isBefore(today)) {
                    return Span.of(m.start(), m.end(), day);
                }
            }
        }
        return null;
    }

    static Span wholeMonth(MatchResult m, Month month, int year) {
        return month(m, LocalDate.of(year, month, 1));
    }

    @Nullable
    Span monthNear(MatchResult m, String which, String word) {
        Month month = month(word);
        LocalDate now = today.withDayOfMonth(1);
        LocalDate same = LocalDate.of(today.getYear(), month, 1);
        boolean last = which.matches("(?i)" + SpanFinder.LAST);
        boolean next = which.matches("(?i)" + SpanFinder.NEXT);
        boolean past = last || (!next && isPast(m));
        if (past) {
            boolean over = last ? same.isBefore(now) : !same.isAfter(now);
            return month(m, over ? same : same.minusYears(1));
        }
        boolean comes = next ? same.isAfter(now) : !same.isBefore(now);
        return month(m, comes ? same : same.plusYears(1));
    }

    @Nullable
    Span season(MatchResult m, String which, String name, @Nullable String year) {
        if (year != null) {
            return Seasons.of(name, one(year), zone, m.start(), m.end());
        }
        String word = which.toLowerCase(Locale.ROOT);
        boolean last = word.matches(SpanFinder.LAST);
        boolean next = word.matches(SpanFinder.NEXT);
        boolean past = last || (!next && isPast(m));
        Span best = null;
        for (int i = today.getYear() - 2; i <= today.getYear() + 2; i++) {
            Span each = Seasons.of(name, i, zone, m.start(), m.end());
            boolean under =
                    each != null && !each.from().isAfter(today) && !each.until().isBefore(today);
            boolean fits = each != null
                    && (past
                            ? each.until().isBefore(today) || (under && !last)
                            : each.from().isAfter(today) || (under && !next));
            if (fits && (past || best == null)) {
                best = each;
            }
        }
        return best;
    }
}
