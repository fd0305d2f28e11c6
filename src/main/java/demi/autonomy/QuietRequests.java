package demi.autonomy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say when they want no messages, or want them again; in small letters, without signs and without a time. */
final class QuietRequests {

    /**
     * @param takesBack whether she may write again
     * @param forGood whether no end is meant where none is named
     */
    record Kind(boolean takesBack, boolean forGood, boolean german) {}

    private record Form(Pattern words, Kind kind, boolean onlyWithTime) {}

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
            "\\b(?:thank you|thanks a lot|for now|right now|(?:for )?a (?:little )?(?:while|bit|moment)|if you (?:can|don't mind|would)|would you|vielen dank|(?:für )?(?:eine weile|ein weilchen|eine zeit lang|ein bisschen)|erst mal|wenn es geht)\\b",
            Pattern.UNICODE_CASE);

    private static final Pattern ASKS = Pattern.compile(
            "^(?:can|could|would|will|kannst|könntest|würdest|magst|please|bitte)\\b.*|.*\\b(?:please|pls|ok|okay|bitte|ja)$");

    private static final Pattern PLEASE = Pattern.compile("\\b(?:please|pls|plz|kindly|bitte)\\b");

    private static final String WRITING =
            "(?:messag(?:e|es|ing)|text(?:s|ing)?|writ(?:e|ing)|ping(?:s|ing)?|bother(?:ing)?|disturb(?:ing)?|contact(?:ing)?|call(?:s|ing)?|talk(?:ing)? to(?= me)|notify(?:ing)?|spam(?:ming)?|notifications?|check-?ins?|reach(?:ing)? out|check(?:ing)? in)";
    private static final String ME = "(?: to| at| with| on)?(?: me)?(?: first)?(?: from you)?(?: again)?";
    private static final String WILL_YOU =
            "(?:(?:can|could|would|will) you |i(?:'d like| would like| need| want) you to |you (?:should|must|have to|need to) |do )?";
    private static final String NOT =
            "(?:do not|don't|dont|not|you (?:must not|mustn't|should not|shouldn't|can't|cannot|may not|should never)|stop|quit|cease|hold off(?: on)?|refrain from|avoid|pause)";
    private static final String SOME =
            "(?:some |any |a little |a bit of |my |your |the |all |more |a |to get |to receive |to hear |to be )*";
    private static final String KANNST_DU =
            "(?:(?:kannst|könntest|würdest|magst|willst) du |du sollst |ich (?:will|möchte) dass du )?";
    private static final String NICHT = "(?:nicht|nichts|nix|keine nachrichten?|nimmer)";

    private static final Kind EN = new Kind(false, false, false);
    private static final Kind EN_FOR_GOOD = new Kind(false, true, false);
    private static final Kind DE = new Kind(false, false, true);
    private static final Kind DE_FOR_GOOD = new Kind(false, true, true);
    private static final Kind EN_BACK = new Kind(true, false, false);
    private static final Kind DE_BACK = new Kind(true, false, true);

    private static final List<Form> FORMS = List.of(
            form(
                    EN_BACK,
                    "(?:you(?:'re| are) (?:allowed|free) to |you (?:can|may) |feel free to |it(?:'s| is) (?:ok|fine) to |go ahead and )?"
                            + "(?:write|talk|text|message|ping)(?: to)?(?: me)?(?: first)? again"),
            form(
                    EN_BACK,
                    "(?:you can )?stop being (?:quiet|silent)|unmute(?: yourself)?|(?:the )?quiet(?: time)? is over"),
            form(
                    EN_BACK,
                    "(?:you (?:don't|do not|dont) (?:have|need) to be|you needn't be|no need to be|no need to stay) (?:quiet|silent)(?: any longer)?"),
            form(
                    DE_BACK,
                    "du (?:darfst|kannst) (?:mir |dich )?(?:gerne? |ruhig )?wieder (?:was |etwas )?(?:schreiben|melden|reden)"),
            form(DE_BACK, "(?:schreibe?|meld|melde) (?:mir|dich) (?:gerne? |ruhig )?wieder"),
            form(
                    DE_BACK,
                    "du (?:musst|brauchst) nicht (?:mehr )?(?:still|ruhig|leise|stumm) (?:zu )?(?:sein|bleiben)|(?:die )?ruhe(?:zeit)? ist (?:vorbei|um|zu ende)"),
            form(EN_FOR_GOOD, WILL_YOU + "(?:stop|quit|cease|no more) (?:with )?" + SOME + WRITING + ME),
            form(EN, WILL_YOU + "(?:be|stay|keep|remain|go) (?:quiet|silent)(?: for me)?"),
            form(EN, WILL_YOU + "(?:leave|let) me (?:alone|be|in peace)"),
            form(EN, WILL_YOU + NOT + " (?:with )?" + SOME + WRITING + ME),
            form(EN, WILL_YOU + "give me " + SOME + "(?:peace|quiet|space|silence)(?:(?: and)? quiet)?"),
            form(
                    EN,
                    "i(?:'d like| would like|'d love| need| want) " + SOME
                            + "(?:peace|quiet|space|silence|(?:left )?alone|alone time|time alone|time for myself)(?:(?: and)? quiet)?"),
            form(
                    EN,
                    "i (?:do not|don't|dont) want " + SOME
                            + "(?:you to )?(?:messages|texts|notifications|pings|disturbed|bothered|from you|" + WRITING
                            + ME + ")(?: from you)?"),
            form(EN, "do not disturb(?: mode)?|(?:mute|silence) (?:yourself|the messages|notifications)|radio silence"),
            timed(EN, "(?:no|never|no more) " + SOME + WRITING + ME),
            timed(EN, WILL_YOU + "give me " + SOME + "(?:rest|break|time)(?: alone| off)?"),
            timed(EN, "silence|quiet|peace|peace and quiet|shush|hush"),
            form(DE, KANNST_DU + "(?:sei|bleibe?|seid) (?:still|ruhig|leise|stumm)"),
            form(DE, KANNST_DU + "(?:still|ruhig|leise|stumm) (?:sein|bleiben|bist|bleibst)"),
            form(DE, "lass(?:e|t)? mich (?:in ruhe|in frieden|alleine?|zufrieden)"),
            form(DE, KANNST_DU + "mich (?:in ruhe|alleine?|in frieden) (?:lassen|lässt)"),
            form(DE, "(?:schreibe?|schicke?|sende|texte) (?:mir |mich )?" + NICHT),
            form(
                    DE,
                    KANNST_DU + "(?:mir |mich )?" + NICHT
                            + " (?:schreiben|schicken|senden|melden|anschreiben|stören|schreibst|störst)"),
            form(DE, "störe? mich (?:nicht|nimmer)|melde? dich (?:nicht|nimmer)"),
            form(DE, KANNST_DU + "dich nicht melden"),
            form(
                    DE_FOR_GOOD,
                    "höre? auf(?: damit)? (?:mir zu schreiben|mich zu (?:stören|nerven|belästigen)|zu schreiben)"),
            form(DE, "gib mir (?:etwas |ein wenig |meine |eine )?(?:ruhe|pause)"),
            form(
                    DE,
                    "ich (?:brauche?|will|möchte|hätte gerne?|bräuchte) (?:etwas |meine |ein wenig |endlich )*ruhe(?: haben)?"),
            form(
                    DE,
                    "ich (?:will|möchte) (?:nicht gestört werden|keine nachrichten(?: bekommen| haben)?|alleine? sein|in ruhe gelassen werden)"),
            timed(DE, "keine nachrichten|funkstille|ruhe|nicht stören|still sein"));

    private QuietRequests() {}

    private static Form form(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, false);
    }

    /** Too short to be one without a time, or a courtesy. */
    private static Form timed(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, true);
    }

    /**
     * @param question whether it is asked rather than told
     * @param timed whether there was a time beside it
     * @return null where it is no such thing
     */
    static @Nullable Kind of(String words, boolean question, boolean timed) {
        if (question && !ASKS.matcher(words).matches()) {
            return null;
        }
        String bare = bare(words);
        boolean polite = timed || PLEASE.matcher(words).find();
        return FORMS.stream()
                .filter(form -> !form.onlyWithTime() || polite)
                .filter(form -> form.words().matcher(bare).matches())
                .findFirst()
                .map(Form::kind)
                .orElse(null);
    }

    static boolean isCourtesy(String clause) {
        return bare(String.join(" ", QuietTimes.tokens(clause))).isEmpty();
    }

    private static String bare(String words) {
        String without = PHRASES.matcher(words).replaceAll(" ").strip();
        return String.join(
                " ",
                List.of(without.split("\\s+", -1)).stream()
                        .filter(word -> !COURTESIES.contains(word) && !word.isEmpty())
                        .toList());
    }
}
