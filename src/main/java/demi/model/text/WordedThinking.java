package demi.model.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Thinking that no token tells of, only words: as some models write it, and as tools print it.
 *
 * @param closing what stands between it and the reply
 * @param onItsLine whether that begins a line
 */
record WordedThinking(Pattern opening, Pattern closing, boolean onItsLine) {

    private static final int LONGEST = 96;

    private static final String THOUGHTS =
            "(?:(?:my|inner|internal|private) )?(?:thinking|thoughts?|thought process|thinking process"
                    + "|reasoning|monologue|analysis|chain of thought|scratchpad)";
    /** Of what a plan speaks that is one for the reply; "Plan: pizza, then couch" is none. */
    private static final String OF_A_REPLY =
            "(?:user|they|them|their|respond|reply|answer|acknowledge|ask|greet|tone|jok\\w*|sarcas\\w*|teas\\w*|comfort|empath\\w*"
                    + "|mention|keep (?:it|this)|playful|humou?r|persona|demi)\\b";

    private static final String ANSWER =
            "(?:(?:(?:my|final|the) )?(?:response|answer|reply|output|message)|demi|assistant)";
    private static final String MARKS = "[*_]{0,3}";

    private static final List<WordedThinking> FORMS = List.of(
            // gpt-oss, when its special tokens were taken out
            of("(?:assistant)?analysis(?=[\\p{L}\\p{N}\"'“])", "assistantfinal", false, 0),
            // Granite
            of("Here is my thought process:", "Here is my response:", false, 0),
            // The command line of Ollama
            of(
                    "Thinking {0,2}(?:\\.{3}|…)[ \\t\\r]{0,8}\\n",
                    "(?:\\.{3}|…) {0,2}done thinking(?:\\.|…)?", false, Pattern.CASE_INSENSITIVE),
            of(
                    MARKS + THOUGHTS + MARKS + " ?:" + MARKS + "(?=\\s)",
                    MARKS + ANSWER + MARKS + " ?:" + MARKS + "(?=\\s|\\z)",
                    true,
                    Pattern.CASE_INSENSITIVE),
            of(
                    MARKS + "(?:my )?plan" + MARKS + " ?:" + MARKS + "(?=\\s[\\s\\S]{0,60}?\\b" + OF_A_REPLY + ")",
                    MARKS + ANSWER + MARKS + " ?:" + MARKS + "(?=\\s|\\z)",
                    true,
                    Pattern.CASE_INSENSITIVE),
            of(
                    "\\[(?:(?:inner|internal) )?" + THOUGHTS + "]",
                    "\\[/(?:(?:inner|internal) )?" + THOUGHTS + "]",
                    false,
                    Pattern.CASE_INSENSITIVE),
            of(
                    "(?:#{1,4} {0,2}|[*_]{2})" + MARKS + THOUGHTS + MARKS + " ?:?" + MARKS + " {0,4}\\n",
                    "(?:#{1,4} {0,2}|[*_]{2})" + MARKS + ANSWER + MARKS + " ?:?" + MARKS + " {0,4}(?:\\n|\\z)",
                    true,
                    Pattern.CASE_INSENSITIVE));

    private static WordedThinking of(String opening, String closing, boolean onItsLine, int flags) {
        return new WordedThinking(Pattern.compile(opening, flags), Pattern.compile(closing, flags), onItsLine);
    }

    /** @param length of its head; negative where more has to come before it is clear; 0 where none begins */
    record Begun(@Nullable WordedThinking form, int length) {}

    static Begun at(CharSequence text, int at, boolean all) {
        boolean undecided = false;
        for (WordedThinking form : FORMS) {
            int length = length(form.opening, text, at, all);
            if (length > 0) {
                return new Begun(form, length);
            }
            undecided |= length < 0;
        }
        return new Begun(null, undecided ? -1 : 0);
    }

    /** The same of its end. */
    int endsAt(CharSequence text, int at, boolean lineBegins, boolean all) {
        return onItsLine && !lineBegins ? 0 : length(closing, text, at, all);
    }

    private static int length(Pattern pattern, CharSequence text, int at, boolean all) {
        int to = Math.min(text.length(), at + LONGEST);
        Matcher matcher = pattern.matcher(text).region(at, to);
        boolean found = matcher.lookingAt();
        if (matcher.hitEnd() && !all && to == text.length()) {
            return -1;
        }
        return found ? matcher.end() - at : 0;
    }
}
