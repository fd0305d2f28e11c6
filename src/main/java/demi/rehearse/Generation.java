package demi.rehearse;

import demi.rehearse.request.JsonFormat;
import demi.rehearse.request.Refusal;
import demi.rehearse.request.RunnerOptions;
import demi.rehearse.request.Slots;
import demi.rehearse.request.TokenEstimate;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply in the making: from waiting for a place over reading the prompt to the last token. On the event loop. */
final class Generation {
    private final Shared shared;
    private final Context context;
    private final HttpServerRequest http;
    private final String body;
    private final TextRequest request;
    private final RunnerOptions options;
    private final ChatTemplate template;
    private final boolean cold;
    private long number;
    private Slots.@Nullable Place place;
    private PromptCache.@Nullable Taken taken;
    private @Nullable ScriptPlayer stage;
    private String rendered = "";
    private List<String> prompt = List.of();
    private boolean reading;
    private boolean read;
    private boolean gone;

    /** What all generations of a server have in common; {@code up} is false while it cuts its connections itself. */
    record Shared(Behaviour behaviour, RequestLog log, LoadedModels loaded, PromptCache cache, Slots places, Up up) {}

    @FunctionalInterface
    interface Up {
        boolean isUp();
    }

    /** @param number of the request, where it is recorded already */
    Generation(
            Shared shared,
            Context context,
            HttpServerRequest http,
            String body,
            TextRequest request,
            RunnerOptions options,
            boolean cold,
            long number) {
        this.shared = shared;
        this.context = context;
        this.http = http;
        this.body = body;
        this.request = request;
        this.options = options;
        this.template = shared.behaviour().template(request.model());
        this.cold = cold;
        this.number = number;
    }

    /** Begins, or waits for its turn; a client that has gone meanwhile is never served. */
    void enter() {
        if (number == RequestLog.NONE && !shared.places().isFree()) {
            number = shared.log().received(http.path(), body);
        }
        HttpServerResponse response = http.response();
        // A connection that is cut fires the end handler too, and which of the two comes first is not promised.
        response.endHandler(v -> over());
        response.closeHandler(v -> over());
        place = shared.places().enter(this::begin);
        shared.places().callNext();
    }

    private void begin() {
        try {
            fit();
        } catch (Refusal refusal) {
            if (number == RequestLog.NONE) {
                shared.log().received(http.path(), body);
            }
            OllamaResponses.refuse(http.response(), request.flags().stream(), refusal);
            return;
        }
        PromptCache.Taken slot = shared.cache()
                .take(request.model(), ModelCard.slidingWindow(template), shared.behaviour().parallel, prompt);
        taken = slot;
        int newTokens = prompt.size() - slot.known();
        List<ScriptStep> steps = shared.behaviour().script.reply(request.script());
        ScriptPlayer playing = new ScriptPlayer(context, http, reply(newTokens), steps);
        stage = playing;
        shared.log().opened(number, new FakeOllama.Received(http.path(), body, newTokens, prompt.size(), rendered));
        read(slot, playing, slot.known());
    }

    /** Brings the prompt into the window. */
    private void fit() {
        if (request.images() > 0 && template == ChatTemplate.GEMMA && !ModelCard.sees(request.model())) {
            throw new Refusal(
                    500,
                    "Failed to create new sequence: failed to process inputs: this model is missing data required for"
                            + " image input");
        }
        boolean truncate = request.flags().truncate();
        rendered = truncate
                ? ContextWindow.render(template, request.prompt(), options.window())
                : template.render(request.prompt());
        List<String> all = TokenEstimate.of(rendered);
        if (!truncate && all.size() > options.window()) {
            throw new Refusal(400, "the input length exceeds the context length");
        }
        prompt = ContextWindow.cut(all, options.window());
    }

    private ScriptPlayer.Reply reply(int newTokens) {
        int left = request.flags().shift() ? Integer.MAX_VALUE : Math.max(1, options.window() - prompt.size());
        int limit = options.limit() > 0 ? Math.min(left, options.limit()) : left;
        JsonObject schema = shared.behaviour().samples
                ? JsonFormat.of(request.script().body().getValue("format"))
                : null;
        return new ScriptPlayer.Reply(
                request.sent(),
                request.chat(),
                request.flags().stream(),
                limit,
                prompt.size(),
                newTokens,
                shared.behaviour().tokensPerSecond,
                cold,
                schema);
    }

    /** Reads a batch after the other; only between two of them it looks whether anybody still waits. */
    private void read(PromptCache.Taken slot, ScriptPlayer playing, int from) {
        int speed = shared.behaviour().tokensPerSecond;
        reading = speed > 0 && from < prompt.size();
        if (gone) {
            leave();
        } else if (reading) {
            int to = Math.min(prompt.size(), from + options.runner().batch());
            long millis = Math.max(1, (to - from) * 1000L / speed);
            context.owner().setTimer(millis, timer -> {
                slot.slot().read(prompt, to, from);
                read(slot, playing, to);
            });
        } else {
            read = true;
            playing.play();
        }
    }

    private void over() {
        if (gone) {
            return;
        }
        gone = true;
        if (stage != null) {
            shared.log().closed(stage.abandon() && shared.up().isUp());
        } else if (place != null && place.isWaiting() && shared.up().isUp()) {
            shared.log().cancelled(1);
        }
        if (!reading) {
            leave();
        }
    }

    private void leave() {
        reading = false;
        if (taken != null) {
            if (read && stage != null) {
                taken.slot().hold(rendered, prompt, stage.spoken(), options.window());
            }
            taken.slot().leave();
            shared.loaded().touch(request.model(), request.keepAlive());
        }
        if (place != null) {
            place.leave();
        }
    }
}
