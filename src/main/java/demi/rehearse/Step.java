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
public final class Step {
    private final Function<Stage, Future<?>> action;

    private Step(Function<Stage, Future<?>> action) {
        this.action = action;
    }

    /** The next step is due when the future completes. */
    Future<?> play(Stage stage) {
        return action.apply(stage);
    }

    /** One piece of the reply: one line of the stream, one token for {@code num_predict} and {@code eval_count}. */
    public static Step say(String text) {
        return new Step(stage -> stage.say(text));
    }

    /** Says a text with one step a word, each with the space that follows it. */
    public static List<Step> words(String text) {
        return Arrays.stream(text.split("(?<=\\s)(?=\\S)")).map(Step::say).toList();
    }

    /** One piece of a reasoning model's {@code thinking}. */
    public static Step think(String text) {
        return new Step(stage -> stage.think(text));
    }

    /** Several pieces whose lines arrive in one chunk. */
    public static Step together(String... pieces) {
        return inChunks(Integer.MAX_VALUE, pieces);
    }

    /** The lines of these pieces in chunks of so many bytes: cuts through lines and through UTF-8 characters. */
    public static Step inChunks(int bytes, String... pieces) {
        List<String> copy = List.of(pieces);
        return new Step(stage -> stage.sayInChunks(bytes, copy));
    }

    /** Raw bytes in one chunk. In a reply that is not streamed they precede, and spoil, the JSON. */
    public static Step bytes(byte... raw) {
        Buffer copy = Buffer.buffer(raw.clone());
        return new Step(stage -> stage.write(copy));
    }

    /** A raw line, JSON or garbage. */
    public static Step line(String text) {
        return new Step(stage -> stage.write(Buffer.buffer(text + "\n")));
    }

    /** A well-formed piece whose line has at least so many bytes. */
    public static Step longLine(int bytes) {
        return say("x".repeat(bytes));
    }

    /** A whole reply of nothing but special tokens, as a confused model gives it. */
    public static List<Step> specialTokensOnly() {
        return List.of(say("<|start_header_id|>"), say("<|eot_id|>"), say("<|end_of_text|>"));
    }

    /** Waits until the test completes the future; failing it opens the gate too. */
    public static Step gate(Future<?> opens) {
        return new Step(stage -> opens);
    }

    /** Waits so long; zero or less does not wait. */
    public static Step delay(long millis) {
        return new Step(stage -> stage.delay(millis));
    }

    /** An {@code {"error": …}} line, then the end; the status is 500 unless something was sent before it. */
    public static Step error(String message) {
        return new Step(stage -> stage.error(message));
    }

    /** Closes the connection, as a killed Ollama does. */
    public static Step drop() {
        return new Step(Stage::drop);
    }

    /** Ends the response properly but without {@code "done": true}. */
    public static Step end() {
        return new Step(Stage::end);
    }

    /** An HTTP status and a body in place of the stream; only before anything was written. */
    public static Step status(int code, String body) {
        return new Step(stage -> stage.status(code, body));
    }

    /** What an Ollama with a full queue answers. */
    public static Step overloaded() {
        return status(503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}");
    }

    /** The last line, with a {@code done_reason} of {@code stop} or {@code length}. */
    public static Step done(String reason) {
        return new Step(stage -> stage.done(reason));
    }

    /** These steps with a delay before each. */
    static List<Step> paced(List<Step> steps, long millis) {
        if (millis <= 0) {
            return steps;
        }
        List<Step> paced = new ArrayList<>(steps.size() * 2);
        steps.forEach(step -> {
            paced.add(delay(millis));
            paced.add(step);
        });
        return paced;
    }
}
