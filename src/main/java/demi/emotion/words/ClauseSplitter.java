package demi.emotion.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text as clauses of plain words: lower case, no accents, apostrophes closed up ({@code don't} is {@code dont}). */
public final class ClauseSplitter {
    private ClauseSplitter() {}

    /** One pass, so the work grows with the text's length and with nothing else. */
    public static List<List<String>> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<List<String>> clauses = new ArrayList<>();
        List<String> clause = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= plain.length(); i++) {
            char c = i < plain.length() ? plain.charAt(i) : '\n';
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (!closesUp(c)) {
                if (!word.isEmpty()) {
                    clause.add(word.toString());
                    word.setLength(0);
                }
                if (endsClause(c) && !clause.isEmpty()) {
                    clauses.add(List.copyOf(clause));
                    clause.clear();
                }
            }
        }
        return clauses;
    }

    private static boolean closesUp(char c) {
        return "'’‘ʼ`´".indexOf(c) >= 0 || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean endsClause(char c) {
        return ".,;:!?()\n—–…\"“”".indexOf(c) >= 0;
    }
}
