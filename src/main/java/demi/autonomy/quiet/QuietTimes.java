package demi.autonomy.quiet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Times as people name them in English and German: "for 30 mins", "until Monday evening", "bis 18 Uhr", "for the rest of the day".
 * Finds the first in a sentence, and what is left of the sentence without it. One instance a sentence.
 */
final class QuietTimes {

    /**
     * @param from when it begins, for "you can write again tomorrow"
     * @param until when it is over, for "do not write tomorrow"; the same for a moment
     * @param rest the sentence without it
     */
    record Found(ZonedDateTime from, ZonedDateTime until, String rest) {}

    private record Span(ZonedDateTime from, ZonedDateTime until) {
        static Span at(ZonedDateTime moment) {
            return new Span(moment, moment);
        }
    }

    /** Where only a day is named, it begins then. */
    static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Set<String> UNTIL =
            Set.of("until", "till", "til", "'til", "untill", "before", "bis", "vor", "erst", "frühestens");
    private static final Set<String> AT =
            Set.of("at", "on", "am", "um", "from", "ab", "after", "nach", "über", "übers", "over");
    private static final Set<String> FOR = Set.of("for", "für");
    private static final Set<String> SMALL = Set.of(
            "zum",
            "zur",
            "um",
            "at",
            "the",
            "am",
            "on",
            "in",
            "about",
            "around",
            "ungefähr",
            "circa",
            "gegen",
            "ab",
            "den",
            "dem",
            "der",
            "this",
            "diesen",
            "dieser",
            "kommenden",
            "nächsten",
            "coming",
            "after",
            "nach");
    private static final Set<String> LEADS = Set.of(
            "for",
            "für",
            "in",
            "the",
            "die",
            "den",
            "der",
            "next",
            "nächsten",
            "nächste",
            "another",
            "noch",
            "at",
            "least",
            "about",
            "mindestens",
            "so",
            "like",
            "ungefähr",
            "etwa");

    private final List<String> tokens;
    private final ZonedDateTime at;
    private int place;

    private QuietTimes(List<String> tokens, ZonedDateTime at) {
        this.tokens = tokens;
        this.at = at;
    }

    /** @param at when it was written, in the person's zone */
    static Optional<Found> in(String sentence, ZonedDateTime at) {
        QuietTimes reader = new QuietTimes(tokens(sentence), at);
        for (int start = 0; start < reader.tokens.size(); start++) {
            reader.place = start;
            Span span = reader.span();
            if (span != null) {
                List<String> rest = new ArrayList<>(reader.tokens.subList(0, start));
                rest.addAll(reader.tokens.subList(reader.place, reader.tokens.size()));
                return Optional.of(new Found(span.from(), span.until(), String.join(" ", rest)));
            }
        }
        return Optional.empty();
    }

    /** In small letters, without signs. */
    static List<String> tokens(String sentence) {
        String plain = QuietNames.plain(sentence)
                .replaceAll("\\b([ap])\\.m\\b\\.?", "$1m")
                .replaceAll("(\\d)(?=(?:am|pm|uhr|h|hrs?|hours?|mins?|minutes?|m|d|days?|std)\\b)", "$1 ");
        return List.of(plain.strip().split("[\\s,]+", -1)).stream()
                .map(token -> token.replaceAll("^[^\\p{L}\\p{N}']+|[^\\p{L}\\p{N}]+$", ""))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private String token(int ahead) {
        return place + ahead < tokens.size() ? tokens.get(place + ahead) : "";
    }

    private boolean take(Set<String> words) {
        boolean is = words.contains(token(0));
        place += is ? 1 : 0;
        return is;
    }

    private @Nullable Span span() {
        int start = place;
        Span span = amount();
        if (span == null) {
            place = start;
            span = stretch();
        }
        if (span == null) {
            place = start;
            span = untilPoint();
        }
        if (span == null) {
            place = start;
            span = dayAlone();
        }
        return span;
    }

    /** "for the next two hours", "eine Stunde lang", "half an hour". */
    private @Nullable Span amount() {
        while (LEADS.contains(token(0))) {
            place++;
        }
        Double number = number();
        Duration unit = QuietNames.UNITS.get(token(0));
        if (number == null || unit == null) {
            return null;
        }
        place++;
        if (token(0).equals("and") && token(1).equals("a") && token(2).equals("half")) {
            place += 3;
            number += .5;
        }
        if (token(0).equals("lang") || token(0).equals("long")) {
            place++;
        }
        double seconds = Math.min(
                number * unit.toSeconds(), (double) Duration.ofDays(3650).toSeconds());
        return Span.at(at.plusSeconds(Math.round(seconds)));
    }

    private @Nullable Double number() {
        String word = token(0);
        if (word.matches("\\d{1,4}(?:[.,]\\d)?")) {
            place++;
            return Double.valueOf(word.replace(',', '.'));
        }
        for (int length = 3; length >= 1; length--) {
            String words = String.join(
                    " ", tokens.subList(Math.min(place, tokens.size()), Math.min(place + length, tokens.size())));
            Double known = QuietNames.NUMBERS.get(words);
            if (known != null) {
                place += length;
                return known;
            }
        }
        return null;
    }

    /** "for the rest of the day", "all evening", "den ganzen Tag", "this weekend". */
    private @Nullable Span stretch() {
        int lead = 0;
        while (Set.of("for", "für", "the", "den", "die", "das", "über", "over", "übers")
                .contains(token(0))) {
            lead++;
            place++;
        }
        boolean whole =
                take(Set.of("all", "ganzen", "ganze", "whole", "entire", "restlichen", "restliche", "remaining"));
        boolean rest = take(Set.of("rest", "remainder"));
        while (rest && take(Set.of("of", "the", "this", "des", "der", "vom"))) {
            lead++;
        }
        boolean now = !rest && !whole && take(Set.of("this", "diese", "dieses", "diesen"));
        LocalTime part = QuietNames.ENDS.get(token(0));
        String unit = token(0);
        if (!(rest || whole || now || (lead > 0 && QuietNames.STRETCHES.contains(unit))) || unit.isEmpty()) {
            return null;
        }
        place++;
        take(Set.of("long", "lang", "über"));
        if (QuietNames.WEEKS.contains(unit)) {
            return until(monday());
        }
        if (QuietNames.MONTHS.contains(unit)) {
            return until(at.toLocalDate()
                    .with(TemporalAdjusters.firstDayOfNextMonth())
                    .atStartOfDay(at.getZone()));
        }
        if (QuietNames.YEARS.contains(unit)) {
            return until(at.toLocalDate()
                    .with(TemporalAdjusters.firstDayOfNextYear())
                    .atStartOfDay(at.getZone()));
        }
        return part == null ? null : until(next(part));
    }

    private Span until(ZonedDateTime end) {
        return new Span(at, end);
    }

    private ZonedDateTime monday() {
        return at.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(at.getZone());
    }

    /** The next such time. */
    private ZonedDateTime next(LocalTime time) {
        ZonedDateTime today = at.toLocalDate().atTime(time).atZone(at.getZone());
        return today.isAfter(at)
                ? today
                : at.toLocalDate().plusDays(1).atTime(time).atZone(at.getZone());
    }

    private @Nullable Span untilPoint() {
        if (token(0).equals("not") && token(1).equals("before")) {
            place++;
        }
        if (!take(UNTIL)) {
            return null;
        }
        take(Set.of("wieder", "again"));
        ZonedDateTime point = QuietPoint.read(this::token, places -> place += places, SMALL, at, true);
        return point == null ? null : Span.at(point);
    }

    /** "tomorrow", "on Monday", "after 5 pm", "heute Abend". */
    private @Nullable Span dayAlone() {
        boolean led = take(AT);
        if (!led) {
            take(FOR);
        }
        boolean tonight = Set.of("tonight", "tonite").contains(token(0))
                || (token(0).equals("heute") && token(1).equals("nacht"));
        if (tonight) {
            place += token(0).equals("heute") ? 2 : 1;
            return until(next(MORNING));
        }
        boolean today = Set.of("today", "heute", "heut").contains(token(0));
        int before = place;
        LocalTime end = today ? QuietNames.ENDS.get(token(1)) : null;
        if (end != null) {
            place += 2;
            return until(next(end));
        }
        place = before;
        ZonedDateTime point = QuietPoint.read(this::token, places -> place += places, SMALL, at, led);
        if (point == null) {
            return null;
        }
        LocalDate day = point.toLocalDate();
        boolean wholeDay = point.toLocalTime().equals(MORNING) || today;
        ZonedDateTime end2 = wholeDay ? day.plusDays(1).atStartOfDay(at.getZone()) : point;
        return new Span(today ? at : point, end2);
    }
}
