package demi.emotion;

import demi.api.EmotionApi.Kind;
import demi.api.EmotionApi.Reappraise;
import demi.emotion.words.ClauseSplitter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How much of what a model takes messages for is believed: what plain words contradict, or nothing bears out, is not. */
final class AppraisalRules {

    private static final Set<InteractionType> PLAINLY_KIND =
            Set.of(InteractionType.POSITIVE_MESSAGE, InteractionType.SUCCESSFUL_HELP);
    private static final Set<InteractionType> PLAINLY_UNKIND =
            Set.of(InteractionType.NEGATIVE_MESSAGE, InteractionType.USER_REFUSAL);

    private static final Set<String> TO_HER =
            words("you u your youre ur yours youve yourself demi shut thank thanks du dich dir"
                    + " dein deine deinen danke halt");
    private static final Set<String> REFUSING =
            words("no not dont wont cant never stop refuse decline rather nope nah enough"
                    + " nein nicht nie kein keine keinen lass hor");
    private static final Set<String> HELPED =
            words("help helped helps helping helpful thanks thank worked works working fixed"
                    + " solved tip tips advice hint idea suggestion suggested right did danke geholfen hilft tipp rat geklappt"
                    + " funktioniert");
    private static final Set<String> SOFTWARE =
            words("code bug bugs commit committed push pushed merge merged repo repository"
                    + " branch deploy deployed release released server script app build test tests compile compiled version feature"
                    + " program programm git github refactored refactor update updated upgrade upgraded api database function config"
                    + " docker python refactoring rewriting rewrote debugging deploying releasing merging pushing committing engine patch"
                    + " patched java software model prompt programming coding compiles parser fixed");

    private static final Set<String> BROKEN =
            words("error errors exception fail failed fails failing failure broke broken break"
                    + " crash crashed crashes crashing bug bugs down dead stuck wrong problem problems issue issues hangs hanging frozen lost"
                    + " corrupt corrupted missing cant cannot wont doesnt didnt refuses denied timeout leak leaks leaking kaputt fehler defekt"
                    + " abgesturzt geht hangt spinnt");

    /** Who will not do something is not unkind by that. */
    private static final Pattern I_REFUSE = Pattern.compile(
            "^\\W*(?:no,? |nein,? |sorry,? )?(?:i(?:['’]d| would)? (?:won['’]?t|will not|rather not|don['’]?t want|do not want|refuse|can['’]?t)\\b"
                    + "|ich (?:will|möchte|werde) (?:\\p{L}+ ){0,3}nicht\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AppraisalRules() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    /** Empty where the first guess stands. */
    static Optional<InteractionType> believed(Reappraise judged, List<ProvisionalAppraisal> guesses) {
        Kind kind = judged.kind();
        if (kind == null) {
            return Optional.empty();
        }
        InteractionType judgedType = InteractionType.of(kind.key()).orElse(InteractionType.MESSAGE);
        InteractionType type = judgedType == InteractionType.NEGATIVE_MESSAGE
                        && I_REFUSE.matcher(judged.words()).find()
                ? InteractionType.USER_REFUSAL
                : judgedType;
        boolean heard = guesses.stream().anyMatch(guess -> guess.type() == type);
        return contradicts(type, judged.words(), guesses) || !(heard || isBorneOut(type, judged.words()))
                ? Optional.empty()
                : Optional.of(type);
    }

    /** Plain words are not the opposite; and what is plainly kind, and said to her, is nothing else. */
    private static boolean contradicts(InteractionType type, String words, List<ProvisionalAppraisal> guesses) {
        boolean kind = guesses.stream().anyMatch(guess -> PLAINLY_KIND.contains(guess.type()));
        boolean unkind = guesses.stream().anyMatch(guess -> PLAINLY_UNKIND.contains(guess.type()));
        if (kind == unkind) {
            return false;
        }
        if (kind && has(words, TO_HER)) {
            return !PLAINLY_KIND.contains(type);
        }
        return (kind ? PLAINLY_UNKIND : PLAINLY_KIND).contains(type);
    }

    /** What is unkind to her speaks to her, or refuses something; what has helped, is broken, or is work on software, says so. */
    private static boolean isBorneOut(InteractionType type, String words) {
        return switch (type) {
            case NEGATIVE_MESSAGE -> has(words, TO_HER);
            case USER_REFUSAL -> has(words, REFUSING);
            case SUCCESSFUL_HELP -> has(words, HELPED);
            case ERROR_OCCURRED -> has(words, BROKEN);
            case CODE_UPDATE -> has(words, SOFTWARE);
            default -> true;
        };
    }

    private static boolean has(String text, Set<String> words) {
        return ClauseSplitter.of(text).stream()
                .anyMatch(clause -> clause.stream().anyMatch(words::contains));
    }
}
