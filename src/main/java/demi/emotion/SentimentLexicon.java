package demi.emotion;

import demi.emotion.sentiment.MessageTone;
import demi.emotion.sentiment.Negation;
import demi.emotion.sentiment.Tone;
import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.List;

/** What the user's words do to her, as a first guess: what is refused, has helped, broke or was worked on, and their tone. */
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

    /** How much of its effect an unpleasant message has that is about nobody: "the weather is awful". */
    private static final double ABOUT_NOBODY = .3;

    /**
     * What a message is to her.
     *
     * @param strength the part of its effect that it has
     */
    record Guess(InteractionType type, double strength) {}

    /** Always an answer; {@link InteractionType#MESSAGE} when nothing in it moves her. */
    static InteractionType classify(String text) {
        return guess(text).type();
    }

    static Guess guess(String text) {
        List<List<String>> clauses = ClauseSplitter.of(text);
        if (isIn(clauses, REFUSAL)) {
            return new Guess(InteractionType.USER_REFUSAL, 1);
        }
        if (isIn(clauses, HELPED)) {
            return new Guess(InteractionType.SUCCESSFUL_HELP, 1);
        }
        Tone tone = MessageTone.of(text);
        if (tone == Tone.UNKIND) {
            return new Guess(InteractionType.NEGATIVE_MESSAGE, 1);
        }
        if (isIn(clauses, ERROR)) {
            return new Guess(InteractionType.ERROR_OCCURRED, 1);
        }
        if (isIn(clauses, CODE)) {
            return new Guess(InteractionType.CODE_UPDATE, 1);
        }
        return switch (tone) {
            case KIND -> new Guess(InteractionType.POSITIVE_MESSAGE, 1);
            case UNPLEASANT -> new Guess(InteractionType.NEGATIVE_MESSAGE, ABOUT_NOBODY);
            case UNKIND, NEUTRAL -> new Guess(InteractionType.MESSAGE, 1);
        };
    }

    private static boolean isIn(List<List<String>> clauses, PhraseMatcher phrases) {
        return Negation.count(clauses, phrases, false) > 0;
    }
}
