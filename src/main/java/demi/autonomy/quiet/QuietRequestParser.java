package demi.autonomy.quiet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks her, in chat, not to write first for a while, or takes that back. A sentence of theirs has to be nothing else:
 * the wish, a time, courtesies, and what they say of themselves as a reason.
 *
 * @param until when; what is past takes it back
 * @param open whether they named no end, and none is meant
 * @param german in which of the two languages
 */
public record QuietRequestParser(Instant until, boolean open, boolean german) {

    /** Where no time is named. */
    static final Duration USUAL = Duration.ofHours(8);
    /** Until they say so. */
    static final Duration OPEN = Duration.ofDays(3650);

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Of characters; whoever wants to be left alone says so shortly. */
    private static final int LONGEST_SENTENCE = 240;

    private static final int MOST_CLAUSES = 8;

    private static final Pattern SENTENCE = Pattern.compile("(?:[^.!?;\\n]++|\\.(?=\\S))++[.!?;\\n]*+");
    private static final Pattern CLAUSES = Pattern.compile(
            "\\s*(?:,(?!\\d)|\\s[-–—]+\\s|—|\\()\\s*|\\)|\\s+(?=(?:because|cause|cuz|since i|as i|while i|so that i|so i can|weil|denn|während ich|damit ich|i have|i've|i'm|i am|i got|i must|ich habe|ich hab|ich bin|ich muss)\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern REASON = Pattern.compile(
            "^(?:(?:and|but|so|und|aber|also|sorry|hey|demi|today|tomorrow|heute|morgen) )*"
                    + "(?:i|i'm|i've|i'll|i'd|im|my|we|we're|the|there|there's|it's|it|because|cause|cuz|since|as|while|so that|so i can|got|ich|mein|meine|wir|es|weil|denn|während|damit|der|die|das|muss|bin|habe|hab|exam|meeting|work)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern OPEN_END = Pattern.compile(
            "\\b(?:(?:until|till|til|unless) (?:i|i'm|i am|you hear)\\b.*|(?:until|till|til) further notice|any ?more|ever again|ever|for ?ever|for good|at all"
                    + "|bis (?:ich|du von mir)\\b.*|bis auf weiteres|für immer|nie wieder|(?<=nichts? |keine nachrichten |keine nachricht )mehr)",
            Pattern.UNICODE_CASE);

    /** "Pause" may be of either language. */
    private static final Pattern GERMAN = Pattern.compile("\\b(?:bis|für|bitte|uhr|heute|morgen|noch)\\b");

    /**
     * Empty where the message is no such wish.
     *
     * @param at when it was written, in the person's zone
     */
    public static Optional<QuietRequestParser> in(String message, ZonedDateTime at) {
        return QuietDates.readings(QuietNames.plain(message), at.toLocalDate()).stream()
                .flatMap(reading -> read(reading, at).stream())
                .findFirst();
    }

    private static Optional<QuietRequestParser> read(String message, ZonedDateTime at) {
        List<String> sentences = new ArrayList<>();
        Matcher each = SENTENCE.matcher(QuietReported.withoutQuotations(message));
        while (each.find()) {
            sentences.add(each.group());
        }
        for (int i = 0; i < sentences.size(); i++) {
            boolean behind = i + 1 < sentences.size() && QuietReported.isTellingWho(sentences.get(i + 1));
            boolean told = behind || (i > 0 && isLeading(sentences.get(i - 1)));
            boolean ready = i > 0 && i <= MOST_CLAUSES && QuietRequests.isReady(sentences.get(i - 1));
            String sentence =
                    ready ? sentences.get(i - 1).replaceAll("[.!?;\\n]+$", ",") + sentences.get(i) : sentences.get(i);
            QuietRequestParser wish = told ? null : of(sentence, at);
            if (wish != null) {
                return Optional.of(wish);
            }
        }
        return Optional.empty();
    }

    /** "The teacher wrote:" */
    private static boolean isLeading(String sentence) {
        return sentence.strip().endsWith(":") && !QuietRequests.isCourtesy(sentence);
    }

    private static @Nullable QuietRequestParser of(String sentence, ZonedDateTime at) {
        if (sentence.length() > LONGEST_SENTENCE || QuietReported.isQuoted(sentence)) {
            return null;
        }
        List<String> clauses = CLAUSES.splitAsStream(sentence)
                .map(String::strip)
                .filter(clause -> !clause.isEmpty() && !clause.matches("[\\p{P}\\p{S}\\s]+"))
                .toList();
        if (clauses.size() > MOST_CLAUSES || clauses.stream().anyMatch(QuietReported::isNotForHer)) {
            return null;
        }
        boolean question = sentence.contains("?");
        for (int from = 0; from < clauses.size(); from++) {
            for (int to = clauses.size(); to > from; to--) {
                if (clauses.subList(to, clauses.size()).stream().allMatch(QuietRequestParser::isReason)) {
                    QuietRequestParser wish = of(String.join(" ", clauses.subList(from, to)), question, at);
                    if (wish != null) {
                        return wish;
                    }
                }
            }
            if (!isReason(clauses.get(from)) && !QuietRequests.isCourtesy(clauses.get(from))) {
                return null;
            }
        }
        return null;
    }

    private static boolean isReason(String clause) {
        return REASON.matcher(clause).matches() || QuietRequests.isCourtesy(clause);
    }

    private static @Nullable QuietRequestParser of(String clause, boolean question, ZonedDateTime at) {
        String joined = String.join(" ", QuietTimes.tokens(clause));
        Optional<QuietTimes.Found> time = QuietTimes.in(clause, at);
        String rest = time.map(QuietTimes.Found::rest).orElse(joined);
        Matcher end = OPEN_END.matcher(rest);
        boolean open = end.find();
        String words = open ? (rest.substring(0, end.start()) + " " + rest.substring(end.end())).strip() : rest;
        boolean later = time.map(found -> found.from().isAfter(at)).orElse(false);
        QuietRequests.Kind kind = QuietRequests.of(words.replaceAll("\\s+", " "), question, time.isPresent(), later);
        if (kind == null) {
            return null;
        }
        boolean german = kind.german() || GERMAN.matcher(clause).find();
        if (kind.takesBack()) {
            Instant from = time.map(found -> found.from().toInstant()).orElse(at.toInstant());
            return new QuietRequestParser(from, false, german);
        }
        Instant until = time.map(found -> found.until().toInstant())
                // A day that is past was not meant.
                .filter(then -> then.isAfter(at.toInstant()))
                .orElseGet(() -> at.toInstant().plus(open || kind.forGood() ? OPEN : USUAL));
        Instant longest = at.toInstant().plus(LONGEST);
        boolean noEnd = time.isEmpty() && (open || kind.forGood());
        return new QuietRequestParser(!noEnd && until.isAfter(longest) ? longest : until, noEnd, german);
    }

    /** Whether she may write at once. */
    public boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
