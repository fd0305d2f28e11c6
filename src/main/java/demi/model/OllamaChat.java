package demi.model;

import demi.contract.Exchange;
import demi.contract.Failure;
import demi.contract.Line;
import demi.contract.Model.Finish;
import demi.model.text.ReplyFilter;
import demi.model.text.SpecialTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed completion from Ollama, for one {@link Generation}: an {@link Exchange} whose time-outs depend on what
 * was heard so far.
 */
final class OllamaChat {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaChat.class);
    private static final int LONGEST_LINE = 1 << 20;
    /** More lines, or longer ones, than the tokens that were asked for come from a server that does not stop. */
    private static final int SPARE_LINES = 64;

    private static final int LONGEST_TOKEN = 64;
    /** How much warmer it is asked when the first words were of no use. */
    private static final double WARMER = .3;

    private static final double WARMEST = 1.5;

    private final ModelSettings settings;
    private final URI server;
    private final String model;
    private final Acquaintance known;
    private final Generation generation;
    private final Exchange<Finish> exchange;
    private final ReplyFilter filter;
    private final int longest;
    private final long started = System.nanoTime();
    private long lastHeard = started;
    private int lines;
    private int characters;
    private boolean held;

    OllamaChat(
            Vertx vertx,
            HttpClient client,
            ModelSettings settings,
            URI server,
            String model,
            Acquaintance known,
            Generation generation) {
        this.exchange = new Exchange<>(vertx, client);
        this.settings = settings;
        this.server = server;
        this.model = model;
        this.known = known;
        boolean thinksFirst = known.thinksFirst(model);
        this.filter = generation.format() == null ? ReplyFilter.ofWords(thinksFirst) : ReplyFilter.ofData(thinksFirst);
        this.generation = generation;
        // Thinking that cannot be told from words takes from the same tokens.
        this.longest = thinksFirst ? Math.max(generation.maxTokens(), settings.numPredict()) : generation.maxTokens();
    }

    /**
     * Runs it. Fails with NOT_FOUND when Ollama lacks the model, INVALID when it refuses the request, CANCELLED,
     * TIMEOUT, else UNAVAILABLE.
     */
    Future<Finish> run() {
        generation.onCancel(() -> fail(Failure.Code.CANCELLED, "Cancelled."));
        generation.onAbandon(() -> fail(Failure.Code.UNAVAILABLE, "Ollama has gone silent."));
        watch(settings.firstTokenTimeout());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(server + "/api/chat")
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .putHeader("Content-Type", "application/json");
        exchange.send(options, body())
                .onSuccess(this::answered)
                .onFailure(thrown -> fail(
                        Failure.Code.UNAVAILABLE, "Ollama cannot be reached at " + ModelSettings.shown(server) + "."));
        return exchange.outcome();
    }

    private Buffer body() {
        JsonArray messages = new JsonArray();
        for (Line line : generation.messages()) {
            JsonObject message = new JsonObject()
                    .put("role", line.role().name().toLowerCase(Locale.ROOT))
                    .put("content", SpecialTokens.broken(line.content()));
            if (!line.images().isEmpty() && known.sees(model)) {
                message.put("images", new JsonArray(line.images()));
            }
            messages.add(message);
        }
        String format = generation.format();
        JsonObject body = new JsonObject();
        if (format != null) {
            body.put("format", new JsonObject(format));
        }
        return body.put("model", model)
                .put("messages", messages)
                .put("stream", true)
                .put("think", false)
                .put("keep_alive", settings.keepAlive().toSeconds() + "s")
                .put(
                        "options",
                        new JsonObject()
                                .put("num_ctx", known.window(model))
                                .put("num_predict", longest)
                                .put("temperature", temperature()))
                .toBuffer();
    }

    private double temperature() {
        // What is to be exact is not to be imaginative.
        double usual = generation.format() == null ? settings.temperature() : 0;
        double warmer = Math.max(usual, Math.min(WARMEST, usual + WARMER));
        return generation.varied() ? Math.round(warmer * 100) / 100.0 : usual;
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
        parser.handler(line -> heard(parser, line));
    }

    private void refused(HttpClientResponse response) {
        int status = response.statusCode();
        LOG.warn("Ollama answered {} to a request for {}", status, model);
        switch (status) {
            case 404 -> fail(Failure.Code.NOT_FOUND, "Ollama has no model " + model + ".");
            case 400, 413, 422 -> fail(Failure.Code.INVALID, "Ollama refused the request (" + status + ").");
            default -> fail(Failure.Code.UNAVAILABLE, "Ollama answered with an error (" + status + ").");
        }
    }

    private void heard(RecordParser parser, Buffer bytes) {
        if (exchange.isOver() || bytes.length() == 0) {
            return;
        }
        lastHeard = System.nanoTime();
        lines++;
        ChatLine line;
        try {
            line = ChatLine.parse(bytes);
        } catch (IllegalArgumentException e) {
            LOG.warn("Ollama sent a line that is {}", e.getMessage());
            fail(Failure.Code.UNAVAILABLE, "Ollama's reply could not be read.");
            return;
        }
        if (line.error() != null) {
            LOG.warn("Ollama reported an error in the middle of a reply");
            fail(Failure.Code.UNAVAILABLE, "Ollama reported an error.");
            return;
        }
        characters += line.text().length();
        String text = filter.accept(line.text());
        if (filter.startsAnew()) {
            known.thoughtFirst(model);
            generation.startAnew();
        }
        generation.text(text);
        if (line.done()) {
            generation.text(filter.end(line.cut()));
            exchange.finish(new Finish(model, line.promptTokens(), line.replyTokens(), line.cut()));
        } else if (filter.isOver()) {
            LOG.debug("The model went on after its turn and was cut off");
            generation.text(filter.end(false));
            exchange.finish(new Finish(model, -1, lines, false));
            exchange.hangUp();
        } else if (isTooMuch()) {
            LOG.warn("Ollama went on after {} tokens and was cut off", longest);
            generation.text(filter.end(true));
            exchange.finish(new Finish(model, -1, lines, true));
            exchange.hangUp();
        } else if (generation.full()) {
            held = true;
            parser.pause();
        }
    }

    private boolean isTooMuch() {
        return lines > longest + SPARE_LINES || characters > longest * LONGEST_TOKEN;
    }

    /** One timer a reply, set again for what is left rather than moved with every token. */
    private void watch(Duration left) {
        exchange.watch(left, () -> {
            long now = System.nanoTime();
            Duration total = settings.totalTimeout().minusNanos(now - started);
            Duration silence = (lines > 0 ? settings.gapTimeout() : settings.firstTokenTimeout())
                    .minusNanos(held ? 0 : now - lastHeard);
            if (total.toMillis() <= 0 && lines > 0) {
                LOG.warn(
                        "A reply took longer than {} s and was cut off",
                        settings.totalTimeout().toSeconds());
                exchange.finish(new Finish(model, -1, lines, true));
                exchange.hangUp();
            } else if (total.toMillis() <= 0) {
                fail(
                        Failure.Code.TIMEOUT,
                        "The reply took longer than " + settings.totalTimeout().toSeconds() + " s.");
            } else if (silence.toMillis() <= 0) {
                fail(Failure.Code.TIMEOUT, lines > 0 ? "Ollama fell silent." : "Ollama did not begin to answer.");
            } else {
                watch(total.compareTo(silence) < 0 ? total : silence);
            }
        });
    }

    private void fail(Failure.Code code, String sentence) {
        exchange.fail(new Failure(code, sentence));
    }
}
