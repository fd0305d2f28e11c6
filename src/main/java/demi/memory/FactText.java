package demi.memory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fact as a model writes it, brought to a sentence about the person in the third person. */
final class FactText {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 200;

    private static final Pattern LIST_MARK = Pattern.compile("^(?:[-*•>]|\\d{1,2}[.):])\\s+");
    private static final Pattern SUBJECT =
            Pattern.compile("^(?:the |this )?(?:user|person)(?<own>['’]s)?[ ,:]+(?=\\S)", Pattern.CASE_INSENSITIVE);
    /** Neither the person nor anybody whom they tell of: her, or whoever reads this. */
    private static final Pattern NOT_THEM = Pattern.compile(
            "\\b(?:demi|you|your|yours|yourself|du|dich|dir|dein\\w{0,2}|assistant|language model)\\b",
            Pattern.CASE_INSENSITIVE);
    /** What happens in the talk itself. */
    private static final Pattern OF_THE_TALK = Pattern.compile(
            "^(?:(?:they|he|she) )?(?:(?:is|are|was|were|has|have) )?(?:just )?(?:ask(?:s|ed|ing)|sa(?:ys|id|ying)|say|tell(?:s|ing)?|told|thank(?:s|ed|ing)?|greet(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|wr(?:ote|ites|iting)|express(?:es|ed|ing)?|mention(?:s|ed|ing)?|talk(?:s|ed|ing)? (?:to|about)|want(?:s)? to know|would like to know|respond(?:s|ed|ing)?|send(?:s|ing)?|sent)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FIRST_PERSON =
            Pattern.compile("\\b(?:(?i:i|i['’]\\w{1,2}|me|my|mine|myself|we|our|ours)|us)\\b");
    /** Whoever speaks of themselves in German; turning that would take its verbs along. */
    private static final Pattern ICH =
            Pattern.compile("\\b(?:ich|mich|mir|mein\\w{0,2}|wir|uns|unser\\w{0,2})\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern PASSING = Pattern.compile(
            "^(?:(?:they|he|she) )?(?:is|are|was|were|feels?|felt|seems?|am|sounds?|looks?|ist|fühlt sich)(?: (?:feeling|being|very|so|really|quite|a bit|a little|currently|now|just|not|sehr|gerade|heute|today))* "
                    + "(?:happy|sad|tired|angry|calm|fine|good|okay|ok|great|well|bad|bored|hungry|thirsty|excited|nervous|stressed|anxious|lonely|frustrated|proud|glad|busy|sleepy|exhausted|grateful|thankful|curious|confused|relieved|worried|annoyed|upset|cold|hot|sick of|emotional|positive|negative|polite|kind|friendly|rude|interested|welcome|home|here|back|ready|müde|traurig|glücklich|wütend|froh)"
                    + "(?: (?:right now|now|today|tonight|currently|again|at the moment|this (?:morning|evening|afternoon|week)|about (?:it|this|that)|heute|gerade|jetzt))*[.! ]*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SENTENCE_START = Pattern.compile("(?<=[.!?] )\\p{Ll}");

    private static final Map<Pattern, String> TO_THIRD = toThird();

    private FactText() {}

    private static Map<Pattern, String> toThird() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("i['’]m|i am|we['’]re|we are", "they are");
        words.put("i was|we were", "they were");
        words.put("i['’]ve|i have|we['’]ve|we have", "they have");
        words.put("i['’]ll|we['’]ll", "they will");
        words.put("i['’]d|we['’]d", "they would");
        words.put("i|we", "they");
        words.put("my|our", "their");
        words.put("me", "them");
        words.put("mine|ours", "theirs");
        words.put("myself|ourselves", "themselves");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        // In capitals it is a country.
        patterns.put(Pattern.compile("\\bus\\b"), "them");
        words.forEach(
                (from, to) -> patterns.put(Pattern.compile("\\b(?:" + from + ")\\b", Pattern.CASE_INSENSITIVE), to));
        return patterns;
    }

    /** Empty where it is no sentence about the person, or no lasting one. */
    static Optional<String> of(String raw) {
        String text = LIST_MARK.matcher(unquoted(clean(raw))).replaceFirst("");
        Matcher subject = SUBJECT.matcher(text);
        if (subject.find()) {
            String rest = text.substring(subject.end());
            text = subject.group("own") == null ? rest : "their " + rest;
        }
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || NOT_THEM.matcher(text).find()
                || ICH.matcher(text).find()
                || text.indexOf('?') >= 0) {
            return Optional.empty();
        }
        String third = capitalised(inThirdPerson(text));
        boolean lasting =
                !PASSING.matcher(third).matches() && !OF_THE_TALK.matcher(third).find();
        return lasting ? Optional.of(third) : Optional.empty();
    }

    private static String inThirdPerson(String text) {
        if (!FIRST_PERSON.matcher(text).find()) {
            return text;
        }
        String third = text;
        for (Map.Entry<Pattern, String> each : TO_THIRD.entrySet()) {
            third = each.getKey().matcher(third).replaceAll(each.getValue());
        }
        return SENTENCE_START.matcher(third).replaceAll(start -> start.group().toUpperCase(Locale.ROOT));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && "\"'“„«".indexOf(text.charAt(0)) >= 0;
        return quoted ? text.substring(1).replaceAll("[\"'”“»]+$", "") : text;
    }

    private static String capitalised(String text) {
        int first = text.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toUpperCase(first))
                .append(text.substring(Character.charCount(first)))
                .toString();
    }

    /** On one line, without what is no character. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Cf}\\p{Co}\\p{Z}\\s]+", " ").strip();
    }
}
