package demi.model;

import demi.api.InferenceApi.Finish;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.model.ollama.ChatChunk;
import demi.model.ollama.OllamaAddress;
import demi.model.ollama.OllamaRefusal;
import demi.model.ollama.SlowPromptException;
import demi.model.profile.FirstTokenPatience;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import demi.model.text.ReplyFilter;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed completion from Ollama, for one {@link GenerationRequest}: an {@link HttpExchange} whose time-outs depend on what
 * was heard so far. Nothing is heard, not even a status, before the model is loaded and has read the prompt.
 */
final class OllamaReplyStream {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaReplyStream.class);
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_ERROR = 1 << 14;
    /** More lines, or longer ones, than the tokens that were asked for come from a server that does not stop. */
    private static final int SPARE_LINES = 64;

    private static final int LONGEST_TOKEN = 64;
    /** The template is waited for so much of the time until the first word. */
    private static final int TEMPLATES_SHARE = 2;

    private final Vertx vertx;
    private final ModelSettings settings;
    private final OllamaAddress server;
    private final String model;
    private final ModelWarmup known;
    private final GenerationRequest generation;
    private final HttpExchange<Finish> exchange;
    private final ReplyFilter filter;
    private final FirstTokenPatience patience;
    private final int longest;
    private final long started = System.nanoTime();
    private final StringBuilder rawReply = new StringBuilder();
    private boolean isSent;
    private boolean remembered;
    private long firstHeard;
    private long lastHeard = started;
    private int lines;
    private boolean held;
    private boolean busy;
    private boolean refusedThinking;

    OllamaReplyStream(
            Vertx vertx,
            HttpClient client,
            ModelSettings settings,
            OllamaAddress server,
            String model,
            ModelWarmup known,
            GenerationRequest generation) {
        this.exchange = new HttpExchange<>(vertx, client);
        this.vertx = vertx;
        this.settings = settings;
        this.server = server;
        this.model = model;
        this.known = known;
        boolean thinksFirst = known.isReasoningModel(model);
        this.filter = generation.format() == null ? ReplyFilter.ofWords(thinksFirst) : ReplyFilter.ofData(thinksFirst);
        this.generation = generation;
        this.patience = known.patience(model, generation);
        // Thinking that cannot be told from words takes from the same tokens.
        this.longest = thinksFirst ? Math.max(generation.maxTokens(), settings.numPredict()) : generation.maxTokens();
    }

    /**
     * Runs it. Fails with NOT_FOUND when Ollama lacks the model, INVALID when it refuses the request, TOO_LONG when the
     * prompt does not fit the window, CANCELLED, TIMEOUT, else UNAVAILABLE.
     */
    Future<Finish> run() {
        generation.markStarted();
        generation.onCancel(() -> fail(Failure.Code.CANCELLED, "Cancelled."));
        generation.onAbandon(() -> fail(Failure.Code.UNAVAILABLE, "Ollama has gone silent."));
        watch(patience.firstWord());
        exchange.outcome().onComplete(over -> remember());
        Future<TemplateReading> template = known.template(model);
        if (template.isComplete()) {
            send(template);
        } else {
            long late = Timers.after(
                    vertx,
                    Math.max(
                            1,
                            settings.firstTokenTimeout()
                                    .dividedBy(TEMPLATES_SHARE)
                                    .toMillis()),
                    timer -> send(template));
            template.onComplete(told -> {
                vertx.cancelTimer(late);
                send(template);
            });
        }
        return exchange.outcome();
    }

    /** Whether the server has too much to do to take it now. */
    boolean wasBusy() {
        return busy;
    }

    /** Whether the server refused it for what it said of thinking. */
    boolean wasRefusedForThinking() {
        return refusedThinking;
    }

    private void send(Future<TemplateReading> template) {
        if (exchange.isOver() || isSent) {
            return;
        }
        isSent = true;
        PromptLayout layout = template.succeeded() ? template.result().layout() : PromptLayout.SYSTEM_FIRST;
        Buffer body = ChatRequest.of(
                        settings, model, known.nature(model), layout, known.window(model), generation, longest)
                .toBuffer();
        exchange.send(server.request(HttpMethod.POST, "/api/chat", settings.connectTimeout()), body)
                .onSuccess(this::answered)
                .onFailure(thrown -> fail(Failure.Code.UNAVAILABLE, "Ollama cannot be reached at " + server + "."));
    }

    private void answered(HttpClientResponse response) {
        if (exchange.isOver()) {
            return;
        }
        if (response.statusCode() != 200) {
            refused(response);
            return;
        }
        RecordParser parser = RecordParser.newDelimited("\n", response).maxRecordSize(LONGEST_LINE);
        generation.onDrain(() -> {
            if (held) {
                held = false;
                lastHeard = System.nanoTime();
                parser.resume();
            }
        });
        parser.exceptionHandler(thrown -> fail(Failure.Code.UNAVAILABLE, "Ollama's reply broke off."));
        parser.endHandler(end -> fail(Failure.Code.UNAVAILABLE, "Ollama's reply ended too early."));
        parser.handler(line -> onChunk(parser, line));
    }

    /** Why is in the body. */
    private void refused(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() < LONGEST_ERROR) {
                body.appendBuffer(piece);
            } else {
                refused(response.statusCode(), "");
            }
        });
        response.exceptionHandler(broken -> refused(response.statusCode(), ""));
        response.endHandler(end -> refused(response.statusCode(), OllamaRefusal.reason(body.toString())));
    }

    private void refused(int status, String reason) {
        if (exchange.isOver()) {
            return;
        }
        LOG.warn("Ollama answered {} to a request for {}: {}", status, model, reason);
        busy = status == 503;
        refusedThinking = OllamaRefusal.isOfThinking(status, reason);
        remembered = true;
        exchange.fail(OllamaRefusal.ofChat(status, reason, model));
    }

    private void onChunk(RecordParser parser, Buffer bytes) {
        if (exchange.isOver() || ChatChunk.isBlank(bytes)) {
            return;
        }
        lastHeard = System.nanoTime();
        firstHeard = lines++ == 0 ? lastHeard : firstHeard;
        ChatChunk line;
        try {
            line = ChatChunk.parse(bytes);
        } catch (IllegalArgumentException e) {
            LOG.warn("Ollama sent a line that is {}", e.getMessage());
            fail(Failure.Code.UNAVAILABLE, "Ollama's reply could not be read.");
            return;
        }
        if (line.error() != null) {
            String reason = OllamaRefusal.clipped(line.error());
            LOG.warn("Ollama reported an error in the middle of a reply: {}", reason);
            exchange.fail(OllamaRefusal.ofChat(200, reason, model));
        } else if (line.isNoReply()) {
            fail(Failure.Code.UNAVAILABLE, "Ollama has loaded the model, and answered nothing.");
        } else {
            rawReply(parser, line);
        }
    }

    private void rawReply(RecordParser parser, ChatChunk line) {
        rawReply.append(line.text());
        String text = filter.accept(line.text());
        if (filter.startsAnew()) {
            known.markReasoningModel(model);
            generation.startAnew();
        }
        generation.text(text);
        if (line.done()) {
            generation.text(filter.end(line.cut()));
            known.hasRead(model, generation.messages(), rawReply.toString(), line);
            remembered = true;
            exchange.finish(new Finish(model, line.promptTokens(), line.replyTokens(), line.cut(), line.reading()));
        } else if (filter.isOver()) {
            LOG.debug("Cut off the model: it went on after its turn");
            cutOff(false);
        } else if (isTooLong()) {
            LOG.warn("Cut off Ollama after {} tokens", longest);
            cutOff(true);
        } else if (generation.full()) {
            held = true;
            parser.pause();
        }
    }

    /** @param cut whether there would have been more of her words */
    private void cutOff(boolean cut) {
        generation.text(filter.end(cut));
        exchange.finish(new Finish(model, -1, lines, cut));
        exchange.hangUp();
    }

    private boolean isTooLong() {
        return lines > longest + SPARE_LINES || rawReply.length() > longest * LONGEST_TOKEN;
    }

    /** What was read of a prompt whose reply did not come to its end need not be read again. */
    private void remember() {
        if (isSent && !remembered) {
            known.hasReadPartly(model, generation.messages(), lines > 0 ? rawReply.toString() : null);
        }
    }

    /** One timer a reply, set again for what is left rather than moved with every token. */
    private void watch(Duration left) {
        exchange.watch(left, () -> {
            long now = System.nanoTime();
            Duration silence =
                    (lines > 0 ? settings.gapTimeout() : patience.firstWord()).minusNanos(held ? 0 : now - lastHeard);
            // What it takes to read a prompt is no part of the reply.
            Duration total = lines > 0 ? settings.totalTimeout().minusNanos(now - firstHeard) : silence;
            if (total.toMillis() <= 0 && lines > 0) {
                LOG.warn("Cut off a reply after {} s", settings.totalTimeout().toSeconds());
                cutOff(true);
            } else if (silence.toMillis() <= 0) {
                onSilence(Duration.ofNanos(now - started));
            } else {
                watch(total.compareTo(silence) < 0 ? total : silence);
            }
        });
    }

    private void onSilence(Duration waited) {
        if (lines == 0 && !patience.blamesServer(waited)) {
            exchange.fail(new SlowPromptException());
        } else {
            fail(Failure.Code.TIMEOUT, lines > 0 ? "Ollama fell silent." : "Ollama did not begin to answer.");
        }
    }

    private void fail(Failure.Code code, String sentence) {
        exchange.fail(new Failure(code, sentence));
    }
}
