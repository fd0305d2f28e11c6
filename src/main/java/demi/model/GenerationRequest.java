package demi.model;

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
final class GenerationRequest {

    private final Generate request;
    private final StreamWriter<Step> writer;
    private Runnable onCancel = () -> {};
    private Runnable onAbandon = () -> {};
    private boolean cancelled;
    private int place = -1;
    private int overtaken;
    private boolean spoke;
    private long lastSpoke;
    private final long asked = System.nanoTime();
    private long begun = asked;
    private long firstSpoke;

    GenerationRequest(Generate request, StreamWriter<Step> writer) {
        this.request = request;
        this.writer = writer;
        writer.onCancel(() -> {
            cancelled = true;
            onCancel.run();
        });
    }

    Priority priority() {
        return request.priority();
    }

    boolean isBackground() {
        return request.priority() == Priority.BACKGROUND;
    }

    /** Whose it is. */
    String userId() {
        return request.who();
    }

    List<PromptMessage> messages() {
        return request.messages();
    }

    int maxTokens() {
        return request.maxTokens();
    }

    /** Which try at this prompt it is, from 1. */
    int attempt() {
        return request.attempt();
    }

    @Nullable
    String format() {
        return request.format();
    }

    /** Whether it is asked once more because the first words were of no use. */
    boolean varied() {
        return request.varied();
    }

    /** Ends it, running or waiting, because a person wants the model: whoever asked sees it as cancelled. */
    void yieldToPerson() {
        cancelled = true;
        onCancel.run();
        fail(new Failure(Failure.Code.CANCELLED, "Somebody is talking to her."));
    }

    /** Whether whoever asked no longer wants it. */
    boolean cancelled() {
        return cancelled;
    }

    /** What is to be done when whoever asked no longer wants it; replaces what was set before. */
    void onCancel(Runnable handler) {
        onCancel = handler;
    }

    /** How often somebody else was served before it who came later. */
    int overtaken() {
        return overtaken;
    }

    void countOvertaken() {
        overtaken++;
    }

    boolean hasWaited(Duration time) {
        return System.nanoTime() - asked >= time.toNanos();
    }

    /** Whether the server has sent nothing since the request started, for at least this long. */
    boolean isSilentSince(Duration time) {
        return !spoke && System.nanoTime() - begun >= time.toNanos();
    }

    void markStarted() {
        begun = System.nanoTime();
    }

    /** The server that was to make it is gone. */
    void abandon() {
        onAbandon.run();
    }

    /** What is to be done then; replaces what was set before. */
    void onAbandon(Runnable handler) {
        onAbandon = handler;
    }

    /** What was said so far is void. */
    void startAnew() {
        writer.write(Step.startingAnew());
    }

    /** Tells how many come first, if that changed. */
    void place(int now) {
        if (now != place) {
            place = now;
            writer.write(new Step(now, "", null));
        }
    }

    boolean hasOutput() {
        return spoke;
    }

    boolean hadOutputWithin(Duration time) {
        return spoke && System.nanoTime() - lastSpoke < time.toNanos();
    }

    void text(String piece) {
        lastSpoke = System.nanoTime();
        firstSpoke = spoke ? firstSpoke : lastSpoke;
        spoke = true;
        if (!piece.isEmpty()) {
            writer.write(new Step(0, piece, null));
        }
    }

    /** What it took, now that it is over. */
    Measured measured(AsyncResult<Finish> end) {
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
                end.succeeded() ? end.result().replyTokens() : -1);
    }

    boolean full() {
        return writer.full();
    }

    void onDrain(Runnable handler) {
        writer.onDrain(handler);
    }

    void finish(Finish finish) {
        writer.write(new Step(0, "", finish));
        writer.end();
    }

    void fail(Failure failure) {
        writer.fail(failure);
    }
}
