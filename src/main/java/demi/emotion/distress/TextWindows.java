package demi.emotion.distress;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as windows of words: its sentences, the short ones with the next, the long ones in parts that overlap. Beside words there are marks: {@code ?}, {@code "} and {@code haha} for faces that laugh.
 */
final class TextWindows {

    /** A sentence of fewer words is read with the next. */
    private static final int SHORT = 4;

    static final int LONG = 40;
    private static final int STEP = 20;

    private final List<List<String>> windows = new ArrayList<>();
    private final List<List<String>> sentences = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> sentence = new ArrayList<>();

    private TextWindows() {}

    /** @param clean of {@link CleanText} */
    static List<List<String>> of(String clean) {
        TextWindows text = new TextWindows();
        text.read(clean);
        text.join();
        return text.windows;
    }

    /** All of it as one. */
    static List<String> words(String clean) {
        TextWindows text = new TextWindows();
        text.read(clean);
        return text.sentences.stream().flatMap(List::stream).toList();
    }

    private void read(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                word.appendCodePoint(point);
            } else if ("'’‘ʼ`´".indexOf(point) < 0) {
                endWord();
                mark(point);
            }
        }
        endWord();
        endSentence();
    }

    private void mark(int point) {
        if ("\"“”„«»".indexOf(point) >= 0) {
            sentence.add("\"");
        } else if (isLaughing(point)) {
            sentence.add("haha");
        } else if (".!?\n;…".indexOf(point) >= 0) {
            if (point == '?' && !sentence.isEmpty()) {
                sentence.add("?");
            }
            endSentence();
        }
    }

    /** Faces with tears of joy, grinning ones, and the skull that "dead" is said with. */
    private static boolean isLaughing(int point) {
        return point == 0x1F602 || point == 0x1F923 || point == 0x1F480 || (point >= 0x1F600 && point <= 0x1F606);
    }

    private void endWord() {
        if (!word.isEmpty()) {
            sentence.add(word.toString());
            word.setLength(0);
        }
    }

    private void endSentence() {
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
            sentence = new ArrayList<>();
        }
    }

    private void join() {
        List<String> open = new ArrayList<>();
        for (List<String> each : sentences) {
            open.addAll(each);
            if (open.size() >= SHORT) {
                cut(open);
                open = new ArrayList<>();
            }
        }
        if (!open.isEmpty()) {
            cut(open);
        }
    }

    private void cut(List<String> words) {
        for (int from = 0; from == 0 || from + STEP < words.size(); from += STEP) {
            windows.add(words.subList(from, Math.min(words.size(), from + LONG)));
        }
    }
}
