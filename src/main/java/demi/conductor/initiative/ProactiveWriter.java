package demi.conductor.initiative;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.ChatApi.ThinkAloud;
import demi.api.ChatApi.Thought;
import demi.api.ChatApi.WriteFirst;
import demi.api.ChatApi.Written;
import demi.api.EmotionApi;
import demi.api.EmotionApi.Mood;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Thoughts;
import demi.api.store.MessageStore.Transcript;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.followup.NoteTaking;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TurnContextNote;
import demi.conductor.turn.CancelToken;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words when she speaks first. They are asked for at the end of the very prompt that the model has read of this
 * person, as the house's own work: whoever writes to her meanwhile comes first, and then she stays silent.
 */
public final class ProactiveWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProactiveWriter.class);
    private static final int TOKENS = 160;
    /** What a phone shows of a message without being opened. */
    private static final int LONGEST = 320;

    private static final int LONGEST_ALOUD = 600;
    private static final int REMEMBERED = 4;
    /** Her last messages that she must not repeat, and in how many of both they are looked for. */
    private static final int LAST = 20;

    private static final int LOOKED_THROUGH = 120;
    private static final int TRIES = 2;

    private final Bus bus;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Persona persona;
    private final TokenBudget budget;
    private final @Nullable NoteTaking notes;
    private final Predicate<String> talking;
    /** By person. */
    private final Map<String, CancelToken> underway = new HashMap<>();

    /**
     * @param notes makes notes on what has to go to make room, null where none are wanted
     * @param talking whether a person waits for an answer, or is just being answered
     */
    public ProactiveWriter(
            Bus bus,
            InstantSource clock,
            ZoneId zone,
            Persona persona,
            TokenBudget budget,
            @Nullable NoteTaking notes,
            Predicate<String> talking) {
        this.bus = bus;
        this.clock = clock;
        this.zone = zone;
        this.persona = persona;
        this.budget = budget;
        this.notes = notes;
        this.talking = talking;
    }

    /** @param before what she has said, and must not repeat */
    private record Words(Prompt.Parts parts, Prompt prompt, List<String> before, int longest) {
        Words with(Prompt.Parts newer, TokenBudget budget) {
            return new Words(newer, Prompt.of(newer, budget), before, longest);
        }
    }

    /** Why she stays silent. */
    private static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String code;
        private final String reason;

        Silence(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
            this.reason = reason;
        }
    }

    /** The person has written: what she was about to say was at the end of what is no longer the newest prompt. */
    public void cutOff(String userId) {
        CancelToken token = underway.get(userId);
        if (token != null) {
            token.cancel();
        }
    }

    public Future<Written> write(WriteFirst asked) {
        String userId = asked.userId();
        CancelToken token = new CancelToken();
        underway.put(userId, token);
        Future<Mood> mood = bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou(userId));
        Future<Transcript> transcript =
                bus.ask(MessageStore.TRANSCRIPT, new MessageStore.TranscriptOf(userId, Long.MAX_VALUE));
        Future<MemoryApi.Recalled> recalled = bus.ask(MemoryApi.ON_MIND, new MemoryApi.OnMind(userId, REMEMBERED));
        Future<MessageStore.Page> history =
                bus.ask(MessageStore.HISTORY, new MessageStore.History(userId, LOOKED_THROUGH, 0, null));
        return Future.all(mood, transcript, recalled, history, persona.text())
                .map(all -> {
                    Transcript read = transcript.result();
                    TurnContextNote note = TurnContextNote.first(
                            mood.result(),
                            clock.instant(),
                            read.spokeBefore(),
                            asked.tone(),
                            asked.moved(),
                            Objects.requireNonNullElse(asked.zone(), zone),
                            recalled.result());
                    Prompt.Parts parts =
                            new Prompt.Parts(all.resultAt(4), read.lines(), ConversationSummary.of(read.notes()), note);
                    return new Words(parts, Prompt.of(parts, budget), hers(history.result()), LONGEST);
                })
                .compose(words -> noted(userId, token, words))
                .compose(words -> speak(userId, token, words, 1))
                .compose(said -> allowed(asked.userId(), said))
                .compose(said -> keep(asked, said, mood.result()))
                .onComplete(over -> underway.remove(userId, token))
                .recover(thrown -> silence(thrown).map(why -> new Written(null, why.code, why.reason)));
    }

    public Future<Thought> think(ThinkAloud asked) {
        Future<Mood> mood = bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou());
        return Future.all(mood, persona.text())
                .map(both -> {
                    TurnContextNote note = TurnContextNote.aloud(mood.result(), clock.instant(), asked.moved(), zone);
                    Prompt.Parts parts = new Prompt.Parts(both.resultAt(1), List.of(), null, note);
                    return new Words(parts, Prompt.of(parts, budget), asked.before(), LONGEST_ALOUD);
                })
                .compose(words -> speak("", new CancelToken(), words, 1))
                .map(said -> new Thought(said.text(), "", ""))
                .recover(thrown -> silence(thrown).map(why -> new Thought("", why.code, why.reason)));
    }

    private static List<String> hers(MessageStore.Page page) {
        List<String> hers = page.messages().stream()
                .filter(message -> message.sender() == Message.Sender.DEMI && !message.holding())
                .map(Message::content)
                .toList();
        return hers.subList(Math.max(0, hers.size() - LAST), hers.size());
    }

    /** @param prompt at the end of which it was said */
    private record Said(String text, Prompt prompt) {}

    /** What has to go to make room does not go without notes. */
    private Future<Words> noted(String userId, CancelToken token, Words words) {
        if (notes == null || words.prompt().dropped() == 0 || words.parts().summary() != null) {
            return Future.succeededFuture(words);
        }
        return notes.beforeWords(userId, token, words.parts().read(budget))
                .map(made -> words.with(words.parts().with(made), budget))
                .recover(thrown -> {
                    if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
                        return Future.failedFuture(thrown);
                    }
                    LOG.info("A talk is cut without notes: user={} reason={}", userId, thrown.getMessage());
                    return Future.succeededFuture(words);
                });
    }

    private Future<Said> speak(String who, CancelToken token, Words words, int attempt) {
        if (talking.test(who)) {
            return Future.failedFuture(wrote());
        }
        StringBuilder raw = new StringBuilder();
        InferenceApi.Generate request =
                InferenceApi.Generate.background(who, words.prompt().messages(), TOKENS, null);
        return token.ask(() -> bus.open(InferenceApi.GENERATE, request.again(1, attempt > 1))
                        .onItem(step -> {
                            if (step.anew()) {
                                raw.setLength(0);
                            }
                            raw.append(step.text());
                        }))
                .compose(ended -> {
                    Optional<String> text = GeneratedTextCleaner.of(
                            raw.toString(), words.longest(), words.prompt().instructions());
                    boolean repeats = text.isPresent() && TextSimilarity.isLikeAny(text.get(), words.before());
                    if (text.isPresent() && !repeats) {
                        return Future.succeededFuture(new Said(text.get(), words.prompt()));
                    }
                    return attempt < TRIES
                            ? speak(who, token, words, attempt + 1)
                            : Future.failedFuture(
                                    repeats
                                            ? new Silence(
                                                    "repeats", "She would only have said again what she said before.")
                                            : new Silence(
                                                    "no_words", "The model had no words that are fit to be sent."));
                })
                .recover(thrown -> {
                    boolean tooLong = Failure.codeOf(thrown) == Failure.Code.TOO_LONG;
                    return tooLong && attempt < TRIES
                            ? noted(who, token, shorter(words)).compose(fit -> speak(who, token, fit, attempt + 1))
                            : Future.failedFuture(thrown);
                });
    }

    private Words shorter(Words words) {
        budget.tooLong(words.prompt().messages());
        return words.with(words.parts(), budget);
    }

    /** Words may take minutes, and quiet may have been asked for, or begun, meanwhile. */
    private Future<Said> allowed(String userId, Said said) {
        return bus.ask(AutonomyApi.MAY_STILL, new AutonomyApi.Still(userId))
                .compose(leave -> leave.given()
                        ? Future.succeededFuture(said)
                        : Future.failedFuture(new Silence(leave.code(), leave.reason())));
    }

    private Future<Written> keep(WriteFirst asked, Said said, Mood mood) {
        if (talking.test(asked.userId())) {
            return Future.failedFuture(wrote());
        }
        List<PromptMessage> lines = new ArrayList<>(said.prompt().turn());
        lines.add(new PromptMessage(PromptMessage.Role.ASSISTANT, said.text()));
        AddReply reply = new AddReply(
                asked.messageId(),
                asked.userId(),
                said.text(),
                mood.feelings(),
                false,
                null,
                Thoughts.NONE,
                new TranscriptChange(said.prompt().dropped(), said.prompt().head(), lines),
                clock.instant());
        return bus.ask(MessageStore.ADD_REPLY, reply).map(added -> {
            bus.tell(ChatApi.EVENTS, new ChatApi.Spoken(asked.userId(), added.message()));
            bus.tell(ChatApi.EVENTS, new ChatApi.Felt(asked.userId(), mood.feelings()));
            return new Written(added.message(), "", "");
        });
    }

    private static Silence wrote() {
        return new Silence("talking", "Somebody wrote to her at that moment.");
    }

    /** Why she says nothing; fails where that is no reason but a fault. */
    private static Future<Silence> silence(Throwable thrown) {
        if (thrown instanceof Silence silence) {
            return Future.succeededFuture(silence);
        }
        return switch (Failure.codeOf(thrown)) {
            case CANCELLED -> Future.succeededFuture(wrote());
            case UNAVAILABLE, TIMEOUT ->
                Future.succeededFuture(
                        new Silence("model_away", "The model could not answer, and no canned line is sent."));
            case INVALID, TOO_LONG -> Future.succeededFuture(new Silence("no_words", "The model refused."));
            case NOT_FOUND, INTERNAL -> {
                LOG.warn("Speaking first failed: {}", thrown.getMessage());
                yield Future.failedFuture(thrown);
            }
        };
    }
}
