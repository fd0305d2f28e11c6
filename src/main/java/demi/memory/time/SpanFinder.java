package demi.memory.time;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a text that name days, the most particular first: what one form has taken is not read again by
 * another. What may as well be something else ("may", "march", "sat", "12/5") is no date.
 */
final class SpanFinder {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String WEEKDAY = "(" + DateWords.any(DateWords.WEEKDAYS)
            + "|(?<=\\b(?:on|next|last|this) )(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\\b\\.?)";
    private static final String MONTH = "((?!may\\b|march\\b|mar\\b|mars\\b)(?:" + DateWords.any(DateWords.MONTHS)
            + ")|(?-i:May|March|Mar|mars|MAY|MARCH|Dec|Ene))";
    private static final String NUMBER = "(\\d{1,3}|" + DateWords.any(DateWords.NUMBERS) + ")";
    private static final String UNIT = "(" + DateWords.any(DateWords.UNITS) + ")";
    private static final String SEASON = "(" + DateWords.any(Seasons.BEGINS) + ")";
    private static final String DAY = "([0-3]?\\d)";
    private static final String YEAR = "((?:19|20)\\d\\d)";

    static final String NEXT =
            "(?:next|the following|coming|nachste\\p{L}?|kommende\\p{L}?|proxim[oa]|(?:el|la) proxim[oa])";
    static final String LAST = "(?:last|past|the previous|letzte\\p{L}?|vergangene\\p{L}?|vorige\\p{L}?|ultim[oa])";
    static final String THIS = "(?:this|diese\\p{L}?|est[ea]|cette?|ce)";
    private static final String BEHIND_NEXT = "(?:que viene|proxim[oa]|prochaine?)";
    private static final String BEHIND_LAST = "(?:pasad[oa]|derniere?|passee?)";

    private record Form(Pattern pattern, BiFunction<SpanReader, MatchResult, @Nullable Span> read) {}

    private static final List<Form> FORMS = List.of(
            form(
                    "\\b" + YEAR + "-([01]\\d)-([0-3]\\d)\\b",
                    (r, m) -> r.date(m, m.group(3), Month.of(SpanReader.one(m.group(2))), m.group(1))),
            form(
                    "\\b" + DAY + "(?:st|nd|rd|th|\\.)?\\s*(?:-|–|to|until|till|bis|a|al)\\s*(?:the )?" + DAY
                            + "(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+|de\\s+)?" + MONTH + "\\b(?:,?\\s+" + YEAR
                            + "\\b)?",
                    (r, m) -> r.days(m, m.group(1), m.group(2), SpanReader.month(m.group(3)), m.group(4))),
            form(
                    "\\b" + MONTH + "\\.?\\s+" + DAY + "(?:st|nd|rd|th)?\\s*(?:-|–|to|until|till)\\s*(?:the )?" + DAY
                            + "(?:st|nd|rd|th)?\\b(?:,?\\s+" + YEAR + "\\b)?",
                    (r, m) -> r.days(m, m.group(2), m.group(3), SpanReader.month(m.group(1)), m.group(4))),
            form(
                    "\\b" + DAY + "(?:st|nd|rd|th|\\.|er)?\\s+(?:of\\s+|de\\s+)?" + MONTH
                            + "\\b\\.?(?:(?:,|\\s+del?|\\s+of)?\\s+" + YEAR + "\\b)?",
                    (r, m) -> r.date(m, m.group(1), SpanReader.month(m.group(2)), m.group(3))),
            form(
                    "\\b" + MONTH + "\\.?\\s+(?:the\\s+)?" + DAY
                            + "(?:st|nd|rd|th)?\\b(?!\\s*(?:people|of us|years|%|[:.]\\d|am\\b|pm\\b))(?:,?\\s+"
                            + YEAR + "\\b)?",
                    (r, m) -> r.date(m, m.group(2), SpanReader.month(m.group(1)), m.group(3))),
            form(
                    "\\b" + DAY + "\\.\\s?([01]?\\d)\\.\\s?" + YEAR + "\\b",
                    (r, m) -> r.date(m, m.group(1), SpanReader.monthOf(m.group(2)), m.group(3))),
            form(
                    "(?<=\\b(?:am|vom|bis|seit|zum|ab|dem|den) )" + DAY + "\\.\\s?([01]?\\d)\\.(?!\\d)",
                    (r, m) -> r.date(m, m.group(1), SpanReader.monthOf(m.group(2)), null)),
            form("\\b([0-3]?\\d)/([0-3]?\\d)(?:/" + YEAR + ")?\\b(?!/)", SpanReader::slashed),
            form(
                    "\\b(?:the )?(?:day after tomorrow|overmorrow)|\\bubermorgen\\b|\\bpasado manana\\b|\\bapres-demain\\b",
                    (r, m) -> r.day(m, 2)),
            form(
                    "\\b(?:the )?day before yesterday\\b|\\bvorgestern\\b|\\banteayer\\b|\\bantes de ayer\\b|\\bavant-hier\\b",
                    (r, m) -> r.day(m, -2)),
            form("\\b(?:last night|gestern abend|gestern nacht|anoche)\\b", (r, m) -> r.day(m, -1)),
            form(
                    "\\b(?:tonight|this (?:morning|afternoon|evening)|heute (?:abend|morgen|fruh|nacht)|esta (?:noche|tarde|manana)|ce (?:soir|matin))\\b",
                    (r, m) -> r.day(m, 0)),
            form(
                    "\\b(?:tomorrow|tmrw|demain)\\b|(?<!\\b(?:guten|am|jeden|diesen|schonen|por la|de la|cada|la) )\\bmorgen\\b|(?<!\\b(?:por la|de la|cada|la|una|toda la) )\\bmanana\\b(?! siguiente)",
                    (r, m) -> r.day(m, 1)),
            form(
                    "\\b(?:yesterday|gestern|ayer|hier(?= (?:soir|matin))|hier(?=,? (?:j'ai|on|nous|il|elle)\\b))\\b",
                    (r, m) -> r.day(m, -1)),
            form("\\b(?:today|heute|hoy|aujourd'hui)\\b", (r, m) -> r.day(m, 0)),
            form(
                    "\\b" + NUMBER + "\\s+" + UNIT + "\\s+(?:ago|earlier|back)\\b|\\b(?:vor|hace|il y a)\\s+" + NUMBER
                            + "\\s+" + UNIT + "\\b",
                    (r, m) -> r.away(m, -1)),
            form(
                    "\\b(?:in|within|dentro de|en|dans)\\s+" + NUMBER + "\\s+" + UNIT + "\\b(?:'s time|' time)?|\\b"
                            + NUMBER + "\\s+" + UNIT + "\\s+from (?:now|today)\\b",
                    (r, m) -> r.away(m, 1)),
            form(
                    "\\b" + NEXT + "\\s+" + WEEKDAY + "\\b|\\b" + WEEKDAY + "\\s+" + BEHIND_NEXT + "\\b",
                    (r, m) -> r.weekday(m, 2)),
            form(
                    "\\b" + LAST + "\\s+" + WEEKDAY + "\\b|\\b" + WEEKDAY + "\\s+" + BEHIND_LAST + "\\b",
                    (r, m) -> r.weekday(m, -1)),
            form(
                    "\\b" + NEXT + "\\s+" + UNIT + "\\b|\\b" + UNIT + "\\s+" + BEHIND_NEXT + "\\b",
                    (r, m) -> r.unit(m, 1)),
            form(
                    "\\b" + LAST + "\\s+" + UNIT + "\\b|\\b" + UNIT + "\\s+" + BEHIND_LAST + "\\b",
                    (r, m) -> r.unit(m, -1)),
            form(
                    "\\b(?:the )?end of (?:the|this) (week|month|year)\\b|\\bende (?:der|des|dieser|dieses) (woche|monats|jahres)\\b",
                    SpanReader::endOf),
            form("\\b" + THIS + "\\s+" + UNIT + "\\b", (r, m) -> r.unit(m, 0)),
            form(
                    "\\b(?:(?:over |on |at )?(?:the|the coming) |am |el )(weekend|wochenende|fin de semana)\\b(?! (?:class|course|job|trips?))",
                    (r, m) -> r.isHabit(m) ? null : r.unit(m, r.isPast(m) ? -1 : 0)),
            form(
                    "\\b(" + NEXT + "|" + LAST + "|" + THIS + ")\\s+" + SEASON + "\\b(?! (?:break|camp|clothes|tires))",
                    (r, m) -> r.season(m, m.group(1), m.group(2), null)),
            form(
                    "\\b(?:(?:in|im|en|au|of|since|until|seit|bis)\\s+)?(?:(?:the|el|la|l')\\s*)?" + SEASON
                            + "\\s+(?:of |de |del )?" + YEAR + "\\b",
                    (r, m) -> r.season(m, "", m.group(1), m.group(2))),
            form(
                    "\\b(?:in|im|en)\\s+(?:the\\s+|el\\s+|la\\s+)?" + SEASON + "\\b(?! of (?!\\d))",
                    (r, m) -> r.isTold() ? r.season(m, "", m.group(1), null) : null),
            form(
                    "\\b(" + NEXT + "|" + LAST + "|" + THIS + ")\\s+(" + DateWords.any(DateWords.MONTHS) + ")\\b",
                    (r, m) -> r.monthNear(m, m.group(1), m.group(2))),
            form(
                    "\\b" + MONTH + "\\.?,?\\s+(?:of |de |del )?" + YEAR + "\\b",
                    (r, m) -> SpanReader.wholeMonth(m, SpanReader.month(m.group(1)), SpanReader.one(m.group(2)))),
            form(
                    "\\b(?:in|during|since|until|till|by|early|late|mid|mid-|of|im|seit|bis|anfang|mitte|ende|en|desde|hasta|depuis|this coming)\\s+("
                            + DateWords.any(DateWords.MONTHS) + ")\\b(?!\\s+\\d)",
                    (r, m) -> r.monthNear(m, "", m.group(1))),
            form(
                    "\\b(?:in|since|until|till|by|from|during|of|year|early|late|mid|im jahr|seit|bis|ab|en|desde|hasta|depuis)\\s+"
                            + YEAR + "\\b(?!\\s*(?:people|euros?|dollars|km|miles|words|-|/))",
                    SpanReader::year),
            form(
                    "(?<=\\bon the )([0-3]?\\d)(?:st|nd|rd|th)\\b(?! (?:floor|street|avenue|level|attempt|try|birthday|page|day|grade|hole|lap|place|row))|(?<=\\bthe )([0-3]?\\d)(?:st|nd|rd|th)\\b(?=\\s*(?:[.,;!?]|at\\b|(?:i|we|he|she|they)\\b|$))|(?<=\\bam )([0-3]?\\d)\\.(?=\\s*(?:[,;!?]|um\\b|$))",
                    SpanReader::dayOfMonth),
            form(
                    "\\b(?:this |diesen |este |coming )?" + WEEKDAY + "\\b",
                    (r, m) -> r.isNoWeekday(m) ? null : r.weekday(m, 0)));

    private final SpanReader reader;
    private final List<Span> found = new ArrayList<>();
    private final StringBuilder open;

    private SpanFinder(String text, LocalDate today, ZoneId zone) {
        this.reader = new SpanReader(text, today, zone);
        this.open = new StringBuilder(text);
    }

    /** In their order. */
    static List<Span> in(String plain, LocalDate today, ZoneId zone) {
        SpanFinder finder = new SpanFinder(plain, today, zone);
        FORMS.forEach(finder::take);
        finder.found.addAll(AsianDates.in(plain, today));
        finder.found.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return finder.found;
    }

    private static Form form(String pattern, BiFunction<SpanReader, MatchResult, @Nullable Span> read) {
        return new Form(Pattern.compile(pattern, FLAGS), read);
    }

    private void take(Form form) {
        Matcher matcher = form.pattern().matcher(open.toString());
        while (matcher.find()) {
            Span span = form.read().apply(reader, matcher.toMatchResult());
            if (span != null) {
                found.add(span);
                for (int i = matcher.start(); i < matcher.end(); i++) {
                    open.setCharAt(i, '\u0000');
                }
            }
        }
    }
}
