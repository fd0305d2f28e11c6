package demi.emotion;

import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** What the user's words do to her, by a small list of words and phrases. */
final class SentimentLexicon {
    private SentimentLexicon() {}

    private static final PhraseMatcher REFUSAL = new PhraseMatcher("""
            leave me alone|be
            go away
            stop talking|messaging|texting|writing|bothering|pinging|asking
            dont want to|your talk|chat|help|answer
            dont wanna talk|chat|answer
            not in the mood to|for talk|talking|chat|chatting|this|you
            i wont answer|tell|say|talk
            im not going|gonna to? answer|tell|say|talk
            none of your business
            ^ no way $
            ^ no thanks $
            ^ no thank you $
            ^ i refuse
            i refuse to
            not now demi? $
            """);
    private static final PhraseMatcher HELPED = new PhraseMatcher("""
            that|it|this *1 worked $
            that|it|this worked now|perfectly|great|like|well
            it|that|everything *1 works now|again|perfectly
            that|this|you *2 helped
            that did it
            that *1 fixed it
            that *1 solved it|the|my
            you *1 fixed|solved it|the|my
            problem|issue|bug is? solved|fixed|gone
            thanks|thank|you for|you? the|your help
            thanks|thank you? for helping
            """);
    private static final PhraseMatcher ERROR = new PhraseMatcher("""
            error|errors|exception|exceptions|stacktrace|traceback|segfault|nullpointerexception
            stack trace
            crashed|crashes|crashing
            build|test|tests|deploy|deployment|pipeline|compile *1 failed|fails|failing|broke|broken
            its|is|still|are|thats broken $
            doesnt|dont|not|didnt|wont|isnt work|working|compile|compiling|build|start
            cant|cannot|could connect|compile
            """);
    private static final PhraseMatcher CODE = new PhraseMatcher("""
            i|ive|we|weve|just|finally *1 pushed|committed|merged|deployed|refactored|released|shipped|rebased
            new|latest commit|release|version|feature|build
            updated|upgraded|improved|rewrote|patched your|the|my|our *1 code|repo|server|app|build
            pull request
            pushed|committed|merged *2 code|branch|main|master|commit|fix
            i|ive|we *1 fixed *1 bug|bugs
            working on your|the code
            """);
    private static final PhraseMatcher PRAISE = new PhraseMatcher("""
            cant|cannot thank you|u enough
            thanks|thank|thx|ty|cheers
            love|loved|adore|like|liked|enjoy|enjoyed you|it|this|that|your|talking|u
            i *1 love|missed|miss|appreciate you|u|this
            great|awesome|amazing|wonderful|fantastic|brilliant|excellent|perfect|lovely|nice|beautiful|cute|sweet|funny
            hilarious|adorable|impressive|incredible|happy|glad|proud|best|good
            not|isnt|wasnt bad|terrible
            well done
            youre|you|ur *1 right|cool|smart|clever|kind
            haha|hahaha|lol|lmao
            yay|hooray|woohoo|congrats|congratulations
            """);
    private static final PhraseMatcher HOSTILE = new PhraseMatcher("""
            shut up
            hate|despise you|u|this|that|it|talking
            you|u|demi *1 suck|sucks|lie|lied
            fuck|screw you|u|off
            useless|pathetic|stupid|idiot|dumb|moron|annoying|boring|worthless|creepy|disgusting|lame|rubbish
            terrible|awful|horrible|bad|worst|wrong|garbage|trash|crap|ugly|disappointing|disappointed
            piss off
            """);

    private static final Set<String> SELF = Set.of("i", "im", "ive", "id", "me", "my", "mine", "myself", "we", "our");
    private static final Set<String> TASTE = Set.of("hate", "like", "love", "enjoy");
    private static final Set<String> HERS = Set.of("this", "it", "that", "talking");
    private static final Set<String> HER =
            Set.of("you", "u", "your", "youre", "ur", "yours", "demi", "youve", "yourself");
    private static final Set<String> INTENSIFIERS = Set.of(
            "a",
            "an",
            "the",
            "so",
            "very",
            "really",
            "that",
            "too",
            "at",
            "all",
            "any",
            "be",
            "been",
            "feel",
            "feeling",
            "particularly",
            "much",
            "even",
            "my",
            "your",
            "exactly",
            "get",
            "getting",
            "more");

    /** Always an answer; {@link InteractionType#MESSAGE} when nothing in it moves her. */
    static InteractionType classify(String text) {
        List<List<String>> clauses = ClauseSplitter.of(text);
        if (count(clauses, REFUSAL, false) > 0) {
            return InteractionType.USER_REFUSAL;
        }
        if (count(clauses, HELPED, false) > 0) {
            return InteractionType.SUCCESSFUL_HELP;
        }
        int kind = count(clauses, PRAISE, false);
        List<List<String>> others =
                clauses.stream().filter(SentimentLexicon::notAboutThemselves).toList();
        int unkind = count(others, HOSTILE, false) + count(others, PRAISE, true);
        if (unkind > kind && clauses.stream().anyMatch(SentimentLexicon::aboutHer)) {
            return InteractionType.NEGATIVE_MESSAGE;
        }
        if (count(clauses, ERROR, false) > 0) {
            return InteractionType.ERROR_OCCURRED;
        }
        if (count(clauses, CODE, false) > 0) {
            return InteractionType.CODE_UPDATE;
        }
        return kind > unkind
                ? InteractionType.POSITIVE_MESSAGE
                : unkind > kind ? InteractionType.NEGATIVE_MESSAGE : InteractionType.MESSAGE;
    }

    private static int count(List<List<String>> clauses, PhraseMatcher phrases, boolean negated) {
        int found = 0;
        for (List<String> clause : clauses) {
            for (int i = 0; i < clause.size(); i++) {
                int end = phrases.match(clause, i);
                if (end > i) {
                    found += negated(clause, i) == negated ? 1 : 0;
                    i = end - 1;
                }
            }
        }
        return found;
    }

    private static boolean negated(List<String> clause, int start) {
        int i = start - 1;
        while (i >= 0 && INTENSIFIERS.contains(clause.get(i))) {
            i--;
        }
        return i >= 0 && PhraseMatcher.negates(clause.get(i));
    }

    /** "My day was terrible" is no reproach; "I hate this" is. */
    private static boolean notAboutThemselves(List<String> clause) {
        return clause.stream().noneMatch(SELF::contains) || aboutHer(clause) || judges(clause);
    }

    private static boolean judges(List<String> clause) {
        return clause.stream().anyMatch(TASTE::contains) && clause.stream().anyMatch(HERS::contains);
    }

    private static boolean aboutHer(List<String> clause) {
        return clause.stream().anyMatch(HER::contains);
    }
}
