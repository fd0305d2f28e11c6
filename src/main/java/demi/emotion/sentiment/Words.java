package demi.emotion.sentiment;

import demi.emotion.words.ClauseSplitter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message without its quotations.
 *
 * @param closed its clauses with apostrophes closed up, as English has them: "dont"
 * @param open its clauses with apostrophes in between, as French has them: "t aime"; and without ß, and with "schoen", which
 *     without its dots would be "already"
 */
record Words(String text, List<List<String>> closed, List<List<String>> open) {

    private static final Pattern APOSTROPHE = Pattern.compile("['’‘ʼ`´]");

    private static final Pattern BEAUTIFUL =
            Pattern.compile("sch(?:ö|o\u0308)n", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    static Words of(String text) {
        String own = Quotations.without(text);
        List<List<String>> closed = ClauseSplitter.of(own);
        String apart = BEAUTIFUL
                .matcher(APOSTROPHE.matcher(own).replaceAll(" ").replace("ß", "ss"))
                .replaceAll("schoen");
        return new Words(own, closed, apart.equals(own) ? closed : ClauseSplitter.of(apart));
    }
}
