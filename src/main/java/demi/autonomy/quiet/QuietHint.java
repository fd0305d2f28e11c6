package demi.autonomy.quiet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quiet that is asked for in words which {@link QuietRequestParser} does not know: a model may make out until when. It is believed
 * only together with such words of the person's, and for a few days at most.
 */
public final class QuietHint {

    private static final Duration LONGEST = Duration.ofDays(3);
    /** Where only a day is named, it ends with the morning of it, or, today, with the day. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Pattern SENTENCE = Pattern.compile("[.!?;\\n]+");

    private static final String WRITING =
            "(?:writ\\w*|messag\\w*|text\\w*|ping\\w*|disturb\\w*|bother\\w*|contact\\w*|call\\w*|talk\\w*|notif\\w*|bug(?:ging)?|annoy\\w*|pester\\w*|nag(?:ging)?|hassl\\w*|harass\\w*|bombard\\w*|reach out)";

    private static final Pattern WORDS = Pattern.compile(
            "\\b(?:(?:do not|don['’]?t|not|no|never|stop\\w*|without|please no|hold off|avoid|pause)\\b[^,]{0,25}\\b"
                    + WRITING
                    + "|(?:be|stay|keep|go) (?:quiet|silent|still)|leave me (?:alone|be|in peace)|(?:some|need|want|give me)\\b[^,]{0,15}\\b(?:quiet|silence|peace|space|rest)|silence (?:please|until|for)|do not disturb|radio silence"
                    + "|shut(?:ting)? (?:the \\p{L}+ )?up|shut it|pipe down|zip it|back off|keep your mouth shut|hear(?:ing)? (?:nothing|a word|a peep|anything)? ?from you"
                    + "|\\b(?:klappe|schnauze|fresse|maul|mund)\\b[^,]{0,15}\\b(?:hält|halt)\\w*|(?:halt\\w*|bis|für)\\b[^,]{0,40}\\b(?:klappe|schnauze|fresse|maul|mund)|du nervst|nerve? (?:\\p{L}+ )?(?:mich|nicht)|(?:nicht|aufhör\\w*|auf)\\b[^,]{0,25}\\bnerv\\w*|auf die nerven|nichts\\b[^,]{0,25}\\bvon dir\\b[^,]{0,15}\\b(?:hör|les)\\w*|funkstille|sendepause"
                    + "|(?:sei|bleib) (?:bitte |mal )?(?:still|ruhig|leise)|lass(?:t)? mich\\b[^,]{0,40}\\b(?:ruhe|frieden|allein)|mich\\b[^,]{0,40}\\bin (?:ruhe|frieden) l[aä]ss\\w*|(?:nicht|keine)\\b[^,]{0,25}\\b(?:schreib\\w*|stör\\w*|nachricht\\w*|meld\\w*)|schreib\\w* (?:mir )?(?:bitte )?(?:bis |erst |nicht|keine)|(?:brauche|will|möchte)\\b[^,]{0,30}\\bruhe)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Of others, or told of. */
    private static final Pattern NOT_HERS = Pattern.compile(
            "\\b(?:he|she|they|who|boss|teacher|er|sie) (?:\\w+ )?(?:said|says|screamed|shouted|yelled|told|sagte|schrie)\\b|[\"“”„«»]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern GERMAN = Pattern.compile(
            "\\b(?:ich|mich|mir|bis|nicht|bitte|ruhe|keine|morgen|klappe|nerv\\w*|schreib\\w*)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern UNTIL = Pattern.compile(
            "\\s*(?<day>today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)?(?: ?(?<hour>[0-2]?\\d):(?<minute>[0-5]\\d))?\\s*",
            Pattern.CASE_INSENSITIVE);

    private QuietHint() {}

    /** Whether somebody may have asked for quiet in words that nothing else has understood. */
    public static boolean isIn(Collection<String> said) {
        return said.stream().noneMatch(QuietHint::isPlain) && said.stream().anyMatch(QuietHint::hasWords);
    }

    private static boolean isPlain(String text) {
        return QuietRequestParser.in(text, Instant.EPOCH.atZone(ZoneOffset.UTC)).isPresent();
    }

    /** In which language it was most likely said. */
    static boolean isGerman(Collection<String> said) {
        return said.stream()
                .anyMatch(text -> hasWords(text) && GERMAN.matcher(text).find());
    }

    private static boolean hasWords(String text) {
        return SENTENCE.splitAsStream(QuietReported.withoutQuotations(text))
                .anyMatch(sentence -> WORDS.matcher(sentence).find()
                        && !NOT_HERS.matcher(sentence).find()
                        && !QuietReported.isReport(QuietNames.plain(sentence)));
    }

    /**
     * @param until as the model has it, in the person's own time
     * @param at when the words were written
     * @return empty where it is no time, or none that is to come
     */
    static Optional<Instant> until(String until, Instant at, ZoneId zone) {
        Matcher parts = UNTIL.matcher(until);
        if (until.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        ZonedDateTime written = at.atZone(zone);
        Optional<LocalTime> time = time(parts);
        if (parts.group("hour") != null && time.isEmpty()) {
            return Optional.empty();
        }
        Instant end = end(parts.group("day"), time, written).toInstant();
        Instant longest = at.plus(LONGEST);
        return end.isAfter(at) ? Optional.of(end.isAfter(longest) ? longest : end) : Optional.empty();
    }

    private static Optional<LocalTime> time(Matcher parts) {
        String hour = parts.group("hour");
        return hour == null || Integer.parseInt(hour) > 23
                ? Optional.empty()
                : Optional.of(LocalTime.of(Integer.parseInt(hour), Integer.parseInt(parts.group("minute"))));
    }

    private static ZonedDateTime end(@Nullable String day, Optional<LocalTime> time, ZonedDateTime written) {
        LocalDate today = written.toLocalDate();
        if (day == null) {
            // A time alone is the next such time.
            LocalDate date = time.orElse(MORNING).isAfter(written.toLocalTime()) ? today : today.plusDays(1);
            return date.atTime(time.orElse(MORNING)).atZone(written.getZone());
        }
        String name = day.toLowerCase(Locale.ROOT);
        if (name.equals("today")) {
            return time.map(today::atTime)
                    .orElse(today.plusDays(1).atStartOfDay())
                    .atZone(written.getZone());
        }
        LocalDate date = name.equals("tomorrow")
                ? today.plusDays(1)
                : today.with(TemporalAdjusters.next(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
        return date.atTime(time.orElse(MORNING)).atZone(written.getZone());
    }
}
