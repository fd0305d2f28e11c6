package demi.memory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody asks her to forget something.
 *
 * @param all everything she knows of them
 * @param what in their words; empty: what they have just said
 * @param sameMessage whether that is in the very message, before the wish
 */
record ForgetRequestParser(boolean all, String what, boolean sameMessage) {

    private static final Pattern SENTENCE = Pattern.compile("[.!?;…\\n]+");

    private static final String ASKING =
            "^(?:(?:oh|no|hey|ok|okay|and|so|but|then|please|sorry|wait|actually|demi|just|oops|ah|uh|um|hm+|nah|nein|und|dann|bitte)[, ]+){0,6}"
                    + "(?:(?:can|could|would|will) you (?:please |just )?|you (?:can|may) |i(?:'d| would)? (?:want|like) you to |you should |"
                    + "kannst du (?:bitte )?|könntest du (?:bitte )?|du sollst )?";

    /** "Forget it" alone is not among them: it mostly means that something does not matter. */
    private static final Pattern WISH = Pattern.compile(
            ASKING + "(?:forget|vergiss|vergessen?)\\b[,:]?(.*)$", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern ALL = Pattern.compile(
            ASKING
                    + "(?:forget|delete|erase|wipe|remove|clear|vergiss|vergessen?|lösche?)"
                    + " (?:(?:everything|all|anything)(?: that)?(?: you(?:'ve| have)?(?: ever)? (?:know|learned|learnt|heard|remember|stored|saved|noted))? (?:about|of|on) me"
                    + "|(?:everything|all)(?: that)? (?:i(?:'ve| have)? ever (?:said|told you)|you (?:know|remember))"
                    + "|all (?:of )?(?:your |the )?memories (?:about|of|on) me"
                    + "|alles(?:,? was du)? (?:über mich|von mir)(?: weißt)?)"
                    + "(?: (?:löschen|vergessen))?(?:,? (?:please|again|now|forever|bitte|wieder)){0,6}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The same of something, in other words; "delete the file" is not among them. */
    private static final Pattern OF_WHAT_SHE_KNOWS = Pattern.compile(
            ASKING
                    + "(?:(?:do not|don['’]t|stop) (?:remember|remembering|knowing) (?:anything )?about"
                    + "|i(?:['’]d| would) (?:rather|prefer)(?: it)?(?: that| if)? you (?:didn['’]t|did not|don['’]t|do not|no longer|forgot|not)"
                    + " (?:know|knew|remember|remembered|have|keep)?(?: anything)? ?about"
                    + "|i (?:do not|don['’]t) want you to (?:know|remember|keep)(?: anything)? about"
                    + "|(?:delete|remove|erase|wipe|clear|drop)"
                    + " (?:(?:what(?:ever)?|everything|all|anything)(?: that)? (?:you(?:['’]ve| have)? (?:know|remember|learned|learnt|heard|stored|saved|noted|kept|wrote down)|i (?:told|said to) you)"
                    + "|(?:the|that|your|any|every|all|all your) (?:memory|memories|notes?|facts?|entry|entries|thing|things|part|bit)) (?:about|of|on)"
                    + "|(?:lösche?|streiche?|entferne?)(?: bitte)? (?:alles|das|was)(?:,? was)?(?: du)?(?: bitte)?(?: weißt)? (?:über|von|zu|mit)"
                    + "|ich (?:will|möchte) nicht,? dass du (?:etwas |was )?(?:über|von))"
                    + " (.+?)(?: (?:weißt|löschen|vergessen))?(?:,? (?:please|again|now|forever|any ?more|any longer|bitte|wieder))*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern JUST_SAID = Pattern.compile(
            "(?:about )?(?:that|this|the last (?:thing|bit|part)(?: i (?:just )?(?:said|told you|wrote))?|all (?:of )?(?:that|this)|everything(?: i (?:just )?(?:said|told you|wrote))?|what i (?:just )?(?:said|told you|wrote)|"
                    + "(?:that|what) i (?:just )?(?:said|told you|wrote)(?: that)?|das|dies|alles|was ich (?:gerade |eben )?gesagt habe"
                    + "|(?:that )?i (?:ever |just |even |once )?(?:said|told you|mentioned|wrote|asked|brought)(?: you)? (?:that|this|it|anything|so)(?: up)?|(?:that )?you (?:ever |just )?(?:heard|read|saw) (?:that|this|it)"
                    + "|,? ?dass ich (?:das|es|dir das) (?:gerade |eben |je |jemals )?(?:gesagt|erzählt|erwähnt|geschrieben) habe?)"
                    + "(?:,? (?:please|pls|again|now|ok|okay|(?:will|would|can|could) you|thanks|thank you|thx|sorry|for (?:now|good|ever)|forever|demi|bitte|wieder|danke|ja|mal|einfach)){0,6}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What was just said, in other words than {@link #WISH}. */
    private static final Pattern UNSAID = Pattern.compile(
            ASKING
                    + "(?:(?:scratch|strike|disregard|unhear|streiche?) (?:(?:all (?:of )?)?that(?: last (?:bit|part|thing|message|one|sentence))?|the last (?:thing|bit|part|message)(?: i (?:just )?(?:said|wrote|told you))?|what i (?:just )?(?:said|wrote|told you)|das|was ich (?:gerade |eben )?(?:gesagt|geschrieben) habe)"
                    + "|pretend (?:that )?i (?:never|didn['’]t|did not|hadn['’]t) (?:ever )?(?:say|said|mention|mentioned) (?:that|this|it|anything)"
                    + "|tu so,? als hätte ich (?:das nie|das nicht|nichts) gesagt)"
                    + "(?:,? (?:please|pls|again|now|ok|okay|will you|would you|thanks|sorry|demi|bitte|wieder)){0,6}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern QUESTION =
            Pattern.compile("\\b(?:would|could|can|will) you (?!please|kindly|just)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEGINNING = Pattern.compile(
            "^(?:(?:everything|all|alles) )?(?:about|(?:that|what) i (?:ever )?(?:said|told you|mentioned|wrote) about|that|über|von|dass|was ich (?:dir )?(?:über|von))\\b\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern EVERYTHING = Pattern.compile(
            "(?:(?:everything|all|anything|alles)(?: that)?(?: you know)?(?: (?:about|of|on) me| über mich| von mir)?|me|mich)[.! ]*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** With it another subject begins: "forget that, how is Bruno?". */
    private static final Pattern NEXT_CLAUSE = Pattern.compile(
            "[,:–—()\\[\\]|]|\\p{So}|\\s[-/~]+\\s|--+|\\s(?:but|instead|because|cause|cuz|though|although|anyway|anyways|btw|please|aber|sondern|weil|denn|obwohl|bitte)\\b|\\s(?:let['’]?s|let us|lass uns)\\b|\\sor (?:i|we|you|else)\\b|\\sso (?:how|what|where|when|who|why|tell|let|can|could)\\b|\\s(?:and|und) (?:now|then|tell|how|what|where|who|when|why|let|please|jetzt|dann|sag|wie|was|wo|wer|wann|warum)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Words of that kind, in whatever sentence; for the model to make out what is meant. */
    private static final Pattern PERHAPS = Pattern.compile(
            "\\b(?:forget|delete|erase|wipe|remove|unlearn|vergiss|vergesse?n?|lösche?n?|streiche?n?)\\b"
                    + "|\\byou (?:didn['’]t|did not|don['’]t|do not|no longer|forgot|shouldn['’]t|should not) (?:know|knew|remember|remembered|have)\\b"
                    + "|\\bdass du (?:\\S+ ){0,5}(?:weißt|vergisst)\\b"
                    + "|\\b(?:need|have|want|like|prefer) (?:you )?(?:to )?(?:not|no longer) (?:to )?(?:know|remember|keep)"
                    + "|\\b(?:do not|don['’]t|no need to|stop) (?:remember|keep|store|remind|bring(?:ing)? up|mention)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Somebody wants not to forget, tells that they did, asks, or speaks of what they do themselves. */
    private static final Pattern SURELY_NOT = Pattern.compile(
            "\\b(?:do not|don['’]t|never|not) (?:ever )?(?:delete|erase|wipe|remove|unlearn)\\b"
                    + "|\\b(?:vergiss|vergesst|lösche?) (?:bitte |ja |bloß )?(?:nicht|nie|kein\\p{L}*)\\b"
                    + "|\\b(?:did|have|has|do|does) (?:you|he|she|they|i|we) (?:ever |just |really |always )?(?:forget|forgotten|know|remember)\\b"
                    + "|\\b(?:hast|hat|habe|hab) (?:du|er|sie|ich)\\b|\\bif you (?:ever )?forget|\\bwhat if\\b|\\bfalls du\\b|\\bwenn du\\b"
                    + "|\\bhow (?:do|can|could|should|to) "
                    + "|\\b(?:remind me|remember|have|had|need|needed|must|should|i|we) to (?:delete|erase|wipe|remove|forget)\\b"
                    + "|\\b(?:i|we|he|she|they) (?:\\p{L}+ ){0,2}(?:want|wanted|try|tried|like|would like|['’]d like|have|had|need|needed|must|should|could)"
                    + " (?:to )?(?:delete|erase|wipe|remove|forget)\\b"
                    + "|\\byou (?:didn['’]t|did not|don['’]t|do not|no longer|forgot) (?:know|knew|have|remember) (?!(?:about|anything|that about)\\b)"
                    + "|\\byou forgot\\b|\\byou shouldn['’]t have\\b(?! (?:known|remembered|kept))"
                    + "|\\bforget (?:about )?it\\b|\\bvergiss es\\b"
                    + "|\\bich (?:\\p{L}+ ){0,2}(?:vergesse|lösche|streiche)\\b"
                    + "|\\b\\b(?:never|not|don['’]t|won['’]t|can['’]t|cannot|didn['’]t|always|i|i['’]ll|nicht|nie) (?:ever |to )?(?:forget|vergiss|vergesse?n?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Whether a message may ask to forget something in words that {@link #in} does not know. */
    static boolean mayBeIn(String message) {
        return SENTENCE.splitAsStream(message)
                .anyMatch(sentence -> PERHAPS.matcher(sentence).find()
                        && !SURELY_NOT.matcher(sentence).find()
                        && !goesOn(sentence.strip()));
    }

    /** "Forget that, Bruno is here": what is named is no more what is to be forgotten; "forget that" alone is understood already. */
    private static boolean goesOn(String sentence) {
        Matcher found = WISH.matcher(sentence);
        if (!found.matches()) {
            return false;
        }
        String rest = found.group(1).strip();
        return JUST_SAID.matcher(rest).matches()
                || OtherSubject.follows(rest)
                || OtherSubject.isHers(rest, false)
                || isIdiom(rest, "");
    }

    /** "forget about dinner, let's play" */
    private static boolean isIdiom(String rest, String behind) {
        String[] parts = NEXT_CLAUSE.split(rest, 2);
        boolean more = parts.length > 1 && !KeywordExtractor.of(parts[1]).isEmpty();
        boolean letUs = OtherSubject.isLetUs(behind);
        String first = parts[0].strip();
        return ((more || letUs) && OtherSubject.isAboutOthersThings(first))
                || ((letUs || OtherSubject.leadsToLetUs(rest)) && OtherSubject.isThatOfOthers(first));
    }

    /** Whether that, as what is to be forgotten, is everything. */
    static boolean isEverything(String what) {
        return EVERYTHING.matcher(what.strip()).matches();
    }

    /** Empty where the message asks for no such thing. */
    static Optional<ForgetRequestParser> in(String message) {
        boolean before = false;
        String[] sentences = SENTENCE.split(message, -1);
        for (int i = 0; i < sentences.length; i++) {
            String sentence = sentences[i].strip();
            if (ALL.matcher(sentence).matches()) {
                return Optional.of(new ForgetRequestParser(true, "", false));
            }
            if (UNSAID.matcher(sentence).matches()) {
                return Optional.of(new ForgetRequestParser(false, "", before));
            }
            Matcher known = OF_WHAT_SHE_KNOWS.matcher(sentence);
            if (known.matches()) {
                return of("about " + known.group(1).strip(), before);
            }
            Matcher found = WISH.matcher(sentence);
            if (found.matches()) {
                String rest = found.group(1).strip();
                boolean hers =
                        OtherSubject.isHers(rest, QUESTION.matcher(sentence).find());
                boolean idiom = isIdiom(rest, i + 1 < sentences.length ? sentences[i + 1] : "");
                return hers || idiom ? Optional.empty() : of(rest, before);
            }
            before |= !KeywordExtractor.of(sentence).isEmpty();
        }
        return Optional.empty();
    }

    private static Optional<ForgetRequestParser> of(String rest, boolean before) {
        if (JUST_SAID.matcher(rest).matches()) {
            return Optional.of(new ForgetRequestParser(false, "", before));
        }
        Matcher beginning = BEGINNING.matcher(rest);
        if (!beginning.find() || OtherSubject.follows(rest)) {
            return Optional.empty();
        }
        String what = NEXT_CLAUSE.split(" " + rest.substring(beginning.end()), 2)[0].strip();
        return KeywordExtractor.of(what).isEmpty()
                ? Optional.empty()
                : Optional.of(new ForgetRequestParser(false, what, false));
    }
}
