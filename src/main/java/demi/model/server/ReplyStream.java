package demi.model.server;

import demi.api.InferenceApi.Finish;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.model.config.ServingSettings;
import demi.model.profile.FirstTokenPatience;
import demi.model.profile.PresentModel;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import demi.model.server.ServerProtocol.Call;
import demi.model.server.ServerProtocol.Wanted;
import demi.model.text.ReplyFilter;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed completion, for one {@link GenerationRequest}: an {@link HttpExchange} whose time-outs depend on what was heard so
 * far. Nothing may be heard, not even a status, before the model is loaded and has read the prompt.
 */
final class ReplyStream {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyStream.class);
    private static final int LONGEST_LINE = 1 << 20;
    /** More chunks, or longer ones, than the tokens that were asked for come from a server that does not stop. */
    private static final int SPARE_CHUNKS = 64;

    private static final int LONGEST_TOKEN = 64;
    /** The template is waited for so much of the time until the first word. */
    private static final int TEMPLATES_SHARE = 2;
    /** For what a server has to say of a reply that is whole. */
    private static final Duration AFTERWORD = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final ServingSettings settings;
    private final ServerProtocol protocol;
    private final String model;
    private final ModelWarmup known;
    private final GenerationRequest generation;
    private final HttpExchange<Finish> exchange;
    private final ReplyReader reader;
    private final ReplyFilter filter;
    private final FirstTokenPatience patience;
    private final int longest;
    private final long started = System.nanoTime();
    private final StringBuilder rawReply = new StringBuilder();
    private boolean isSent;
    private boolean remembered;
    private long firstHeard;
    private long lastHeard = started;
    private int chunks;
    private boolean held;
    private @Nullable Refusal refusal;

    ReplyStream(
            Vertx vertx,
            HttpClient client,
            ServingSettings settings,
            ServerProtocol protocol,
            String model,
            ModelWarmup known,
            GenerationRequest generation) {
        this.exchange = new HttpExchange<>(vertx, client);
        this.vertx = vertx;
        this.settings = settings;
        this.protocol = protocol;
        this.model = model;
        this.known = known;
        this.reader = protocol.reader(model);
        boolean thinksFirst = known.isReasoningModel(model);
        this.filter = generation.format() == null ? ReplyFilter.ofWords(thinksFirst) : ReplyFilter.ofData(thinksFirst);
        this.generation = generation;
        this.patience = known.patience(model, generation);
        // Thinking that cannot be told from words takes from the same tokens, and so does what a server tells apart.
        boolean thinks = thinksFirst || protocol.thinksApart(model);
        this.longest = thinks ? Math.max(generation.maxTokens(), settings.numPredict()) : generation.maxTokens();
    }

    /**
     * Runs it. Fails with NOT_FOUND when the server lacks the model, INVALID when it refuses the request, TOO_LONG when the
     * prompt does not fit the window, CANCELLED, TIMEOUT, else UNAVAILABLE.
     */
    Future<Finish> run() {
        generation.markStarted();
        generation.onCancel(() -> fail(Failure.Code.CANCELLED, "Cancelled."));
        generation.onAbandon(() -> fail(Failure.Code.UNAVAILABLE, "The model server has gone silent."));
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

    /** What the server meant where it did not take the request. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    private void send(Future<TemplateReading> template) {
        if (exchange.isOver() || isSent) {
            return;
        }
        isSent = true;
        PromptLayout layout = template.succeeded() ? template.result().layout() : PromptLayout.SYSTEM_FIRST;
        Wanted wanted = new Wanted(model, known.nature(model), layout, known.window(model), generation, longest);
        Call call = protocol.chat(wanted);
        exchange.send(call.options(), call.body())
                .onSuccess(response -> answered(response, wanted))
                .onFailure(thrown -> fail(
                        Failure.Code.UNAVAILABLE, "No model server can be reached at " + protocol.address() + "."));
    }

    private void answered(HttpClientResponse response, Wanted wanted) {
        if (exchange.isOver()) {
            return;
        }
        if (response.statusCode() != 200) {
            ErrorBody.of(response).onSuccess(body -> refused(response.statusCode(), body, wanted));
            return;
        }
        RecordParser parser = RecordParser.newDelimited("\n", response).maxRecordSize(LONGEST_LINE);
        generation.onDrain(() -> {
            if (held) {
                held = false;
                lastHeard = System.nanoTime();
                parser.resume();
                generation.flush();
            }
        });
        parser.exceptionHandler(thrown -> fail(Failure.Code.UNAVAILABLE, "The model server's reply broke off."));
        parser.endHandler(end -> {
            heard(parser, wanted, reader::end);
            fail(Failure.Code.UNAVAILABLE, "The model server's reply ended too early.");
        });
        parser.handler(line -> heard(parser, wanted, () -> reader.line(line)));
        response.handler(lines -> {
            parser.handle(lines);
            generation.flush();
        });
    }

    /** Why is in the body. */
    private void refused(int status, String body, Wanted wanted) {
        if (!exchange.isOver()) {
            Refusal why = protocol.refusal(status, body, wanted);
            LOG.warn("{} answered {} to a request for {}: {}", protocol.address(), status, model, why.reason());
            refused(why);
        }
    }

    private void refused(Refusal why) {
        refusal = why;
        remembered |= chunks == 0;
        exchange.fail(why.failure());
    }

    private interface Lines {
        List<ReplyChunk> read();
    }

    private void heard(RecordParser parser, Wanted wanted, Lines lines) {
        if (exchange.isOver()) {
            return;
        }
        List<ReplyChunk> read;
        try {
            read = lines.read();
        } catch (IllegalArgumentException e) {
            LOG.warn("{} sent a line that is {}", protocol.address(), e.getMessage());
            fail(Failure.Code.UNAVAILABLE, "The model server's reply could not be read.");
            return;
        }
        for (ReplyChunk chunk : read) {
            if (!exchange.isOver()) {
                onChunk(parser, wanted, chunk);
            }
        }
        if (reader.isWhole()) {
            exchange.watch(AFTERWORD, () -> reader.end().forEach(chunk -> onChunk(parser, wanted, chunk)));
        }
    }

    private void onChunk(RecordParser parser, Wanted wanted, ReplyChunk chunk) {
        lastHeard = System.nanoTime();
        firstHeard = chunks++ == 0 ? lastHeard : firstHeard;
        if (chunk.error() != null) {
            Refusal within = protocol.refusalWithin(chunk.error(), wanted);
            LOG.warn("{} reported an error in the middle of a reply: {}", protocol.address(), within.reason());
            // Behind its first words there is nothing to be tried again.
            refused(rawReply.length() == 0 ? within : within.asFinal());
        } else {
            rawReply(parser, chunk);
        }
    }

    private void rawReply(RecordParser parser, ReplyChunk chunk) {
        rawReply.append(chunk.text());
        String text = filter.accept(chunk.text());
        if (filter.startsAnew()) {
            known.markReasoningModel(model);
            generation.startAnew();
        }
        generation.text(text);
        if (chunk.done()) {
            generation.text(filter.end(chunk.cut()));
            known.hasRead(model, generation.messages(), rawReply.toString(), chunk.usage());
            remembered = true;
            ReplyChunk.Usage took = chunk.usage();
            exchange.finish(new Finish(
                    PresentModel.shown(model),
                    took.promptTokens(),
                    took.cachedTokens(),
                    took.replyTokens(),
                    chunk.cut(),
                    took.reading()));
        } else if (filter.isOver()) {
            LOG.debug("Cut off the model: it went on after its turn");
            cutOff(false);
        } else if (isTooLong()) {
            LOG.warn("Cut off {} after {} tokens", protocol.address(), longest);
            cutOff(true);
        } else if (generation.full()) {
            held = true;
            parser.pause();
        }
    }

    /** @param cut whether there would have been more of her words */
    private void cutOff(boolean cut) {
        generation.text(filter.end(cut));
        exchange.finish(new Finish(PresentModel.shown(model), -1, chunks, cut));
        exchange.hangUp();
    }

    private boolean isTooLong() {
        return chunks > longest + SPARE_CHUNKS || rawReply.length() > longest * LONGEST_TOKEN;
    }

    /** What was read of a prompt whose reply did not come to its end need not be read again. */
    private void remember() {
        if (isSent && !remembered) {
            known.hasReadPartly(model, generation.messages(), chunks > 0 ? rawReply.toString() : null);
        }
    }

    /** One timer a reply, set again for what is left rather than moved with every token. */
    private void watch(Duration left) {
        exchange.watch(left, () -> {
            long now = System.nanoTime();
            Duration silence =
                    (chunks > 0 ? settings.gapTimeout() : patience.firstWord()).minusNanos(held ? 0 : now - lastHeard);
            // What it takes to read a prompt is no part of the reply.
            Duration total = chunks > 0 ? settings.totalTimeout().minusNanos(now - firstHeard) : silence;
            if (total.toMillis() <= 0 && chunks > 0) {
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
        if (chunks == 0 && !patience.blamesServer(waited)) {
            exchange.fail(new SlowPromptException());
        } else {
            fail(
                    Failure.Code.TIMEOUT,
                    chunks > 0 ? "The model server fell silent." : "The model server did not begin to answer.");
        }
    }

    private void fail(Failure.Code code, String sentence) {
        exchange.fail(new Failure(code, sentence));
    }
}
