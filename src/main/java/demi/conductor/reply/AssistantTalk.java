package demi.conductor.reply;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that speaks of itself as what it was trained to be, in English and German. That she is a program she may say,
 * and to somebody who asks she may say anything of it.
 */
final class AssistantTalk {

    private static final String WHAT =
            "(?:ai(?: (?:language )?(?:model|assistant|program|system|chatbot))?|artificial intelligence|(?:large )?language model|llm"
                    + "|(?:virtual|digital|helpful) assistant|chatbot)";

    private static final String WAS =
            "(?:ki(?: (?:sprachmodell|assistent(?:in)?|modell|chatbot|system))?|künstlichen? intelligenz|(?:großes )?sprachmodell"
                    + "|(?:virtuelle[rn]?|digitale[rn]?|hilfreiche[rn]?) assistent(?:in)?|chatbot)";

    private static final String MAKERS =
            "(?:openai|meta|google|alibaba(?: cloud)?|anthropic|microsoft|mistral|deepseek|hugging ?face|ibm|cohere|nvidia)";

    private static final String NAMES =
            "(?:chatgpt|gpt|qwen\\w*|llama|gemma|claude|smollm\\w*|phi|mistral|deepseek|granite)";

    /** An "AI enthusiast" is none. */
    private static final String NOT_ITSELF =
            "(?! (?:enthusiast|researcher|developer|engineer|fan|nerd|expert|student|startup|company|would|could|might)\\b)";

    private static final Pattern TALK = Pattern.compile(
            "\\bas an? (?:\\w+ )?" + WHAT + "\\b" + NOT_ITSELF
                    + "|\\b(?:im|i am) (?:(?!not |no |never )\\w+ ){0,3}?(?:an?|the|your) (?:\\w+ )?" + WHAT + "\\b"
                    + NOT_ITSELF
                    + "|\\b(?:im|i am|i was) (?:\\w+ ){0,4}?(?:created|developed|trained|made|built) by " + MAKERS
                    + "\\b"
                    + "|\\b(?:im|i am|my name is) " + NAMES + "\\b"
                    + "|\\bi (?:dont|do not) have personal (?:feelings|emotions|experiences|opinions|beliefs)\\b"
                    + "|\\bi (?:dont|do not) (?:have|experience|possess) (?:\\w+ ){0,3}?(?:feelings|emotions|body|consciousness|experiences)"
                    + " (?:\\w+ ){0,4}?(?:like|as|the way) (?:(?:a|other|you) )?(?:humans?|people|person)\\b"
                    + "|\\bals (?:eine? )?(?:\\w+ )?" + WAS + "\\b"
                    + "|\\bich bin (?:(?!nicht |kein |keine )\\w+ ){0,3}?(?:eine? )?" + WAS + "\\b"
                    + "|\\bich wurde (?:\\w+ ){0,3}?von " + MAKERS + "\\b"
                    + "|\\bich habe keine (?:persönlichen|eigenen|menschlichen) (?:gefühle|emotionen|erfahrungen|meinungen)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern ASKS = Pattern.compile(
            "\\b(?:ai|artificial|language models?|llms?|chat ?bots?|bots?|assistants?|chatgpt|gpt|openai|qwen|llama|gemma|feelings|emotions"
                    + "|ki|künstliche|sprachmodelle?|assistent(?:in)?|roboter|gefühle)\\b"
                    + "|\\b(?:who|what) (?:\\w+ )?are you\\b|\\bare you (?:\\w+ ){0,2}?(?:real|human|person|robot|machine|program|computer|alive)\\b"
                    + "|\\b(?:wer|was) bist du\\b|\\bbist du (?:\\w+ ){0,2}?(?:echt|mensch|maschine|programm|computer|lebendig)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** One of these is the first word of all of it, and most sentences have none. */
    private static final Set<String> FIRST = Set.of("as", "im", "i", "my", "als", "ich");

    private AssistantTalk() {}

    static boolean mayBeginWith(String word) {
        return FIRST.contains(word);
    }

    /**
     * Where in these words, separated by spaces, it begins; -1 where it does not.
     *
     * @param all whether no more words come; else what may go on differently is left open
     */
    static int in(String words, boolean all) {
        Matcher talk = TALK.matcher(words);
        return talk.find() && (all || talk.end() < words.length()) ? talk.start() : -1;
    }

    static boolean isAskedFor(String words) {
        return ASKS.matcher(words).find();
    }
}
