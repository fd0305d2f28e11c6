package demi.model.server;

import demi.api.InferenceApi.Finish;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Measured;
import demi.api.InferenceApi.Outcome;
import demi.api.InferenceApi.Priority;
import demi.api.InferenceApi.Step;
import demi.api.value.PromptMessage;
import demi.bus.Failure;
import demi.bus.StreamWriter;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One completion that somebody asked for, from the queue to its end. */
public final class GenerationRequest {

    private final Generate request;
    private final StreamWriter<Step> writer;
    private Runnable onCancel = () -> {};
    private Runnable onAbandon = () -> {};
    private boolean cancelled;
    private int place = -1;
    private int overtaken;
    /** What was said since the last {@link #flush}. */
    private final StringBuilder said = new StringBuilder();

    private boolean spoke;
    private long lastSpoke;
    private final long asked = System.nanoTime();
    private long begun = asked;
    private long firstSpoke;

    public GenerationRequest(Generate request, StreamWriter<Step> writer) {
        this.request = request;
        this.writer = writer;
        writer.onCancel(() -> {
            cancelled = true;
            onCancel.run();
        });
    }

    public Priority priority() {
        return request.priority();
    }

    public boolean isBackground() {
        return request.priority() == Priority.BACKGROUND;
    }

    /** Whose it is. */
    public String userId() {
        return request.who();
    }

    public List<PromptMessage> messages() {
        return request.messages();
    }

    public int maxTokens() {
        return request.maxTokens();
    }

    /** Which try at this prompt it is, from 1. */
    public int attempt() {
        return request.attempt();
    }

    @Nullable
    public String format() {
        return request.format();
    }

    /** Whether it is asked once more because the first words were of no use. */
    public boolean varied() {
        return request.varied();
    }

    /** Ends it, running or waiting, because a person wants the model: whoever asked sees it as cancelled. */
    public void yieldToPerson() {
        cancelled = true;
        onCancel.run();
        fail(new Failure(Failure.Code.CANCELLED, "Somebody is talking to her."));
    }

    /** Whether whoever asked no longer wants it. */
    public boolean cancelled() {
        return cancelled;
    }

    /** What is to be done when whoever asked no longer wants it; replaces what was set before. */
    public void onCancel(Runnable handler) {
        onCancel = handler;
    }

    /** How often somebody else was served before it who came later. */
    public int overtaken() {
        return overtaken;
    }

    public void countOvertaken() {
        overtaken++;
    }

    public boolean hasWaited(Duration time) {
        return System.nanoTime() - asked >= time.toNanos();
    }

    public Duration waited() {
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Whether the server has sent nothing since the request started, for at least this long. */
    public boolean isSilentSince(Duration time) {
        return !spoke && System.nanoTime() - begun >= time.toNanos();
    }

    public void markStarted() {
        begun = System.nanoTime();
    }

    /** The server that was to make it is gone. */
    public void abandon() {
        onAbandon.run();
    }

    /** What is to be done then; replaces what was set before. */
    public void onAbandon(Runnable handler) {
        onAbandon = handler;
    }

    /** What was said so far is void. */
    public void startAnew() {
        said.setLength(0);
        writer.write(Step.startingAnew());
    }

    /** Tells how many come first, if that changed. */
    public void place(int now) {
        if (now != place) {
            place = now;
            writer.write(new Step(now, "", null));
        }
    }

    public boolean hasOutput() {
        return spoke;
    }

    public boolean hadOutputWithin(Duration time) {
        return spoke && System.nanoTime() - lastSpoke < time.toNanos();
    }

    /** The next piece of what the model says; told with the next {@link #flush}, or at the end. */
    public void text(String piece) {
        lastSpoke = System.nanoTime();
        firstSpoke = spoke ? firstSpoke : lastSpoke;
        spoke = true;
        said.append(piece);
    }

    /** Tells what was said: what the server sent together, which is more than a word where this process is behind, goes on together. */
    public void flush() {
        if (!said.isEmpty()) {
            writer.write(new Step(0, said.toString(), null));
            said.setLength(0);
        }
    }

    /** What it took, now that it is over. */
    public Measured measured(AsyncResult<Finish> end) {
        Outcome outcome = end.succeeded()
                ? Outcome.DONE
                : Failure.codeOf(end.cause()) == Failure.Code.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
        return new Measured(
                priority(),
                outcome,
                Duration.ofNanos(spoke ? firstSpoke - asked : -1),
                Duration.ofNanos(System.nanoTime() - asked),
                end.succeeded() ? end.result().reading() : Duration.ZERO,
                end.succeeded() ? end.result().promptTokens() : -1,
                end.succeeded() ? end.result().cachedTokens() : -1,
                end.succeeded() ? end.result().replyTokens() : -1);
    }

    public boolean full() {
        return writer.full();
    }

    public void onDrain(Runnable handler) {
        writer.onDrain(handler);
    }

    public void finish(Finish finish) {
        flush();
        writer.write(new Step(0, "", finish));
        writer.end();
    }

    public void fail(Failure failure) {
        flush();
        writer.fail(failure);
    }
}
