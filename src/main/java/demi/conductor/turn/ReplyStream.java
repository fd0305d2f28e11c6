package demi.conductor.turn;

import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.InferenceApi.Finish;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Step;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.StreamReader;
import demi.bus.Timers;
import demi.conductor.prompt.NoteForm;
import demi.conductor.prompt.Prompt;
import demi.conductor.reply.PromptWords;
import demi.conductor.reply.ReplyGuard;
import demi.conductor.reply.ReplyGuard.Fault;
import demi.conductor.reply.ReplyLength;
import demi.conductor.reply.Sentences;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the model for one reply and lets through what is fit to be said. Where the first words are not, nobody has heard
 * them yet: the same prompt is asked once more, at another temperature. Where it goes wrong later, the reply ends there.
 */
public final class ReplyStream {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyStream.class);

    /** Hears how the reply comes along. */
    public interface Listener {
        /** So many come first. */
        void onQueuePosition(int place);

        /** The model has said something, whether or not it is let through. */
        void onModelOutput();

        /** The next piece of what she says. */
        void onText(String text);
    }

    /** A line of what was said before in a shared conversation begins with who said it. */
    private static final Pattern NAME = Pattern.compile("(?m)^([^:\\n]{1,40}): ");

    /** Where the model falls silent for that long, the words that are there are shown. */
    private static final long SILENCE_MS = 2_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Turn turn;
    private final Prompt prompt;
    private final PromptWords promptWords;
    private final Listener listener;
    /** All that the model says in this try. */
    private final StringBuilder raw = new StringBuilder();

    private ReplyGuard guard;
    private @Nullable StreamReader<Step> stream;
    private @Nullable Finish finish;
    private boolean ended;
    private long silence = -1;

    public ReplyStream(Vertx vertx, Bus bus, Turn turn, Prompt prompt, Listener listener) {
        this.vertx = vertx;
        this.bus = bus;
        this.turn = turn;
        this.prompt = prompt;
        EmotionApi.Mood mood = turn.mood();
        String help = mood == null ? "" : mood.helpLine();
        this.promptWords = PromptWords.of(instructions(prompt), talk(prompt), help, names(turn.message()));
        this.listener = listener;
        this.guard = new ReplyGuard(promptWords);
    }

    private static List<PromptMessage> instructions(Prompt prompt) {
        List<PromptMessage> all = new ArrayList<>(prompt.instructions());
        // The frame of a note is not to be repeated either.
        all.add(new PromptMessage(PromptMessage.Role.SYSTEM, NoteForm.alone("")));
        return all;
    }

    /** What was said, without notes. */
    private static List<PromptMessage> talk(Prompt prompt) {
        return prompt.messages().stream()
                .filter(line -> line.role() != PromptMessage.Role.SYSTEM)
                .map(line -> line.role() == PromptMessage.Role.USER
                        ? new PromptMessage(line.role(), NoteForm.words(line.content()))
                        : line)
                .toList();
    }

    private static List<String> names(Message said) {
        Message.Speaker speaker = said.speaker();
        if (speaker == null) {
            return List.of();
        }
        Stream<String> before = NAME.matcher(speaker.before()).results().map(name -> name.group(1));
        return Stream.concat(Stream.of(speaker.name()), before).distinct().toList();
    }

    /**
     * Done when the turn has its words, or was stopped. Fails as the model does, and INVALID where it has nothing to say.
     *
     * @param attempt which try at this very prompt it is
     * @param longest of all replies, in tokens
     */
    public Future<Void> run(int attempt, int longest) {
        Generate request = Generate.reply(turn.userId(), prompt.messages(), tokens(longest))
                .again(attempt, false);
        return ask(request).compose(words -> {
            if (words || turn.stopped()) {
                return Future.succeededFuture();
            }
            Generate again = request.again(request.attempt(), true);
            return ask(raw.isEmpty() ? longer(again, longest) : again)
                    .compose(said -> said || turn.stopped() ? Future.succeededFuture() : salvage());
        });
    }

    private int tokens(int longest) {
        EmotionApi.Mood mood = turn.mood();
        List<PromptMessage> lines = prompt.messages();
        String before = lines.stream()
                .filter(line -> line.role() == PromptMessage.Role.ASSISTANT)
                .reduce((first, second) -> second)
                .map(PromptMessage::content)
                .orElse("");
        return mood == null
                ? longest
                : ReplyLength.tokens(
                        mood.style().lengthWords(),
                        mood.isPlain(),
                        turn.message().content(),
                        before,
                        longest);
    }

    /** Perhaps it did not come to its first word. */
    private static Generate longer(Generate request, int longest) {
        return new Generate(
                request.who(),
                request.priority(),
                request.messages(),
                longest,
                request.format(),
                request.attempt(),
                request.varied());
    }

    /** Whether she has said something. */
    private Future<Boolean> ask(Generate request) {
        if (turn.stopped()) {
            return Future.succeededFuture(false);
        }
        begin();
        finish = null;
        ended = false;
        StreamReader<Step> opened = bus.open(InferenceApi.GENERATE, request);
        stream = opened;
        turn.stream(opened.onItem(step -> onStep(step, request.varied())));
        return opened.end()
                .onComplete(over -> vertx.cancelTimer(silence))
                .recover(thrown -> turn.stopped() || ended ? Future.succeededFuture() : Future.failedFuture(thrown))
                .map(over -> !turn.stopped() && settle(request.varied()));
    }

    private void begin() {
        guard = new ReplyGuard(promptWords);
        raw.setLength(0);
    }

    private void onStep(Step step, boolean again) {
        if (step.anew()) {
            turn.startAnew();
            begin();
        } else if (step.finish() != null) {
            finish = step.finish();
            turn.finish(step.finish());
        } else if (step.text().isEmpty()) {
            listener.onQueuePosition(step.place());
        } else if (!raw.isEmpty() || !step.text().isBlank()) {
            filter(step.text(), again);
        }
    }

    private void filter(String text, boolean again) {
        listener.onModelOutput();
        raw.append(text);
        emit(guard.accept(text));
        vertx.cancelTimer(silence);
        if (guard.isHeldBack()) {
            silence = Timers.after(vertx, SILENCE_MS, late -> emit(guard.releaseHeld()));
        }
        Fault fault = guard.fault();
        // A second try is read to its end, because its clean sentences are kept.
        boolean useless = !again || !guard.isHeldBack() || fault == Fault.LOOP || fault == Fault.SPEAKER;
        if (fault != null && useless && stream != null) {
            ended = true;
            stream.cancel();
        }
    }

    private void emit(String text) {
        if (!text.isEmpty()) {
            listener.onText(text);
        }
    }

    /** Whether there are words that may stay. */
    private boolean settle(boolean again) {
        emit(guard.end());
        Fault fault = guard.fault();
        if (fault != null) {
            LOG.info(
                    "Withheld words of a reply: message={} fault={} try={}",
                    turn.message().messageId(),
                    fault,
                    again ? 2 : 1);
        }
        if (!turn.hasBegun()) {
            return false;
        }
        String words = fault == null && isCut() ? Sentences.whole(guard.clean()) : guard.clean();
        if (words.isEmpty()) {
            turn.startAnew();
            return false;
        }
        turn.settle(words);
        return true;
    }

    private boolean isCut() {
        return finish != null && finish.cut();
    }

    /**
     * Sends the clean sentences of the second try. A reply that only repeats her last one, or only offers help, is sent
     * anyway but kept out of the transcript.
     */
    private Future<Void> salvage() {
        String all = guard.fault() == Fault.LOOP || guard.fault() == Fault.SPEAKER ? guard.clean() : raw.toString();
        String whole = isCut() ? Sentences.whole(all) : all.strip();
        String clean = ReplyGuard.cleanOf(whole, promptWords);
        String words = clean.isEmpty() ? ReplyGuard.cleanOf(whole, promptWords, true) : clean;
        if (words.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "The model had nothing to say."));
        }
        if (guard.fault() == Fault.SAME || clean.isEmpty()) {
            turn.keepOutOfTranscript();
        }
        emit(words);
        return Future.succeededFuture();
    }
}
