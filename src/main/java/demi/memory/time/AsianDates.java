package demi.memory.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The same in Japanese and Chinese. */
final class AsianDates {

    private static final String DAYS = "月一火二水三木四金五土六日天";
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("明後日", 2),
            Map.entry("明后天", 2),
            Map.entry("あさって", 2),
            Map.entry("后天", 2),
            Map.entry("後天", 2),
            Map.entry("一昨日", -2),
            Map.entry("おととい", -2),
            Map.entry("前天", -2),
            Map.entry("明日", 1),
            Map.entry("あした", 1),
            Map.entry("明天", 1),
            Map.entry("昨日", -1),
            Map.entry("昨天", -1),
            Map.entry("今日", 0),
            Map.entry("今天", 0),
            Map.entry("今夜", 0),
            Map.entry("今晩", 0),
            Map.entry("今晚", 0));

    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})[日号號]");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})年(?:(\\d{1,2})月)?(?!前|后|後|間|间)");
    private static final Pattern WEEKDAY = Pattern.compile(
            "(来週|來週|下周|下星期|下礼拜|先週|上周|上星期|上礼拜|今週|这周|这星期|本周|この)?の?(?:([月火水木金土日])曜日?|(?<=周|星期|礼拜)([一二三四五六日天]))");
    private static final Pattern BARE = Pattern.compile("(?:星期|周|礼拜)([一二三四五六日天])");
    private static final Pattern WEEK = Pattern.compile("(来週|來週|下周|下星期)|(先週|上周|上星期)|(今週|这周|本周)");
    private static final Pattern MONTH = Pattern.compile("(来月|下个月|下個月)|(先月|上个月|上個月)|(今月|这个月|這個月)");
    private static final Pattern YEAR = Pattern.compile("(来年|明年)|(去年|昨年)|(今年)");
    private static final Pattern AWAY = Pattern.compile("([0-9一二两三四五六七八九十]{1,3})(日|天|週間|周|个星期|ヶ月|か月|个月|年)(前|后|後)");
    private static final String NUMBERS = "一二三四五六七八九十";
    private static final Pattern ASIAN = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}]");

    private final String text;
    private final LocalDate today;
    private final StringBuilder open;
    private final List<Span> found = new ArrayList<>();

    private AsianDates(String text, LocalDate today) {
        this.text = text;
        this.today = today;
        this.open = new StringBuilder(text);
    }

    static List<Span> in(String text, LocalDate today) {
        return ASIAN.matcher(text).find() ? new AsianDates(text, today).all() : List.of();
    }

    private List<Span> all() {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        take(DATE, (m, span) -> date(m));
        take(AWAY, (m, span) -> away(m));
        take(
                YEAR_MONTH,
                (m, span) -> m.group(2) == null
                        ? year(m, Integer.parseInt(m.group(1)))
                        : month(
                                m,
                                LocalDate.of(
                                        Integer.parseInt(m.group(1)),
                                        Math.max(1, Math.min(12, Integer.parseInt(m.group(2)))),
                                        1)));
        take(WEEKDAY, (m, span) -> weekday(m, monday));
        take(BARE, (m, span) -> weekday(m, m.group(1), 0, monday, true));
        take(
                WEEK,
                (m, way) -> new Span(
                        m.start(),
                        m.end(),
                        monday.plusWeeks(way),
                        monday.plusWeeks(way).plusDays(6),
                        false));
        take(MONTH, (m, way) -> month(m, today.plusMonths(way).withDayOfMonth(1)));
        take(YEAR, (m, way) -> year(m, today.getYear() + way));
        WORDS.entrySet().stream()
                .sorted((one, other) -> other.getKey().length() - one.getKey().length())
                .forEach(word -> take(
                        Pattern.compile(word.getKey()),
                        (m, way) -> Span.of(m.start(), m.end(), today.plusDays(word.getValue()))));
        return found;
    }

    /** Of three groups the first says "next", the second "last", the third "this". */
    private static int way(Matcher m) {
        return m.groupCount() < 3 ? 0 : m.group(1) != null ? 1 : m.group(2) != null ? -1 : 0;
    }

    private void take(Pattern pattern, BiFunction<Matcher, Integer, @Nullable Span> read) {
        Matcher matcher = pattern.matcher(open.toString());
        while (matcher.find()) {
            Span span = read.apply(matcher, way(matcher));
            if (span != null) {
                found.add(span);
                for (int i = matcher.start(); i < matcher.end(); i++) {
                    open.setCharAt(i, '\u0000');
                }
            }
        }
    }

    private @Nullable Span date(Matcher m) {
        try {
            int month = Integer.parseInt(m.group(2));
            int day = Integer.parseInt(m.group(3));
            if (m.group(1) != null) {
                return Span.of(m.start(), m.end(), LocalDate.of(Integer.parseInt(m.group(1)), month, day));
            }
            LocalDate date = LocalDate.of(2024, month, day).withYear(today.getYear());
            boolean past = isPast();
            return Span.of(
                    m.start(),
                    m.end(),
                    past
                            ? date.isAfter(today) ? date.minusYears(1) : date
                            : date.isBefore(today) ? date.plusYears(1) : date);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isPast() {
        return text.matches("(?s).*(?:した|った|んだ|いた|きた|了|过).*");
    }

    private static Span month(Matcher m, LocalDate first) {
        return new Span(m.start(), m.end(), first, first.plusMonths(1).minusDays(1), false);
    }

    private static Span year(Matcher m, int year) {
        return new Span(m.start(), m.end(), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), false);
    }

    private @Nullable Span weekday(Matcher m, LocalDate monday) {
        String week = m.group(1) == null ? "" : m.group(1);
        int way = week.matches("来週|來週|下.*") ? 1 : week.matches("先週|上.*") ? -1 : 0;
        String day = m.group(2) == null ? m.group(3) : m.group(2);
        return weekday(m, day, way, monday, week.isEmpty() || week.equals("この"));
    }

    private @Nullable Span weekday(Matcher m, String day, int way, LocalDate monday, boolean bare) {
        DayOfWeek weekday = DayOfWeek.of(Math.min(7, DAYS.indexOf(day) / 2 + 1));
        LocalDate near = isPast()
                ? today.with(TemporalAdjusters.previous(weekday))
                : today.with(TemporalAdjusters.next(weekday));
        return Span.of(m.start(), m.end(), bare ? near : monday.plusWeeks(way).plusDays(weekday.getValue() - 1L));
    }

    private @Nullable Span away(Matcher m) {
        String digits = m.group(1);
        int number = digits.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(digits)
                : digits.equals("两") ? 2 : NUMBERS.indexOf(digits) + 1;
        if (number <= 0) {
            return null;
        }
        int many = m.group(3).equals("前") ? -number : number;
        return switch (m.group(2)) {
            case "日", "天" -> Span.of(m.start(), m.end(), today.plusDays(many));
            case "週間", "周", "个星期" -> Span.of(m.start(), m.end(), today.plusWeeks(many));
            case "年" -> year(m, today.getYear() + many);
            default -> month(m, today.plusMonths(many).withDayOfMonth(1));
        };
    }
}
