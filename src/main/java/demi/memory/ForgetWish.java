package demi.memory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody asks her to forget something.
 *
 * @param what in their words; empty: what they have just said
 */
record ForgetWish(String what) {

    private static final Pattern SENTENCE = Pattern.compile("[.!?;\\n]+");

    /** "Forget it" alone is not among them: it mostly means that something does not matter. */
    private static final Pattern WISH = Pattern.compile(
            "^(?:(?:oh|no|hey|ok|okay|and|so|but|then|please|sorry|wait|actually|demi|just|nein|und|dann|bitte)[, ]+)*"
                    + "(?:(?:can|could|would|will) you (?:please |just )?|i(?:'d| would)? (?:want|like) you to |you should |"
                    + "kannst du (?:bitte )?|könntest du (?:bitte )?|du sollst )?"
                    + "(?:forget|vergiss|vergessen?)\\b[,:]?(.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern JUST_SAID = Pattern.compile(
            "(?:that|this|all (?:of )?(?:that|this)|everything(?: i (?:just )?(?:said|told you|wrote))?|what i (?:just )?(?:said|told you|wrote)|"
                    + "(?:that|what) i (?:just )?(?:said|told you|wrote)(?: that)?|das|dies|alles|was ich (?:gerade )?gesagt habe)"
                    + "(?: please| again| now| bitte| wieder)*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern IDIOM = Pattern.compile("(?:it|es)?(?:,? .*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEGINNING = Pattern.compile(
            "^(?:(?:everything|all|alles) )?(?:about|that|what i (?:said|told you) about|über|von|dass|was ich (?:dir )?(?:über|von))?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Empty where the message asks for no such thing. */
    static Optional<ForgetWish> in(String message) {
        return SENTENCE.splitAsStream(message)
                .map(sentence -> WISH.matcher(sentence.strip()))
                .filter(Matcher::matches)
                .map(found -> found.group(1).strip())
                .flatMap(rest -> of(rest).stream())
                .findFirst();
    }

    private static Optional<ForgetWish> of(String rest) {
        if (JUST_SAID.matcher(rest).matches()) {
            return Optional.of(new ForgetWish(""));
        }
        if (IDIOM.matcher(rest).matches()) {
            return Optional.empty();
        }
        String what = BEGINNING.matcher(rest).replaceFirst("");
        return Words.of(what).isEmpty() ? Optional.empty() : Optional.of(new ForgetWish(what));
    }
}
