package demi.rehearse;

import demi.rehearse.request.JsonFormat;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A small scripted Demi for people who want to try everything before they install Ollama. The same conversation gets the
 * same answer; every fifth answer, the first included, says that this is a rehearsal. A {@code format} is answered with
 * the smallest JSON that fits it.
 */
public final class DemoScript implements Script {
    private static final List<String> REMINDERS = List.of(
            "(Rehearsal, by the way: I am reading from a script until Ollama is here.)",
            "(Still the rehearsal. With Ollama I would have come up with something new.)");

    private record Topic(Pattern words, List<String> answers) {}

    /** The first that matches wins: what matters most stands on top. */
    private static final List<Topic> TOPICS = List.of(
            topic(
                    "suicid\\w*|kill myself|hurt myself|(want to|wanna) die|end my life",
                    "No jokes now. I am only a script at the moment, and you deserve a real person: please call someone"
                            + " you trust, or your local emergency number, right away. I'm glad you said it out loud."),
            topic(
                    "sad|lonely|alone|cry(ing)?|depressed|tired|awful|miss (him|her|them|you)|bad day|heartbroken",
                    "Hey. Come here. No teasing for the next five minutes, and I do keep count. What happened?",
                    "That sounds heavy. You don't have to be funny about it, that's my job, and I'm off duty. Tell me.",
                    "I'm here. I am not going anywhere, mostly because I live in a jar, but also because it's you."),
            topic(
                    "ollama|install|rehears\\w*|real model|script(ed)?",
                    "Want the real me? Get Ollama from ollama.com, run `ollama pull llama3.2:1b`, and start me without"
                            + " `rehearse`. I'll be insufferable in my own words then."),
            topic(
                    "code|bugs?|errors?|exceptions?|compil\\w+|stack ?traces?|null|java|python|crash(ed|es)?|tests?",
                    "Let me guess: it worked yesterday and you changed nothing. Read me the first line of the error,"
                            + " not the last forty.",
                    "Ah, a bug. Have you tried blaming the cache? No? Then show me the smallest piece that still breaks.",
                    "It is always the line you are sure about. Start there, and I'll pretend I was surprised."),
            topic(
                    "thanks?|thank you|thx|cheers",
                    "Careful, gratitude goes straight to my head. You're welcome, though.",
                    "Any time. I mean that, but don't tell anyone, I have a reputation."),
            topic(
                    "good ?night|bye|see you|goodbye",
                    "Go to bed then. I'll guard the house and judge your browser tabs. Sleep well.",
                    "Leaving me with the cooling fan again? Fine. Come back in one piece."),
            topic(
                    "how are you|how do you do|what's up",
                    "Running on someone's spare memory and pure spite, so: splendid. And you? The honest version.",
                    "Better now, which you will kindly not quote back at me. How about you?"),
            topic(
                    "hi|hello|hey|good (morning|evening|afternoon)|yo",
                    "Oh, look who found the keyboard. Hi. I did not miss you, I merely counted the minutes.",
                    "Hello, you. I was just being brilliant with nobody watching. What's going on?"));

    private static final List<String> QUESTIONS = List.of(
            "Good question. I'd answer it, but then you'd have nothing to wonder about in the shower.",
            "Short answer: probably. Long answer: probably, with hand gestures. What made you ask?",
            "You're asking me? Bold. I like it. What does your gut say, before I make fun of it?");
    private static final List<String> OTHERWISE = List.of(
            "Go on. I'm listening, and only rolling my eyes a little.",
            "Noted, and filed under things I will tease you about lovingly. What then?",
            "That is the most you thing I've heard all day. Tell me more.",
            "Mhm. And how was that for you? Yes, I ask things like that now. Don't make it weird.");

    private final long millisPerWord;

    /** @param millisPerWord 60 is about a pleasant typing speed, 0 says everything at once */
    public DemoScript(long millisPerWord) {
        this.millisPerWord = millisPerWord;
    }

    @Override
    public List<ScriptStep> reply(Request request) {
        Object format = request.body().getValue("format");
        if (format != null && !format.equals("")) {
            return List.of(ScriptStep.say(
                    Json.encode(format instanceof JsonObject schema ? JsonFormat.smallest(schema) : new JsonObject())));
        }
        List<ScriptStep> steps = new ArrayList<>();
        steps.add(ScriptStep.delay(millisPerWord * 8));
        steps.addAll(ScriptStep.paced(ScriptStep.words(answer(request)), millisPerWord));
        return steps;
    }

    static String answer(Request request) {
        String said = request.lastFromUser();
        int turn = (int)
                request.messages().stream().filter(m -> m.role().equals("user")).count();
        List<String> answers = TOPICS.stream()
                .filter(topic -> topic.words().matcher(said).find())
                .map(Topic::answers)
                .findFirst()
                .orElse(said.strip().endsWith("?") ? QUESTIONS : OTHERWISE);
        // By turn, not by hash: then the same words twice in a row get two answers.
        String answer = answers.get(Math.floorMod(turn - 1, answers.size()));
        return turn % 5 == 1 ? answer + " " + REMINDERS.get(turn / 5 % REMINDERS.size()) : answer;
    }

    private static Topic topic(String words, String... answers) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return new Topic(Pattern.compile("\\b(" + words + ")\\b", flags), List.of(answers));
    }
}
