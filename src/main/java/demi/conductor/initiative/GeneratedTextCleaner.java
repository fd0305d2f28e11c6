package demi.conductor.initiative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.api.value.PromptMessage;
import demi.conductor.reply.PromptWords;
import demi.conductor.reply.ReplyGuard;
import demi.conductor.reply.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a model says when it is to speak first, without what small models put around it. Its turn's head, thinking and
 * others' lines are off already: the model room sees to that.
 */
final class GeneratedTextCleaner {

    private static final String OPENING = "\"'“”„«»‘’`‹›「」『』";

    private static final Pattern LABEL =
            Pattern.compile("^(?:demi|message|assistant|response|reply)\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    /** At an end: "*sighs*", "(smiling)", "[typing]". In the middle, stars are emphasis. */
    private static final Pattern DIRECTION_FIRST =
            Pattern.compile("^(?:\\*{1,2}[^*\\n]{1,120}\\*{1,2}|\\([^()\\n]{1,120}\\)|\\[[^\\[\\]\\n]{1,120}])\\s*");

    private static final Pattern DIRECTION_LAST =
            Pattern.compile("\\s*(?:\\*{1,2}[^*\\n]{1,120}\\*{1,2}|\\([^()\\n]{1,120}\\)|\\[[^\\[\\]\\n]{1,120}])$");

    /** "Sure! Here is a message: …" */
    private static final Pattern PREAMBLE = Pattern.compile(
            "^(?:(?:sure|certainly|of course|okay|ok|alright)[,.!]* *)?(?:here(?:'s| is| you go)|this is)[^\\n:]{0,80}:\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What a model says of what it has said. */
    private static final Pattern REMARK =
            Pattern.compile("\\n\\s*[(\\[*]{0,2}note\\b[^\\n]{0,3}:", Pattern.CASE_INSENSITIVE);

    private static final String DOING =
            "(?:(?:she|demi|softly|quietly|gently|slowly) ){0,2}(?:sigh|smile|grin|laugh|giggle|chuckle|wink|pout|yawn|shrug|blush|look|stare|glance|lean|roll|wave|nod|pause|whisper|mutter|frown|smirk|snort|hum|sniff|tilt|cross|stretch|raise|hug|gasp|groan|scoff|poke|peek|blink)(?:e?s|ing)(?![\\p{L}\\p{N}])";

    /** In the middle: what she does, between stars, lines or brackets. */
    private static final Pattern DIRECTION = Pattern.compile(
            "\\s*(?:\\*{1,2}" + DOING + "[^*\\n]{0,200}\\*{1,2}|_" + DOING + "[^_\\n]{0,200}_|\\(" + DOING
                    + "[^()\\n]{0,200}\\)|\\[" + DOING + "[^\\[\\]\\n]{0,200}])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTE = Pattern.compile("[\"“”„«»]");

    /** A place for a name: {@code [Your name]}, {@code {{user}}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\[(?:[^\\]\\n]{0,20}\\bname|your|user|their|person|insert|friend|recipient)\\b[^\\]\\n]{0,30}]"
                    + "|\\{{1,2}\\s*[\\w.' ]{1,30}\\s*}{1,2}|<(?:user_?name|user|name|person|friend)>|\\$\\{?(?:user_?)?name\\b|%(?:user_?)?name%|__+",
            Pattern.CASE_INSENSITIVE);

    /** What a model says when it has nothing to say. */
    private static final Pattern NOTHING = Pattern.compile(
            "(?:none|null|nil|undefined|nan|n a|na|nothing|silence|skip|pass|empty|nichts|keine(?: nachricht| antwort)?"
                    + "|no[ _]?(?:reply|message|response|output|answer|words|comment|action)(?: (?:needed|necessary|required|today|now))*"
                    + "|(?:stay|stays|remain|remains|keep) (?:silent|quiet)"
                    + "|(?:i |ive |theres |there is |demi )?(?:really |currently )?(?:have |has |got |having )?"
                    + "(?:nothing|not anything) (?:(?:else|more|new|much|special) )?to (?:say|add|share|write|report|tell)"
                    + "(?: (?:right now|now|at the moment|at this time|today|for now|yet|to (?:you|them|him|her|anyone|anybody)))*"
                    + "|i (?:dont|do not) have anything (?:(?:else|more|new) )?to (?:say|add|share|write|report|tell)"
                    + "(?: (?:right now|now|at the moment|at this time|today))*"
                    + "|ich habe (?:gerade |im moment |jetzt )?nichts zu sagen)");

    private static final String WRITING =
            "(?:write|draft|compose|craft|create|generate|send|say|produce|come up with|respond|reply|speak)";

    /** Of what it was asked for, and of whom it was asked for. */
    private static final Pattern NARRATION = Pattern.compile(
            "\\bthe users?\\b|\\bthis user\\b|^(?:as demi|demi (?:writes|says|would|will|sends|speaks|thinks|texts|messages|decides))\\b"
                    + "|^(?:(?:ok|okay|alright|sure|so|well|now|first|certainly) )*(?:i(?:ll| will| should| need to| have to| must|m going to"
                    + "| am going to|m supposed to| am supposed to| can| was asked to| am asked to)|let me|lets|we need to|we should|i want to)"
                    + " (?:\\w+ ){0,2}?" + WRITING
                    + " (?:\\w+ ){0,4}?(?:message|text|reply|response|note|line|sentences?|as demi)\\b"
                    + "|\\b(?:as requested|as instructed|the instructions?|the prompt|the scenario|word limit|stage directions?)\\b"
                    + "|\\b(?:der|die|den|dem) (?:nutzer|benutzer|user)(?:in|s)?\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final Pattern FENCE = Pattern.compile("^```\\w*\\s*|\\s*```$");
    private static final List<String> KEYS = List.of("message", "text", "content", "reply", "response", "say");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int SHORTEST = 2;
    /** What is longer, nobody wants to read; and a model may say anything. */
    private static final int LONGEST = 2_000;

    private static final int MOST_LAYERS = 8;

    private GeneratedTextCleaner() {}

    /**
     * @param longest in characters; what is longer ends with the last whole sentence, or word, that fits
     * @param prompt of which it must repeat nothing but what she or the person said
     * @return empty where no words are left that are hers
     */
    static Optional<String> of(String raw, int longest, List<PromptMessage> prompt) {
        String start = unwrapped(raw.strip());
        start = start.substring(0, Math.min(LONGEST, start.length())).strip();
        if (PLACEHOLDER.matcher(start).find()) {
            return Optional.empty();
        }
        String text = bare(start);
        String words = words(text);
        boolean hers = letters(text) >= SHORTEST
                && !NOTHING.matcher(words).matches()
                && !NARRATION.matcher(words).find()
                && !NARRATION.matcher(words(start)).find();
        return hers ? guarded(text, prompt).map(clean -> Sentences.fitting(clean, longest)) : Optional.empty();
    }

    /** Without what is put around the words. */
    private static String bare(String start) {
        String text = REMARK.split(start, 2)[0].strip();
        text = PREAMBLE.matcher(text).replaceFirst("");
        text = DIRECTION.matcher(text).replaceAll("").strip();
        String before = "";
        for (int layer = 0; layer < MOST_LAYERS && !text.equals(before); layer++) {
            before = text;
            text = LABEL.matcher(text).replaceFirst("");
            text = DIRECTION_FIRST.matcher(text).replaceFirst("");
            text = DIRECTION_LAST.matcher(text).replaceFirst("");
            text = unquoted(text).strip();
        }
        boolean odd = QUOTE.matcher(text).results().count() % 2 == 1;
        return odd ? withoutQuotes(text) : text;
    }

    /** The words inside where they come as JSON. */
    private static String unwrapped(String raw) {
        String text = FENCE.matcher(raw).replaceAll("");
        if (!text.startsWith("{")) {
            return raw;
        }
        try {
            JsonNode json = JSON.readTree(text);
            return KEYS.stream()
                    .map(json::path)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException e) {
            return raw;
        }
    }

    private static Optional<String> guarded(String text, List<PromptMessage> prompt) {
        // Whether she has said it before is looked for elsewhere, in more than the prompt.
        ReplyGuard guard = new ReplyGuard(PromptWords.of(
                of(prompt, PromptMessage.Role.SYSTEM), of(prompt, PromptMessage.Role.USER), "", List.of()));
        guard.accept(text);
        guard.end();
        boolean fine = guard.fault() == null
                || guard.fault() == ReplyGuard.Fault.LOOP
                || guard.fault() == ReplyGuard.Fault.OFFER;
        return Optional.of(guard.clean()).filter(clean -> fine && letters(clean) >= SHORTEST);
    }

    private static List<PromptMessage> of(List<PromptMessage> lines, PromptMessage.Role role) {
        return lines.stream().filter(line -> line.role() == role).toList();
    }

    private static String words(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("['’]", "");
        return NOT_A_WORD.matcher(plain).replaceAll(" ").strip();
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }

    /** Where there are marks around it, also without those around its parts. */
    private static String unquoted(String text) {
        boolean around = text.length() >= 2 && isQuote(text.charAt(0)) && isQuote(text.charAt(text.length() - 1));
        return around ? withoutQuotes(text.substring(1, text.length() - 1)) : text;
    }

    private static String withoutQuotes(String text) {
        return QUOTE.matcher(text).replaceAll("").replaceAll(" {2,}", " ").strip();
    }

    private static boolean isQuote(char sign) {
        return OPENING.indexOf(sign) >= 0;
    }
}
