package demi.autonomy.quiet;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say when they want no messages, or want them again; in small letters, without signs and without a time. */
final class QuietRequests {

    /**
     * @param takesBack whether she may write again
     * @param forGood whether no end is meant where none is named
     */
    record Kind(boolean takesBack, boolean forGood, boolean german) {}

    /** What has to stand beside the words. */
    private enum Beside {
        ANYTHING,
        PLEASE_OR_TIME,
        TIME,
        NO_LATER_TIME
    }

    private record Form(Pattern words, Kind kind, Beside beside) {}

    private static final Pattern ASKS = Pattern.compile(
            "^(?:can|could|would|will|kannst|könntest|würdest|magst|please|bitte)\\b.*|.*\\b(?:please|pls|ok|okay|bitte|ja)$");

    private static final Pattern PLEASE = Pattern.compile("\\b(?:please|pls|plz|kindly|bitte)\\b");

    private static final String WRITING =
            "(?:messag(?:e|es|ing)|text(?:s|ing)?|writ(?:e|ing)|ping(?:s|ing)?|bother(?:ing)?|disturb(?:ing)?|contact(?:ing)?|call(?:s|ing)?|talk(?:ing)? to(?= me)|notify(?:ing)?|spam(?:ming)?|(?:bug(?:ging)?|annoy(?:ing)?|pester(?:ing)?|nag(?:ging)?|hassl(?:e|ing)|harass(?:ing)?|bombard(?:ing)?|pok(?:e|ing))(?= me)|notifications?|check-?ins?|reach(?:ing)? out|check(?:ing)? in)";
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

    private static final String WRITE_TO_ME =
            "(?:start )?(?:(?:write|talk|text|message|ping|contact|call|writing|texting|messaging|talking)(?: to)? me(?: first)?|(?:write|text))";
    private static final String YOU_MAY =
            "(?:you(?:'re| are) (?:allowed|free|welcome) to |you (?:can|may) |feel free to |it(?:'s| is) (?:ok|okay|fine|alright) to |go ahead and )?";
    private static final String ANY_TIME =
            " (?:when(?:ever)?(?: you (?:want|like|wish|feel like it))?|any ?time(?: you (?:want|like|wish))?|if you (?:want|like|wish)|as (?:much|often) as you (?:want|like))";
    private static final String WHENEVER = "(?: again(?:" + ANY_TIME + ")?|" + ANY_TIME + ")";
    private static final String READY =
            "(?:(?:i'm|im|i am)(?: all| finally)? (?:back|free|done|home|at home|awake|up|available|here|around|finished|ready|online|off work|out of (?:the |my )?\\p{L}+|done with \\p{L}+)(?: again)?"
                    + "|i (?:have|'ve got|got) (?:some )?time(?: again)?|(?:my|the) \\p{L}+ (?:is|are) (?:over|done|finished))";
    private static final String DARFST_DU =
            "(?:du )?(?:darfst|kannst)(?: du)? (?:mir |mich |dich )?(?:gerne? |ruhig |auch |bei mir )*";
    private static final String SCHREIBEN = "(?:was |etwas )?(?:schreiben|melden|reden|anschreiben|texten|anrufen)";
    private static final String JEDERZEIT =
            "(?: (?:wieder|jederzeit|immer|wann (?:immer )?du (?:willst|magst|möchtest)|wenn du (?:willst|magst|möchtest)))";
    private static final String BEREIT =
            "(?:(?:ich )?(?:bin|hab|habe|bin ich|hab ich|habe ich) (?:wieder |endlich |nun )*(?:da|zurück|frei|fertig|wach|zuhause|daheim|zu hause|erreichbar|online|verfügbar|zeit)"
                    + "|(?:meine?|die|der|das) \\p{L}+ ist (?:vorbei|rum|zu ende|geschafft))";
    private static final String SCHREIB =
            "(?:(?:schreibe?|texte?) mir|melde? dich)(?: gerne?| ruhig| wieder| bei mir)*";

    private static final List<Form> FORMS = List.of(
            form(
                    EN_BACK,
                    "(?:you(?:'re| are) (?:allowed|free) to |you (?:can|may) |feel free to |it(?:'s| is) (?:ok|fine) to |go ahead and )?"
                            + "(?:write|talk|text|message|ping|bother|bug)(?: to)?(?: me)?(?: first)? again"),
            form(
                    EN_BACK,
                    "(?:you can )?stop being (?:quiet|silent)|unmute(?: yourself)?|(?:the )?quiet(?: time)? is over"),
            form(
                    EN_BACK,
                    "(?:you (?:don't|do not|dont) (?:have|need) to be|you needn't be|no need to be|no need to stay) (?:quiet|silent)(?: any longer)?"),
            now(EN_BACK, YOU_MAY + WRITE_TO_ME + WHENEVER + "(?: " + READY + ")?"),
            now(EN_BACK, READY + " " + YOU_MAY + WRITE_TO_ME + WHENEVER + "?"),
            now(EN_BACK, YOU_MAY + WRITE_TO_ME + " " + READY),
            form(DE_BACK, DARFST_DU + "wieder " + SCHREIBEN),
            now(
                    DE_BACK,
                    BEREIT + " (?:" + DARFST_DU + "(?:wieder |jederzeit )?" + SCHREIBEN + "|" + SCHREIB + ")"
                            + JEDERZEIT + "*"),
            now(
                    DE_BACK,
                    "(?:" + DARFST_DU + "(?:wieder |jederzeit )?" + SCHREIBEN + "|" + SCHREIB + ")" + JEDERZEIT + "* "
                            + BEREIT),
            now(DE_BACK, SCHREIB + JEDERZEIT + "+|" + DARFST_DU + "(?:jederzeit |immer )" + SCHREIBEN),
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
            timed(
                    EN,
                    WILL_YOU
                            + "(?:shut (?:the \\p{L}+ )?up|stfu|shut it|zip it|pipe down|shut your (?:mouth|trap|face)|hold your tongue|keep your mouth shut|back off|buzz off|get lost|go away|stop (?:bugging|nagging|pestering|annoying))"),
            form(
                    EN,
                    "i (?:do not|don't|dont) (?:want|wanna) (?:to )?hear (?:a (?:word|peep|thing|sound)|anything) (?:from|out of) you|i want to hear nothing from you|not a (?:word|peep)(?: from you)?"),
            only(EN, "pause|break|time ?out|take a break|(?:go|be) (?:on )?mute"),
            only(DE, KANNST_DU + "(?:mache?|machst|machen) pause|pause machen"),
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
            form(
                    DE,
                    "(?:störe?|nerve?|belästige?|kontaktiere?|spamme?|bombardiere?|textet?|quatsche?|labere?|sprich|rufe?) mich (?:nicht|nimmer)(?: (?:voll|zu|an))?|melde? dich (?:nicht|nimmer)"),
            form(DE, KANNST_DU + "mich nicht (?:nerven|belästigen|anrufen|zutexten|vollquatschen|kontaktieren)"),
            timed(
                    DE,
                    "(?:" + KANNST_DU
                            + ")?(?:haltet? )?(?:die |deine?n? |den )?(?:klappe|mund|schnauze|fresse|rand|maul)(?: (?:zu|halten|hältst))?"),
            timed(
                    DE,
                    "nerve? (?:nicht|nimmer)|(?:geh|gehe) mir nicht auf (?:die nerven|den (?:keks|geist|sack|wecker|senkel))|kein (?:wort|mucks|ton)(?: von dir)?|schweige?|verschone? mich"),
            form(
                    DE,
                    "(?:ich (?:will|möchte|mag|brauche?)|(?:will|möchte|mag|brauche?) ich) (?:(?:nichts|nix|keinen (?:ton|mucks)|kein wort|keine nachrichten?) )von dir(?: (?:hören|lesen|bekommen|haben|sehen))?"),
            form(
                    DE_FOR_GOOD,
                    "höre? auf(?: damit)? mich (?:zu nerven|zuzutexten|vollzuquatschen|anzurufen)|höre? auf mit (?:den|deinen) nachrichten"),
            form(DE, KANNST_DU + "dich nicht melden"),
            form(
                    DE_FOR_GOOD,
                    "höre? auf(?: damit)? (?:mir zu schreiben|mich zu (?:stören|nerven|belästigen)|zu schreiben)"),
            form(DE, "gib mir (?:etwas |ein wenig |meine |eine )?(?:ruhe|pause)"),
            form(
                    DE,
                    "(?:ich (?:brauche?|will|möchte|hätte gerne?|bräuchte)|(?:brauche?|will|möchte|hätte|bräuchte) ich) (?:etwas |meine |ein wenig |endlich )*ruhe(?: haben)?"),
            form(
                    DE,
                    "(?:ich (?:will|möchte)|(?:will|möchte) ich) (?:nicht gestört werden|keine nachrichten(?: bekommen| haben)?|alleine? sein|in ruhe gelassen werden)"),
            timed(DE, "keine nachrichten|funkstille|sendepause|ruhe|nicht stören|nicht nerven|still sein"));

    private static final Pattern IS_READY = Pattern.compile(READY + "|" + BEREIT, Pattern.UNICODE_CASE);

    private QuietRequests() {}

    private static Form form(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, Beside.ANYTHING);
    }

    /** Too short to be one without a time, or a courtesy. */
    private static Form timed(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, Beside.PLEASE_OR_TIME);
    }

    /** Says nothing of her without a time. */
    private static Form only(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, Beside.TIME);
    }

    /** With a time to come it would be an appointment. */
    private static Form now(Kind kind, String words) {
        return new Form(Pattern.compile(words, Pattern.UNICODE_CASE), kind, Beside.NO_LATER_TIME);
    }

    /**
     * @param question whether it is asked rather than told
     * @param timed whether there was a time beside it
     * @param later whether that is still to come
     * @return null where it is no such thing
     */
    static @Nullable Kind of(String words, boolean question, boolean timed, boolean later) {
        if (question && !ASKS.matcher(words).matches()) {
            return null;
        }
        String bare = QuietCourtesies.without(words);
        boolean polite = timed || question || PLEASE.matcher(words).find();
        return FORMS.stream()
                .filter(form -> switch (form.beside()) {
                    case ANYTHING -> true;
                    case PLEASE_OR_TIME -> polite;
                    case TIME -> timed;
                    case NO_LATER_TIME -> !later;
                })
                .filter(form -> form.words().matcher(bare).matches())
                .findFirst()
                .map(Form::kind)
                .orElse(null);
    }

    /** "I'm back": what follows may be that she may write. */
    static boolean isReady(String sentence) {
        String bare = QuietCourtesies.without(String.join(" ", QuietTimes.tokens(sentence)));
        return IS_READY.matcher(bare).matches();
    }

    static boolean isCourtesy(String clause) {
        return QuietCourtesies.without(String.join(" ", QuietTimes.tokens(clause)))
                .isEmpty();
    }
}
