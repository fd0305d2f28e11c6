package demi.store.sql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the database has them: UTC with six decimals, so that the order of the text is the order of time. */
public final class SqlTimes {

    private static final DateTimeFormatter KEPT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String KEPT_END = "+00:00";
    private static final String KEPT_FORM = "0000-00-00T00:00:00.000000" + KEPT_END;
    private static final int KEPT_LENGTH = KEPT_FORM.length();

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private SqlTimes() {}

    public static String text(Instant time) {
        return KEPT.format(time);
    }

    /** What {@link #text} has written, which is nearly all that is read; null for anything else. */
    private static @Nullable Instant asKept(String text) {
        if (text.length() != KEPT_LENGTH || !text.endsWith(KEPT_END)) {
            return null;
        }
        for (int i = 0; i < KEPT_LENGTH - KEPT_END.length(); i++) {
            char digit = KEPT_FORM.charAt(i);
            char is = text.charAt(i);
            if (digit == '0' ? is < '0' || is > '9' : is != digit) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 26) * 1_000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** What an ISO-8601 text means, UTC where it names no offset; null for anything else. */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant kept = asKept(text);
        if (kept != null) {
            return kept;
        }
        try {
            TemporalAccessor read = READ.parseBest(
                    text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (read instanceof OffsetDateTime exact) {
                return exact.toInstant();
            }
            LocalDateTime naive = read instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) read;
            return naive.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
