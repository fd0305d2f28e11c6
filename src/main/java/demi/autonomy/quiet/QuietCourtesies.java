package demi.autonomy.quiet;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that change nothing of what somebody asks for. */
final class QuietCourtesies {

    /** Changes nothing wherever it stands. */
    private static final Set<String> COURTESIES = Set.of(
            "please",
            "pls",
            "plz",
            "pleas",
            "kindly",
            "just",
            "now",
            "demi",
            "hey",
            "hi",
            "hello",
            "ok",
            "okay",
            "oh",
            "well",
            "so",
            "then",
            "thanks",
            "thx",
            "sorry",
            "yes",
            "yeah",
            "dear",
            "honey",
            "liebling",
            "schatz",
            "love",
            "darling",
            "sweetie",
            "and",
            "but",
            "really",
            "only",
            "bitte",
            "mal",
            "doch",
            "jetzt",
            "einfach",
            "dann",
            "also",
            "halt",
            "ja",
            "nur",
            "danke",
            "hallo",
            "und",
            "aber",
            "liebe",
            "lieber",
            "mir zuliebe",
            "eben",
            "erstmal",
            "vorerst",
            "gerade");

    private static final Pattern PHRASES = Pattern.compile(
            "\\b(?:thank you|thanks a lot|my (?:dear|love|darling|friend)|mein (?:schatz|liebling)|meine (?:liebe|gute|süße)|until later|bis (?:später|nachher)|for now|right now|(?:for )?a (?:little )?(?:while|bit|moment)|if you (?:can|don't mind|would)|would you|vielen dank|(?:für )?(?:eine weile|ein weilchen|eine zeit lang|ein bisschen)|erst mal|wenn es geht)\\b",
            Pattern.UNICODE_CASE);

    private QuietCourtesies() {}

    /** What is left of the words. */
    static String without(String words) {
        String without = PHRASES.matcher(words).replaceAll(" ").strip();
        return String.join(
                " ",
                List.of(without.split("\\s+", -1)).stream()
                        .filter(word -> !COURTESIES.contains(word) && !word.isEmpty())
                        .toList());
    }
}
