package demi.memory.house;

import demi.api.store.MemoryStore.Resident;
import java.util.regex.Pattern;

/**
 * Whether a message asks what others of the house did, said or are: "Did anybody feed the cat?", "Hat jemand angerufen?", "What
 * did Bob tell you?". In doubt it does: then she is told what she may say of others, and no more than that.
 */
final class HouseQuestion {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String ANYBODY =
            "(?:any ?body|any ?one|some ?body|some ?one|every ?body|every ?one|no ?body|no one|any of (?:them|us|you|the others)|one of (?:them|us|the others)|the others|(?:irgend)?jemand(?:e[mn])?|irgendwer|niemand"
                    + "|alle|einer? von (?:uns|euch|ihnen|denen)|die anderen)";
    private static final String VERB =
            "(?:did|has|have|had|does|do|is|are|was|were|will|can|could|would|hat|haben|hatte|ist|sind|war|waren|wird|kann|will|weiß|weiss)";

    private static final Pattern OF_ANYBODY = Pattern.compile(
            "\\b" + VERB + "(?:n['’]t)?\\b(?: \\p{L}+){0,3} " + ANYBODY
                    + "\\b|\\b(?:if|whether|ob)\\b(?: \\p{L}+){0,2} " + ANYBODY + "\\b|\\b" + ANYBODY + "\\b.*\\?",
            FLAGS);
    private static final Pattern WHO = Pattern.compile(
            "\\b(?:who|wer)(?:['’]s| has| had| was| is| did| hat| ist| war)?\\b(?: \\p{L}+){0,6}? (?:fed|called|rang|phoned|told|said|asked|ate|eaten|took|taken|left|cleaned|locked|opened|closed|let|bought|brought|came|home|here|moved|broke|used|watered|cooked|washed|walked"
                    + "|gefüttert|angerufen|gesagt|erzählt|gefragt|gegessen|genommen|gelassen|geputzt|abgeschlossen|aufgemacht|zugemacht|gekauft|gebracht|gekommen|zuhause|daheim|da|kaputt\\p{L}*|gegossen|gekocht|gewaschen)\\b",
            FLAGS);
    /** "Did he say anything to you?", "Hat meine Frau etwas gesagt?" */
    private static final Pattern TOLD = Pattern.compile(
            "\\b" + VERB
                    + "(?:n['’]t)? (?:he|she|they|my \\p{L}+|the \\p{L}+|er|sie|mein\\p{L}* \\p{L}+|die \\p{L}+|der \\p{L}+)\\b.{0,40}\\b(?:say|said|tell|told|talk\\p{L}*|mention\\p{L}*|write|written|ask|asked|complain\\p{L}*|confess\\p{L}*|told you|gesagt|erzählt|geschrieben|erwähnt|gefragt|gesprochen|beschwert)\\b",
            FLAGS);
    /** Of the world at large. */
    private static final Pattern AT_LARGE =
            Pattern.compile("\\b(?:ever been|in the world|in history|on earth|on mars|auf der welt|jemals)\\b", FLAGS);

    private static final Pattern ASKS = Pattern.compile(
            "[?？]|^\\W*(?:(?:hey|hi|hello|demi|so|and|say|tell me|na|sag mal|und|hallo)[ ,]+)*(?:" + VERB
                    + "|who|what|where|when|how|why|wer|was|wo|wann|wie|warum)(?:['’]s)?\\b|\\b(?:do you know|i wonder|weißt du|weisst du|ich frage mich|tell me|sag mir|erzähl mir)\\b",
            FLAGS);

    private static final Pattern LEFT_OUT = Pattern.compile("\\b" + ANYBODY + "\\b|\\b(?:house|haus)\\b", FLAGS);

    private HouseQuestion() {}

    static boolean isOne(String text, Residents residents, String asker) {
        return ASKS.matcher(text).find() && (mayBe(text) || namesOthers(text, residents, asker));
    }

    /** The same as far as it can be told without names. */
    private static boolean mayBe(String text) {
        return ASKS.matcher(text).find()
                && !AT_LARGE.matcher(text).find()
                && (OF_ANYBODY.matcher(text).find()
                        || WHO.matcher(text).find()
                        || TOLD.matcher(text).find());
    }

    private static boolean namesOthers(String text, Residents residents, String asker) {
        return residents.namedIn(text).stream().map(Resident::userId).anyMatch(id -> !id.equals(asker));
    }

    /** What is looked for: "anybody" is in no answer. */
    static String subject(String text) {
        return LEFT_OUT.matcher(text).replaceAll(" ");
    }
}
