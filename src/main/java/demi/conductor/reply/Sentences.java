package demi.conductor.reply;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where sentences end, for replies that do not end by themselves. */
public final class Sentences {

    /** Also those that {@link BreakIterator} does not know: of Indic, Arabic, Ethiopic and other scripts. */
    private static final String ENDS = ".!?…。！？｡।॥؟۔։።፧၊။។";

    private static final String CLOSERS = "\"'”’»)]*_`~";
    private static final String FENCE = "```";
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?i).*\\b(?:dr|mr|mrs|ms|prof|vs|nr|bzw|ca|e\\.g|i\\.e|z\\. ?b|u\\. ?a|d\\. ?h)\\.", Pattern.DOTALL);

    /** Of a list whose next entry never came. */
    private static final Pattern LIST_MARK = Pattern.compile("\\n[ \\t]*(?:\\d{1,3}[.)]|[-*•])$");

    private Sentences() {}

    /**
     * A reply that was cut off, without its last, unfinished sentence; where it has no other, without the last word and
     * with dots. A fence of code is closed behind its last whole line.
     */
    public static String whole(String cut) {
        String text = cut.strip();
        int fence = openFence(text);
        if (fence >= 0) {
            int lastLine = text.lastIndexOf('\n');
            return lastLine > text.indexOf('\n', fence)
                    ? text.substring(0, lastLine).stripTrailing() + "\n" + FENCE
                    : fence == 0 ? "" : whole(text.substring(0, fence));
        }
        int end = lastEnd(text);
        return end > 0
                ? LIST_MARK
                        .matcher(text.substring(0, end).strip())
                        .replaceFirst("")
                        .stripTrailing()
                : wholeWords(text);
    }

    /** At most so many characters of it: whole sentences, or words and dots. */
    public static String fitting(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String shown = text.substring(0, longest);
        int end = lastEnd(shown);
        return end > 0 ? shown.substring(0, end).strip() : wholeWords(text.substring(0, longest - 1));
    }

    /** Each with the space behind it; none goes on over a line's end. */
    static List<String> of(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("(?<=\n)", -1)) {
            breaks.setText(line);
            int from = breaks.first();
            for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
                sentences.add(line.substring(from, to));
                from = to;
            }
        }
        return sentences;
    }

    /** Behind the last whole sentence or line; 0 where there is none. */
    private static int lastEnd(String text) {
        int end = 0;
        int from = 0;
        for (String sentence : of(text)) {
            boolean line = sentence.endsWith("\n") && !sentence.isBlank();
            int within = line || endsHere(sentence) ? sentence.length() : endWithin(sentence);
            end = within > 0 ? from + within : end;
            from += sentence.length();
        }
        while (end > 0 && end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean endsHere(String sentence) {
        int at = sentence.stripTrailing().length();
        while (at > 0 && CLOSERS.indexOf(sentence.charAt(at - 1)) >= 0) {
            at--;
        }
        return at > 0
                && ENDS.indexOf(sentence.charAt(at - 1)) >= 0
                && !ABBREVIATION.matcher(sentence.substring(0, at)).matches();
    }

    /** Of the ends that a {@link BreakIterator} passes over: of some scripts, and before a small letter. */
    private static int endWithin(String sentence) {
        for (int i = sentence.length(); i > 0; i--) {
            char c = sentence.charAt(i - 1);
            boolean others = c > 0x7f && c != '…' && ENDS.indexOf(c) >= 0;
            if (others || ((c == '.' || c == '!' || c == '?') && isBehindWord(sentence, i - 1))) {
                return i;
            }
        }
        return 0;
    }

    /** Before a space, and not behind an abbreviation such as "e.g." or "Dr.". */
    private static boolean isBehindWord(String sentence, int at) {
        if (at + 1 >= sentence.length() || !Character.isWhitespace(sentence.charAt(at + 1))) {
            return false;
        }
        int letters = 0;
        while (letters < at && Character.isLetter(sentence.charAt(at - 1 - letters))) {
            letters++;
        }
        boolean inner = letters < at && sentence.charAt(at - 1 - letters) == '.';
        return sentence.charAt(at) != '.' || (letters > 2 && !inner);
    }

    private static String wholeWords(String text) {
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(text);
        int end = text.isEmpty() ? 0 : breaks.preceding(text.length());
        String words = text.substring(0, Math.max(0, end)).strip();
        return words.isEmpty() ? "" : words + "…";
    }

    /** Where the fence begins that is not closed; -1 where none is. */
    private static int openFence(String text) {
        int open = -1;
        int at = 0;
        for (String line : text.split("\n", -1)) {
            if (line.stripLeading().startsWith(FENCE)) {
                open = open < 0 ? at : -1;
            }
            at += line.length() + 1;
        }
        return open;
    }
}
