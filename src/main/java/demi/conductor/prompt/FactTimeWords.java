package demi.conductor.prompt;

import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When something that she remembers holds and was told, in the few words that fit now: "(tomorrow, Friday 4 December, at
 * nine)", "(was on 27 November; told two weeks ago)", "(until May 2026; no longer true)". Words of the fact itself that
 * count from when it was told ("next Friday") are right no more, and these say what they meant.
 */
final class FactTimeWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_YEAR = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
    private static final int WEEK = 7;
    private static final int FAR = 60;
    private static final int LONGEST = 60;
    /** Of an open beginning on the first of a month, nobody said the day. */
    private static final int FIRST = 1;

    private static final Pattern OVER = Pattern.compile("^\\((?:was|is over)\\b|no longer true\\)$");

    private static final Duration OF_THIS_TALK = Duration.ofHours(12);

    /** What of a fact's words means something else by now. */
    private static final Pattern RELATIVE = Pattern.compile(
            "\\b(?:today|tonight|tomorrow|yesterday|now|currently|soon|recently|lately|just|ago|next|last|this (?:week|month|year|weekend|morning|evening)|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
                    + "|heute|morgen|gestern|bald|kürzlich|neulich|gerade|nächste\\p{L}?|letzte\\p{L}?|diese[nrsm]? (?:woche|monat|jahr)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|vor \\p{L}+ (?:tagen|wochen|monaten)"
                    + "|hoy|mañana|ayer|pronto|próxim[oa]|pasad[oa])\\b|明日|今日|昨日|来週|先週|明天|今天|昨天|下周|上周",
            FLAGS);

    private static final Pattern WORDS = Pattern.compile(
            "\\((?:told|today|tomorrow|yesterday|until|since|was|from|in|on|at|every year|is over|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\\d+)\\b[^()]*\\)");

    private FactTimeWords() {}

    /** Whether something in brackets behind a fact may be of here. */
    static boolean areWords(String brackets) {
        return WORDS.matcher(brackets).matches();
    }

    /** Whether a line says of its fact that it is past. */
    static boolean sayOver(String line) {
        int words = line.lastIndexOf('(');
        return words > 0 && OVER.matcher(line.substring(words)).find();
    }

    /** Without brackets; empty where there is nothing to say. */
    static String of(MemoryFact fact, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate told = fact.createdAt().atZone(zone).toLocalDate();
        Instant ended = fact.endedAt();
        if (ended != null) {
            return "until " + vague(ended.atZone(zone).toLocalDate(), today) + "; no longer true";
        }
        Holding holds = fact.holds();
        String when = holds.isDated() ? when(holds, today) : "";
        boolean over = isOver(holds, today);
        boolean ofThisTalk =
                told.equals(today) && Duration.between(fact.createdAt(), now).compareTo(OF_THIS_TALK) < 0;
        if (ofThisTalk && !over) {
            return told(when, holds, today);
        }
        boolean misleads = when.isEmpty() && RELATIVE.matcher(fact.content()).find();
        boolean recent = ChronoUnit.DAYS.between(told, today) < FAR;
        String since = told.equals(today)
                ? ""
                : "told "
                        + (recent
                                ? ago(told, today)
                                : misleads ? "on " + date(told, today) : "in " + vague(told, today));
        // What comes again or goes on is true whenever it was told.
        boolean alone = since.isEmpty() || holds.yearly() || (!over && !misleads);
        String both = when + "; " + since;
        return when.isEmpty() ? since : alone || both.length() > LONGEST ? when : both;
    }

    /** Of what has just been said, only what its own words do not say. */
    private static String told(String when, Holding holds, LocalDate today) {
        LocalDate from = holds.from();
        boolean isToday = from != null && from.equals(today) && from.equals(holds.until());
        return isToday && holds.at() == null ? "" : when;
    }

    /** Whether it is past by now, and so to be told of in other words than before. */
    static boolean isOver(MemoryFact fact, Instant now, ZoneId zone) {
        return fact.endedAt() != null || isOver(fact.holds(), now.atZone(zone).toLocalDate());
    }

    private static boolean isOver(Holding holds, LocalDate today) {
        LocalDate until = holds.until();
        return !holds.yearly() && until != null && until.isBefore(today);
    }

    private static String when(Holding holds, LocalDate today) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        if (holds.yearly()) {
            return yearly(holds, today);
        }
        if (from == null) {
            return until == null
                    ? ""
                    : until.isBefore(today) ? "is over since " + vague(until, today) : "until " + day(until, today);
        }
        if (until == null) {
            return from.isAfter(today) ? "from " + day(from, today) + " on" : "since " + begin(from, today);
        }
        if (from.equals(until)) {
            return until.isBefore(today) ? "was " + on(from, today) : at(day(from, today), holds);
        }
        String span = span(from, until, today);
        return until.isBefore(today) ? "was " + span : from.isAfter(today) ? span : span + ", now";
    }

    private static String at(String day, Holding holds) {
        LocalTime at = holds.at();
        if (at == null) {
            return day;
        }
        return day + ", at "
                + (at.getMinute() == 0 && at.getHour() <= 12 && at.getHour() > 0
                        ? TimeInWords.number(at.getHour())
                        : CLOCK.format(at));
    }

    /** "tomorrow, Friday 4 December": of days to come. */
    private static String day(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, day);
        String name = WEEKDAY.format(day) + " " + date(day, today);
        return days == 0
                ? "today"
                : days == 1
                        ? "tomorrow, " + name
                        : days == -1
                                ? "yesterday"
                                : days > 1 && days < WEEK
                                        ? name
                                        : days > 1 && days <= 2 * WEEK ? name : date(day, today);
    }

    private static String on(LocalDate day, LocalDate today) {
        return ChronoUnit.DAYS.between(day, today) == 1 ? "yesterday" : "on " + date(day, today);
    }

    private static String date(LocalDate day, LocalDate today) {
        boolean near = Math.abs(ChronoUnit.DAYS.between(day, today)) < 300;
        return (near ? DAY : DAY_YEAR).format(day);
    }

    private static String vague(LocalDate day, LocalDate today) {
        return day.getYear() == today.getYear() ? MONTH.format(day) : MONTH_YEAR.format(day);
    }

    /** What is not known to the day is said by the month or the year. */
    private static String begin(LocalDate from, LocalDate today) {
        boolean first = from.getDayOfMonth() == FIRST;
        return first && from.getMonthValue() == 1 && from.getYear() < today.getYear()
                ? String.valueOf(from.getYear())
                : first || ChronoUnit.DAYS.between(from, today) > 300 ? vague(from, today) : date(from, today);
    }

    private static String span(LocalDate from, LocalDate until, LocalDate today) {
        boolean months = from.getDayOfMonth() == FIRST && until.plusDays(1).getDayOfMonth() == FIRST;
        if (months && from.getMonthValue() == 1 && until.getMonthValue() == 12) {
            return from.getYear() == until.getYear()
                    ? "in " + from.getYear()
                    : "from " + from.getYear() + " to " + until.getYear();
        }
        if (months) {
            return from.plusMonths(1).isAfter(until)
                    ? "in " + vague(from, today)
                    : "from " + MONTH.format(from) + " to " + vague(until, today);
        }
        boolean sameMonth = from.getMonth() == until.getMonth() && from.getYear() == until.getYear();
        return sameMonth
                ? from.getDayOfMonth() + " to " + date(until, today)
                : (from.getYear() == until.getYear() ? DAY : DAY_YEAR).format(from) + " to " + date(until, today);
    }

    private static String yearly(Holding holds, LocalDate today) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        if (from == null || until == null) {
            return "every year";
        }
        if (!from.equals(until)) {
            return "every year in " + MONTH.format(from);
        }
        LocalDate next = from.withYear(today.getYear());
        LocalDate coming = next.isBefore(today) ? from.withYear(today.getYear() + 1) : next;
        long days = ChronoUnit.DAYS.between(today, coming);
        long since = ChronoUnit.DAYS.between(from.withYear(coming.getYear() - 1), today);
        String soon = days == 0
                ? "; today"
                : days == 1
                        ? "; tomorrow"
                        : days <= 2 * WEEK
                                ? "; in " + TimeInWords.number((int) days) + " days"
                                : since > 0 && since <= WEEK ? "; was " + ago(today.minusDays(since), today) : "";
        return "every year on " + DAY.format(from) + soon;
    }

    private static String ago(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(day, today);
        return days == 1 ? "yesterday" : TimeInWords.ago(Duration.ofDays(Math.max(days, 2)));
    }
}
