package demi.conductor;

import demi.contract.Line;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a model says when it is to speak first, without what small models put around it. */
final class Utterance {

    private static final String OPENING = "\"'“”„«»‘’`‹›「」『』";

    private static final Pattern LABEL =
            Pattern.compile("^(?:demi|message|assistant|response|reply)\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    /** At an end: "*sighs*", "(smiling)", "[typing]". In the middle, stars are emphasis. */
    private static final Pattern DIRECTION_FIRST =
            Pattern.compile("^(?:\\*{1,2}[^*\\n]{1,120}\\*{1,2}|\\([^()\\n]{1,120}\\)|\\[[^\\[\\]\\n]{1,120}])\\s*");

    private static final Pattern DIRECTION_LAST =
            Pattern.compile("\\s*(?:\\*{1,2}[^*\\n]{1,120}\\*{1,2}|\\([^()\\n]{1,120}\\)|\\[[^\\[\\]\\n]{1,120}])$");

    private static final Pattern NEXT_SPEAKER =
            Pattern.compile("\\n\\s*(?:user|human|you|them|demi|assistant|system)\\s*:", Pattern.CASE_INSENSITIVE);

    /** "Sure! Here is a message: …" */
    private static final Pattern PREAMBLE = Pattern.compile(
            "^(?:(?:sure|certainly|of course|okay|ok|alright)[,.!]* *)?(?:here(?:'s| is| you go)|this is)[^\\n:]{0,80}:\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What a model says of what it has said. */
    private static final Pattern REMARK =
            Pattern.compile("\\n\\s*[(\\[*]{0,2}note\\b[^\\n]{0,3}:", Pattern.CASE_INSENSITIVE);

    private static final String DOING =
            "(?:(?:she|demi|softly|quietly|gently|slowly) ){0,2}(?:sigh|smile|grin|laugh|giggle|chuckle|wink|pout|yawn|shrug|blush|look|stare|glance|lean|roll|wave|nod|pause|whisper|mutter|frown|smirk|snort|hum|sniff|tilt|cross|stretch|raise|hug|gasp|groan|scoff|poke|peek|blink)(?:e?s|ing)(?![\\p{L}\\p{N}])";

    /** In the middle: what she does, between stars, lines or brackets. */
    private static final Pattern DIRECTION = Pattern.compile(
            "\\s*(?:\\*{1,2}" + DOING + "[^*\\n]{0,200}\\*{1,2}|_" + DOING + "[^_\\n]{0,200}_|\\(" + DOING
                    + "[^()\\n]{0,200}\\)|\\[" + DOING + "[^\\[\\]\\n]{0,200}])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTE = Pattern.compile("[\"“”„«»]");

    private static final Pattern NO_PERSON = Pattern.compile(
            "\\bas an? (?:ai|artificial|language)\\b|\\bi(?:'m| am) (?:just )?an? (?:ai|language model)\\b|\\[(?:your|user|their|person)[^\\]\\n]{0,30}]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** So many words in a row are no accident. */
    private static final int SHINGLE = 7;

    private static final int SHORTEST = 2;
    /** What is longer, nobody wants to read; and a model may say anything. */
    private static final int LONGEST = 2_000;

    private static final int MOST_LAYERS = 8;

    private Utterance() {}

    /**
     * @param longest in characters; what is longer ends with the last whole sentence, or word, that fits
     * @param prompt of which it must repeat nothing but what she or the person said
     * @return empty where no words are left, or words of the prompt
     */
    static Optional<String> of(String raw, int longest, List<Line> prompt) {
        String start = raw.strip();
        String text = NEXT_SPEAKER.split(start.substring(0, Math.min(LONGEST, start.length())), 2)[0].strip();
        text = REMARK.split(text, 2)[0].strip();
        text = PREAMBLE.matcher(text).replaceFirst("");
        text = DIRECTION.matcher(text).replaceAll("").strip();
        String before = "";
        for (int layer = 0; layer < MOST_LAYERS && !text.equals(before); layer++) {
            before = text;
            text = LABEL.matcher(text).replaceFirst("");
            text = DIRECTION_FIRST.matcher(text).replaceFirst("");
            text = DIRECTION_LAST.matcher(text).replaceFirst("");
            text = unquoted(text).strip();
        }
        boolean odd = QUOTE.matcher(text).results().count() % 2 == 1;
        text = odd ? withoutQuotes(text) : text;
        text = fitting(text, longest);
        boolean speaks = text.codePoints().filter(Character::isLetter).count() >= SHORTEST;
        return speaks && !NO_PERSON.matcher(start).find() && !repeats(text, prompt)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Where there are marks around it, also without those around its parts. */
    private static String unquoted(String text) {
        boolean around = text.length() >= 2 && isQuote(text.charAt(0)) && isQuote(text.charAt(text.length() - 1));
        return around ? withoutQuotes(text.substring(1, text.length() - 1)) : text;
    }

    private static String withoutQuotes(String text) {
        return QUOTE.matcher(text).replaceAll("").replaceAll(" {2,}", " ").strip();
    }

    private static boolean isQuote(char sign) {
        return OPENING.indexOf(sign) >= 0;
    }

    private static String fitting(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String sentences = upTo(BreakIterator.getSentenceInstance(Locale.ROOT), text, longest);
        return sentences.isEmpty()
                ? upTo(BreakIterator.getWordInstance(Locale.ROOT), text, longest - 1) + "…"
                : sentences;
    }

    private static String upTo(BreakIterator breaks, String text, int longest) {
        breaks.setText(text);
        int end = breaks.preceding(longest + 1);
        return end == BreakIterator.DONE ? "" : text.substring(0, end).strip();
    }

    private static boolean repeats(String text, List<Line> prompt) {
        Set<String> said = shingles(text);
        return prompt.stream()
                .filter(line -> line.role() == Line.Role.SYSTEM)
                .anyMatch(line -> shingles(line.content()).stream().anyMatch(said::contains));
    }

    private static Set<String> shingles(String text) {
        List<String> words = Arrays.stream(NOT_A_WORD.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + SHINGLE <= words.size(); i++) {
            shingles.add(String.join(" ", new ArrayList<>(words.subList(i, i + SHINGLE))));
        }
        return shingles;
    }
}
