package demi.rehearse;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One thing the stand-in does while it answers. Nothing is sent, not even the headers, before the first step that
 * writes. {@link #error}, {@link #drop}, {@link #end}, {@link #status} and {@link #done} are last: what follows them is
 * not played.
 */
public final class ScriptStep {
    private final Function<ScriptPlayer, Future<?>> action;

    private ScriptStep(Function<ScriptPlayer, Future<?>> action) {
        this.action = action;
    }

    /** The next step is due when the future completes. */
    Future<?> play(ScriptPlayer stage) {
        return action.apply(stage);
    }

    /** One piece of the reply: one line of the stream, one token for {@code num_predict} and {@code eval_count}. */
    public static ScriptStep say(String text) {
        return new ScriptStep(stage -> stage.say(text));
    }

    /** Says a text with one step a word, each with the space that follows it. */
    public static List<ScriptStep> words(String text) {
        return Arrays.stream(text.split("(?<=\\s)(?=\\S)")).map(ScriptStep::say).toList();
    }

    /** One piece of a reasoning model's {@code thinking}. */
    public static ScriptStep think(String text) {
        return new ScriptStep(stage -> stage.think(text));
    }

    /** Several pieces whose lines arrive in one chunk. */
    public static ScriptStep together(String... pieces) {
        return inChunks(Integer.MAX_VALUE, pieces);
    }

    /** The lines of these pieces in chunks of so many bytes: cuts through lines and through UTF-8 characters. */
    public static ScriptStep inChunks(int bytes, String... pieces) {
        List<String> copy = List.of(pieces);
        return new ScriptStep(stage -> stage.sayInChunks(bytes, copy));
    }

    /** Raw bytes in one chunk. In a reply that is not streamed they precede, and spoil, the JSON. */
    public static ScriptStep bytes(byte... raw) {
        Buffer copy = Buffer.buffer(raw.clone());
        return new ScriptStep(stage -> stage.write(copy));
    }

    /** A raw line, JSON or garbage. */
    public static ScriptStep line(String text) {
        return new ScriptStep(stage -> stage.write(Buffer.buffer(text + "\n")));
    }

    /** A well-formed piece whose line has at least so many bytes. */
    public static ScriptStep longLine(int bytes) {
        return say("x".repeat(bytes));
    }

    /** A whole reply of nothing but special tokens, as a confused model gives it. */
    public static List<ScriptStep> specialTokensOnly() {
        return List.of(say("<|start_header_id|>"), say("<|eot_id|>"), say("<|end_of_text|>"));
    }

    /** Waits until the test completes the future; failing it opens the gate too. */
    public static ScriptStep gate(Future<?> opens) {
        return new ScriptStep(stage -> opens);
    }

    /** Waits so long; zero or less does not wait. */
    public static ScriptStep delay(long millis) {
        return new ScriptStep(stage -> stage.delay(millis));
    }

    /** An {@code {"error": …}} line, then the end; the status is 500 unless something was sent before it. */
    public static ScriptStep error(String message) {
        return new ScriptStep(stage -> stage.error(message));
    }

    /** Closes the connection, as a killed Ollama does. */
    public static ScriptStep drop() {
        return new ScriptStep(ScriptPlayer::drop);
    }

    /** Ends the response properly but without {@code "done": true}. */
    public static ScriptStep end() {
        return new ScriptStep(ScriptPlayer::end);
    }

    /** An HTTP status and a body in place of the stream; only before anything was written. */
    public static ScriptStep status(int code, String body) {
        return new ScriptStep(stage -> stage.status(code, body));
    }

    /** What an Ollama with a full queue answers. */
    public static ScriptStep overloaded() {
        return status(503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}");
    }

    /** The last line, with a {@code done_reason} of {@code stop} or {@code length}. */
    public static ScriptStep done(String reason) {
        return new ScriptStep(stage -> stage.done(reason));
    }

    /** These steps with a delay before each. */
    static List<ScriptStep> paced(List<ScriptStep> steps, long millis) {
        if (millis <= 0) {
            return steps;
        }
        List<ScriptStep> paced = new ArrayList<>(steps.size() * 2);
        steps.forEach(step -> {
            paced.add(delay(millis));
            paced.add(step);
        });
        return paced;
    }
}
