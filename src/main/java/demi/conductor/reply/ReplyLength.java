package demi.conductor.reply;

/** How many tokens a reply may take, so that one that does not end by itself does not go on for minutes. */
public final class ReplyLength {

    private static final int PER_WORD = 3;
    /** For what stands around the words, and to come to an end. */
    private static final int MARGIN = 48;
    /** To somebody in distress, or worried about one, she says all of it, and a number to call. */
    private static final int CARING_WORDS = 160;

    private static final String FENCE = "```";

    private ReplyLength() {}

    /**
     * @param words aimed for
     * @param cares whether they need care
     * @param said the person's words, in the language and script of which she answers
     * @param before what she said last, empty where nothing
     * @param longest of all replies
     */
    public static int tokens(int words, boolean cares, String said, String before, int longest) {
        if (said.contains(FENCE) || before.contains(FENCE)) {
            // They speak of code, which takes what it takes.
            return longest;
        }
        int aimed = cares ? Math.max(words, CARING_WORDS) : words;
        double cost = Math.max(cost(said), cost(before));
        return Math.max(1, Math.min(longest, (int) Math.ceil(aimed * PER_WORD * cost) + MARGIN));
    }

    /**
     * How much dearer a word is than one in plain Latin letters: tokenizers that do not know a script take a token for a
     * byte of it, and two or three bytes for a letter.
     */
    private static double cost(String text) {
        int[] letters = text.codePoints().filter(Character::isLetter).toArray();
        double bytes = 0;
        for (int letter : letters) {
            bytes += letter < 0x80 ? 1 : letter < 0x800 ? 2 : 3;
        }
        return letters.length == 0 ? 1 : Math.pow(2, bytes / letters.length - 1);
    }
}
