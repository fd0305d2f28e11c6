package demi.emotion.distress;

import java.text.Normalizer;
import java.util.Locale;

/** Words as they are meant: nothing invisible in them, no letters of another script that look alike, none drawn out. */
final class CleanText {

    private static final int MOST_ALIKE = 2;

    /** Cyrillic and Greek, and the Latin letters that they pass for. */
    private static final String LOOKS = "аеорсухікмтνοι";

    private static final String LATIN = "aeopcyxikmtvoi";

    private CleanText() {}

    /** In lower case. One pass after normalization, so the work grows with the text's length and with nothing else. */
    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder clean = new StringBuilder(plain.length());
        int alike = 0;
        int last = -1;
        boolean latin = false;
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            i += Character.charCount(point);
            int type = Character.getType(point);
            if (type == Character.FORMAT || type == Character.NON_SPACING_MARK || isFiller(point)) {
                continue;
            }
            int look = latin || nextIsLatin(plain, i) ? LOOKS.indexOf(point) : -1;
            int letter = look < 0 ? point : LATIN.charAt(look);
            latin = letter < 0x80 && Character.isLetter(letter);
            alike = letter == last ? alike + 1 : 1;
            last = letter;
            if (alike > MOST_ALIKE && Character.isLetter(letter)) {
                if (alike == MOST_ALIKE + 1) {
                    clean.setLength(clean.length() - Character.charCount(letter));
                }
            } else {
                clean.appendCodePoint(letter);
            }
        }
        return clean.toString();
    }

    /** Blank letters of Hangul and Braille, which are letters by category. */
    private static boolean isFiller(int point) {
        return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x2800;
    }

    private static boolean nextIsLatin(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 && Character.isLetter(text.charAt(at));
    }
}
