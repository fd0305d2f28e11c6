package demi.util;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A long text in pieces that fit: cut between paragraphs, sentences or words, code fences closed and opened again. */
public final class MessageSplitter {

    /** Discord's limit of a description is 4,096. */
    static final int LONGEST = 4_000;

    private static final String FENCE = "```";
    private static final Pattern LANGUAGE = Pattern.compile("```([\\w+#.-]{0,30})\\n");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…][\"')*_»”]*\\s|[。！？｡][\"')*_»”」』）］】〉》]*");

    private final List<String> pieces = new ArrayList<>();
    private final int longest;
    private String rest;

    private MessageSplitter(String text, int longest) {
        this.rest = text;
        this.longest = longest;
    }

    public static List<String> of(String text) {
        return of(text, LONGEST);
    }

    /** @param longest piece, at least 100 */
    public static List<String> of(String text, int longest) {
        MessageSplitter pieces = new MessageSplitter(text.strip(), longest);
        while (pieces.rest.length() > longest) {
            pieces.cut();
        }
        if (!pieces.rest.isBlank() || pieces.pieces.isEmpty()) {
            pieces.pieces.add(pieces.rest);
        }
        return pieces.pieces;
    }

    private void cut() {
        // Room for the fence that may have to be closed.
        int limit = avoidFence(longest - FENCE.length() - 1);
        int fence = openFence(limit);
        if (fence > longest / 2) {
            cutProse(fence);
        } else if (fence >= 0) {
            cutCode(fence, limit);
        } else {
            cutProse(avoidCodeBlock(proseCut(limit)));
        }
    }

    /** The same, or the end of the block of code that it is in the middle of. */
    private int avoidCodeBlock(int cut) {
        int open = openFence(cut);
        return open < 0 ? cut : rest.indexOf(FENCE, open + FENCE.length()) + FENCE.length();
    }

    /** The same, or less where that would be in the middle of a fence. */
    private int avoidFence(int limit) {
        int at = rest.indexOf(FENCE);
        while (at >= 0 && at + FENCE.length() <= limit) {
            at = rest.indexOf(FENCE, at + FENCE.length());
        }
        return at >= 0 && at < limit ? at : limit;
    }

    /** Where the fence begins that is open at {@code limit}; -1 where none is. */
    private int openFence(int limit) {
        int open = -1;
        for (int at = rest.indexOf(FENCE); at >= 0 && at < limit; at = rest.indexOf(FENCE, at + FENCE.length())) {
            open = open < 0 ? at : -1;
        }
        return open;
    }

    private void cutProse(int at) {
        pieces.add(rest.substring(0, at).stripTrailing());
        String after = rest.substring(at);
        // Spaces at the beginning of a line may be what a list is made of.
        rest = after.startsWith("\n") ? after.replaceFirst("^\\s*\\n", "") : after.stripLeading();
    }

    private void cutCode(int fence, int limit) {
        Matcher language = LANGUAGE.matcher(rest).region(fence, rest.length());
        String opening = language.lookingAt() ? language.group() : FENCE + "\n";
        int begins = fence + (language.lookingAt() ? opening.length() : FENCE.length());
        int line = rest.lastIndexOf('\n', limit);
        boolean atLine = line > begins;
        int inside = avoidGrapheme(limit);
        // What seems to be one character and fills all of it is cut all the same.
        int at = atLine ? line : inside > begins ? inside : limit;
        pieces.add(rest.substring(0, at) + "\n" + FENCE);
        String after = rest.substring(atLine ? at + 1 : at);
        // Where the block ends right here there is nothing to open again.
        rest = after.startsWith(FENCE) ? after.substring(FENCE.length()).stripLeading() : opening + after;
    }

    /** The best place for a cut up to {@code limit}; not so early that a piece is nearly empty, if it can be helped. */
    private int proseCut(int limit) {
        int least = limit / 3;
        int paragraph = rest.lastIndexOf("\n\n", limit);
        if (paragraph > least) {
            return paragraph;
        }
        int line = rest.lastIndexOf('\n', limit);
        if (line > least) {
            return line;
        }
        int sentence = -1;
        Matcher ends = SENTENCE_END.matcher(rest).region(0, Math.min(rest.length(), limit));
        while (ends.find()) {
            sentence = avoidGrapheme(ends.end()) == ends.end() ? ends.end() : sentence;
        }
        if (sentence > least) {
            return sentence;
        }
        int word = limit;
        while (word > least && !(Character.isWhitespace(rest.charAt(word)) && avoidGrapheme(word + 1) == word + 1)) {
            word--;
        }
        return word > least ? word : avoidGrapheme(limit);
    }

    /** Not in the middle of a character. */
    private int avoidGrapheme(int at) {
        return Graphemes.boundary(rest, at);
    }
}
