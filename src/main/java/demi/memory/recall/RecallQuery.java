package demi.memory.recall;

import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Word;
import demi.util.WordParts;
import java.time.Instant;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is looked for with a message.
 *
 * @param words that can tell one memory from another, as the store is asked for them
 * @param stems of all of these
 * @param asks whether it is a question, or asks her to remember: then more may come to her mind
 * @param months that it names; with year 0 where it names none
 */
public record RecallQuery(List<Word> words, Set<String> stems, boolean asks, List<YearMonth> months) {

    private static final Pattern QUESTION = Pattern.compile("[?？؟]");
    private static final Pattern REMEMBER = Pattern.compile(
            "\\b(?:remember|remind|recall|tell me|do you know|weißt du|erinner\\p{L}*|erzähl mir|recuerdas|sabes|te souviens|tu sais)\\b"
                    + "|覚えて|教えて|知って|记得|告诉我",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern MONTH = Pattern.compile(
            "\\b(january|february|march|april|may|june|july|august|september|october|november|december)\\b"
                    + "(?:[, ]+(?:\\d{1,2},? )?((?:19|20)\\d{2}))?");
    private static final int SHORTEST = 2;
    private static final int LONGEST = 40;
    private static final int MOST_CHARACTERS = 4_000;

    public RecallQuery {
        words = List.copyOf(words);
        stems = Set.copyOf(stems);
        months = List.copyOf(months);
    }

    public static RecallQuery of(String text) {
        String some = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        List<String> all = WordParts.words(some);
        StopWords stops = StopWords.of(all);
        boolean asks = QUESTION.matcher(some).find() || REMEMBER.matcher(some).find();
        Map<String, Word> words = new LinkedHashMap<>();
        Set<String> stems = new LinkedHashSet<>();
        for (String word : all) {
            if (WordParts.isUnspaced(word)) {
                WordParts.telling(word).stream()
                        .filter(part -> !stops.saysNothing(part))
                        .forEach(part -> words.putIfAbsent(part, new Word(List.of(part))));
            } else if (word.length() >= SHORTEST
                    && word.length() <= LONGEST
                    && !stops.saysNothing(word)
                    && (asks || !StopWords.isKindness(word))) {
                words.putIfAbsent(word, new Word(forms(word, stops.isEnglish())));
                stems.add(Stem.of(word));
            }
        }
        List<String> chosen = words.size() <= RecallStore.MOST_WORDS
                ? List.copyOf(words.keySet())
                : words.keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(RecallStore.MOST_WORDS)
                        .toList();
        return new RecallQuery(chosen.stream().map(words::get).toList(), stems, asks, months(some));
    }

    /** English has an index that knows its endings; of other languages the beginning of a word is looked for, and what ends so. */
    private static List<String> forms(String word, boolean english) {
        if (english || word.codePoints().anyMatch(Character::isDigit)) {
            return List.of(word);
        }
        String beginning = Stem.beginning(word);
        List<String> forms = new ArrayList<>(List.of(word));
        if (beginning.length() >= Stem.SHORTEST_BEGINNING) {
            forms.add(beginning + "*");
            forms.add("+" + beginning + "*");
        }
        forms.addAll(Stem.otherEndings(word));
        return forms;
    }

    private static List<YearMonth> months(String text) {
        List<YearMonth> months = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher matcher = MONTH.matcher(lower);
        while (matcher.find()) {
            boolean verb = matcher.group(1).equals("may")
                    && matcher.group(2) == null
                    && !lower.substring(0, matcher.start()).endsWith("in ");
            if (!verb) {
                int year = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
                months.add(YearMonth.of(year, Month.valueOf(matcher.group(1).toUpperCase(Locale.ROOT))));
            }
        }
        return months;
    }

    /** Whether something was said in one of the months that are named. */
    boolean isOfMonth(Instant at) {
        YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
        return months.stream()
                .anyMatch(named -> named.getMonth() == month.getMonth()
                        && (named.getYear() == 0 || named.getYear() == month.getYear()));
    }
}
