package demi.memory.time;

import demi.api.value.Holding;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When what a sentence tells is true or takes place. Relative words count from when it was said, by the clock of who said
 * it; vague ones ("soon", "recently", "a few weeks ago") and a text without a date give none. Never throws.
 */
public final class FactDates {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int LONGEST = 2_000;
    private static final int SHORTEST_MONTH = 28;

    private static final Pattern UNTIL = Pattern.compile(
            "\\b(?:until|till|til|up to|by|bis(?: zum| zu| einschliesslich)?|hasta|jusqu'(?:a|au|en))\\s+(?:the |(?:the )?end of |early |mid |late |ende |anfang |el |le )?$",
            FLAGS);
    private static final Pattern UNTIL_INSIDE = Pattern.compile("^(?:until|till|by|bis|hasta)\\b", FLAGS);
    private static final Pattern SINCE = Pattern.compile(
            "\\b(?:since|ever since|seit(?: dem| letzte\\p{L})?|desde|depuis|starting(?: on| from| in)?|beginning(?: on| in)?|from|as of|ab(?: dem)?)\\s+(?:the |early |mid |late |about |around |anfang |mitte |ende |el |le )?$",
            FLAGS);
    private static final Pattern SINCE_INSIDE = Pattern.compile("^(?:since|from|seit|ab|desde|depuis)\\b", FLAGS);
    private static final Pattern TO = Pattern.compile(
            "^\\s*(?:,?\\s*(?:to|until|till|through|and|bis(?: zum)?|a|al|hasta|au)\\s+(?:the |el |le |on )?|\\s*[-–—~]\\s*)$",
            FLAGS);
    private static final Pattern BETWEEN = Pattern.compile("\\b(?:between|zwischen|entre)\\s+(?:the |dem )?$", FLAGS);
    private static final Pattern NOT_AFTER = Pattern.compile(
            "\\b(?:before|after|vor|nach|antes de|despues de|avant|apres)\\s+(?:the |dem |der )?$", FLAGS);

    private static final Pattern EVERY_YEAR = Pattern.compile(
            "\\b(?:every year|each year|yearly|annually|every (?:january|february|march|april|may|june|july|august|september|october|november|december|\\d|christmas)|jedes jahr|jahrlich|jeden (?:\\d|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)|cada ano|todos los anos|chaque annee|tous les ans)|毎年|每年",
            FLAGS);
    private static final Pattern BIRTHDAY = Pattern.compile(
            "\\b(?:birthday|bday|b-day|geburtstag|cumpleanos|anniversaire|anniversary|hochzeitstag|jahrestag|todestag|name day|namenstag)\\b"
                    + "(?! (?:party|dinner|celebration|cake|present|gift|trip|lunch|brunch|card|feier|party|kuchen|geschenk))|\\b(?:turns?|turned|turning|wird|werde|wurde|cumple|cumplo) \\d{1,3}\\b(?! (?:percent|%))|誕生日|生日",
            FLAGS);
    private static final Pattern BORN = Pattern.compile("\\b(?:born|geboren|naci\\p{L}*|nee?)\\b|生まれ|出生", FLAGS);

    /** "For four years", of what goes on; "since" is a word of the other forms. */
    private static final Pattern GOING_ON = Pattern.compile(
            "\\b(?:has|have|'ve|been|known|lived|worked)\\b[^.;!?]{0,80}?\\bfor (?:the (?:last|past) |over |about |almost |nearly |more than )?(\\d{1,3}|"
                    + DateWords.any(DateWords.NUMBERS) + ") (" + DateWords.any(DateWords.UNITS) + ")\\b"
                    + "|\\bseit (?:etwa |uber |fast |gut )?(\\d{1,3}|" + DateWords.any(DateWords.NUMBERS) + ") ("
                    + DateWords.any(DateWords.UNITS) + ")\\b"
                    + "|\\b(?:desde hace|depuis) (\\d{1,3}|" + DateWords.any(DateWords.NUMBERS) + ") ("
                    + DateWords.any(DateWords.UNITS) + ")\\b",
            FLAGS);

    private static final Pattern LASTS = Pattern.compile(
            "\\b(?:for|fur)\\s+(\\d{1,3}|" + DateWords.any(DateWords.NUMBERS) + ") (" + DateWords.any(DateWords.UNITS)
                    + ")\\b",
            FLAGS);

    private static final Pattern HOLIDAY = Pattern.compile(
            "\\b(?:at|on|over|for|for the|during|last|next|this|until|till|since|by|every|before|after|an|zu|uber|bis|seit|letzte\\p{L}?|nachste\\p{L}?|en|el|la|in|a|am)\\s+(?:the )?"
                    + "(christmas eve|christmas day|boxing day|christmas|xmas|new year'?s eve|new year'?s day|new year'?s|halloween|valentine'?s(?: day)?|heiligabend|heilig abend|weihnachten|silvester|neujahr|nikolaus|allerheiligen|nochebuena|navidad|nochevieja|noel)\\b(?! (?:market|tree|present|gift|song|movie|film|dinner|card|carol|lights|cookie|party|story|decoration))"
                    + "|\\b(new year'?s eve|silvester|heiligabend|nochevieja|nochebuena)\\b",
            FLAGS);
    private static final Map<String, MonthDay> HOLIDAYS = Map.ofEntries(
            Map.entry("christmas eve", MonthDay.of(12, 24)),
            Map.entry("heiligabend", MonthDay.of(12, 24)),
            Map.entry("heilig abend", MonthDay.of(12, 24)),
            Map.entry("nochebuena", MonthDay.of(12, 24)),
            Map.entry("boxing day", MonthDay.of(12, 26)),
            Map.entry("new year's eve", MonthDay.of(12, 31)),
            Map.entry("new years eve", MonthDay.of(12, 31)),
            Map.entry("silvester", MonthDay.of(12, 31)),
            Map.entry("nochevieja", MonthDay.of(12, 31)),
            Map.entry("new year's day", MonthDay.of(1, 1)),
            Map.entry("new years day", MonthDay.of(1, 1)),
            Map.entry("new year's", MonthDay.of(1, 1)),
            Map.entry("new years", MonthDay.of(1, 1)),
            Map.entry("neujahr", MonthDay.of(1, 1)),
            Map.entry("halloween", MonthDay.of(10, 31)),
            Map.entry("allerheiligen", MonthDay.of(11, 1)),
            Map.entry("nikolaus", MonthDay.of(12, 6)),
            Map.entry("valentine's day", MonthDay.of(2, 14)),
            Map.entry("valentines day", MonthDay.of(2, 14)),
            Map.entry("valentine's", MonthDay.of(2, 14)),
            Map.entry("valentines", MonthDay.of(2, 14)));
    private static final MonthDay CHRISTMAS = MonthDay.of(12, 25);

    private FactDates() {}

    /** @param told when it was said, in the zone of who said it */
    public static Holding of(String text, ZonedDateTime told) {
        String plain = DateWords.plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        LocalDate today = told.toLocalDate();
        List<Span> spans = SpanFinder.in(plain, today, told.getZone());
        if (spans.isEmpty()) {
            Span holiday = holiday(plain, today);
            if (holiday == null) {
                return goingOn(plain, today);
            }
            spans = List.of(holiday);
        }
        Span first = chosen(spans);
        String before = plain.substring(0, first.start());
        String words = plain.substring(first.start(), first.end());
        String behind = plain.substring(first.end());
        LocalTime at = first.isDay() ? ClockTimes.in(plain) : null;
        if (isYearly(plain, first)) {
            return new Holding(first.from(), first.until(), at, true);
        }
        Span last = second(spans, first, plain);
        if (last != null) {
            boolean backwards = last.until().isBefore(first.from());
            return backwards
                    ? new Holding(first.from(), first.until(), at, false)
                    : new Holding(first.from(), last.until(), null, false);
        }
        boolean until = UNTIL.matcher(before).find()
                || UNTIL_INSIDE.matcher(words).find()
                || behind.startsWith("まで")
                || behind.startsWith("之前")
                || before.endsWith("到")
                || before.endsWith("直到");
        if (until) {
            return new Holding(null, first.until(), at, false);
        }
        LocalDate lasts = lasts(plain, first);
        if (lasts != null) {
            return new Holding(first.from(), lasts, at, false);
        }
        boolean range = !first.isDay() && first.until().isBefore(first.from().plusDays(SHORTEST_MONTH - 1));
        boolean since = (SINCE.matcher(before).find() && !range)
                || SINCE_INSIDE.matcher(words).find()
                || behind.startsWith("から")
                || before.endsWith("从")
                || before.endsWith("從");
        if (since) {
            return new Holding(first.from(), null, at, false);
        }
        if (NOT_AFTER.matcher(before).find()) {
            return Holding.UNDATED;
        }
        return new Holding(first.from(), first.until(), at, false);
    }

    /** The first, or what says more exactly when in it. */
    private static Span chosen(List<Span> spans) {
        Span best = spans.get(0);
        for (Span each : spans) {
            if (best.holds(each)) {
                best = each;
            }
        }
        return best;
    }

    /** The end of a range that the first begins. */
    private static @Nullable Span second(List<Span> spans, Span first, String plain) {
        int next = spans.indexOf(first) + 1;
        if (next >= spans.size()) {
            return null;
        }
        Span other = spans.get(next);
        String between = plain.substring(first.end(), other.start());
        boolean inside = UNTIL_INSIDE
                        .matcher(plain.substring(other.start(), other.end()))
                        .find()
                && between.isBlank();
        boolean and = between.strip().matches("(?i)and|und|y|et");
        boolean linked = and
                ? BETWEEN.matcher(plain.substring(0, first.start())).find()
                : TO.matcher(between).find();
        return inside || linked ? other : null;
    }

    private static boolean isYearly(String plain, Span span) {
        boolean monthOrDay = span.until().isBefore(span.from().plusDays(31));
        return span.yearly()
                || (monthOrDay
                        && (EVERY_YEAR.matcher(plain).find()
                                || BIRTHDAY.matcher(plain).find()))
                || (span.isDay() && BORN.matcher(plain).find());
    }

    private static @Nullable LocalDate lasts(String plain, Span first) {
        Matcher m = LASTS.matcher(plain);
        if (!m.find()
                || !first.isDay()
                || NOT_AFTER.matcher(plain.substring(0, first.start())).find()) {
            return null;
        }
        LocalDate end = moved(first.from(), DateWords.number(m.group(1)), m.group(2));
        return end == null ? null : end.minusDays(1);
    }

    private static @Nullable LocalDate moved(LocalDate from, int number, String unit) {
        DateWords.Unit of = DateWords.UNITS.get(DateWords.key(unit));
        return of == null || number < 1
                ? null
                : switch (of) {
                    case DAY -> from.plusDays(number);
                    case WEEK -> from.plusWeeks(number);
                    case MONTH -> from.plusMonths(number);
                    case YEAR -> from.plusYears(number);
                    case WEEKEND -> null;
                };
    }

    /** Since when, where it is told how long it goes on. */
    private static Holding goingOn(String plain, LocalDate today) {
        Matcher m = GOING_ON.matcher(plain);
        if (!m.find()) {
            return Holding.UNDATED;
        }
        int at = m.group(1) != null ? 1 : m.group(3) != null ? 3 : 5;
        int number = DateWords.number(m.group(at));
        DateWords.Unit unit = DateWords.UNITS.get(DateWords.key(m.group(at + 1)));
        if (unit == null || number < 1) {
            return Holding.UNDATED;
        }
        LocalDate from = switch (unit) {
            case DAY, WEEKEND -> today.minusDays(number);
            case WEEK -> today.minusWeeks(number);
            case MONTH -> today.minusMonths(number).withDayOfMonth(1);
            case YEAR -> LocalDate.of(today.getYear() - number, Month.JANUARY, 1);
        };
        return new Holding(from, null, null, false);
    }

    private static @Nullable Span holiday(String plain, LocalDate today) {
        Matcher m = HOLIDAY.matcher(plain);
        if (!m.find()) {
            return null;
        }
        MonthDay day = HOLIDAYS.getOrDefault(DateWords.key(m.group(m.group(1) == null ? 2 : 1)), CHRISTMAS);
        boolean last = m.group().matches("(?i)(?:last|letzte).*");
        LocalDate now = day.atYear(today.getYear());
        boolean past = last || Tense.isPast(plain, m.start());
        LocalDate near =
                past ? now.isAfter(today) ? now.minusYears(1) : now : now.isBefore(today) ? now.plusYears(1) : now;
        return Span.of(m.start(m.group(1) == null ? 2 : 1), m.end(), near);
    }
}
