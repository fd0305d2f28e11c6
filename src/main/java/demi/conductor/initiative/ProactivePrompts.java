package demi.conductor.initiative;

import demi.api.ChatApi;
import demi.api.ChatApi.WriteFirst;
import demi.api.ChatApi.WriteRamble;
import demi.api.EmotionApi;
import demi.api.EmotionApi.Mood;
import demi.api.MemoryApi;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.Transcript;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.OccasionWords;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TurnContextNote;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Gathers what she is asked with when she speaks first: the very prompt that the model has read of the person, and a note. */
@WallTime("the time that she is told")
public final class ProactivePrompts {

    /** What a phone shows of a message without being opened. */
    private static final int LONGEST = 320;

    private static final int LONGEST_ALOUD = 600;
    private static final int REMEMBERED = 4;
    /** Her last messages that she must not repeat, and in how many of both they are looked for. */
    private static final int LAST = 20;

    private static final int LOOKED_THROUGH = 120;

    private final Bus bus;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Persona persona;
    private final TokenBudget budget;

    /** @param zone the house's */
    public ProactivePrompts(Bus bus, InstantSource clock, ZoneId zone, Persona persona, TokenBudget budget) {
        this.bus = bus;
        this.clock = clock;
        this.zone = zone;
        this.persona = persona;
        this.budget = budget;
    }

    /**
     * What she is to be asked.
     *
     * @param before what she has said, and must not repeat
     * @param longest how many characters her words may have
     * @param feelings hers
     */
    record Request(Prompt.Parts parts, Prompt prompt, List<String> before, int longest, EmotionLevels feelings) {
        Request with(Prompt.Parts newer, TokenBudget budget) {
            return new Request(newer, Prompt.of(newer, budget), before, longest, feelings);
        }
    }

    /** To write to a person. */
    Future<Request> of(WriteFirst asked) {
        String userId = asked.userId();
        Future<Mood> mood = bus.request(EmotionApi.STATUS, new EmotionApi.GetMood(userId));
        Future<Transcript> transcript =
                bus.request(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript(userId, Long.MAX_VALUE));
        Future<MemoryApi.Recalled> recalled = bus.request(
                MemoryApi.RECALL_OPEN, new MemoryApi.RecallOpen(userId, asked.occasion() == null ? REMEMBERED : 0));
        ZoneId local = Objects.requireNonNullElse(asked.zone(), zone);
        Future<String> why = why(asked, local);
        Future<MessageStore.Page> history =
                bus.request(MessageStore.HISTORY, new MessageStore.GetHistory(userId, LOOKED_THROUGH, 0, null));
        Future<String> instructions = persona.text();
        return Future.all(List.of(mood, transcript, recalled, history, instructions, why))
                .map(all -> {
                    Transcript read = transcript.result();
                    TurnContextNote note = TurnContextNote.first(
                            mood.result(), clock.instant(), read.spokeBefore(), why.result(), local, recalled.result());
                    Prompt.Parts parts = new Prompt.Parts(
                            instructions.result(), read.lines(), ConversationSummary.of(read.notes()), note);
                    return request(parts, hers(history.result()), LONGEST, mood.result());
                });
    }

    /** Fails where what she wants to ask after is not known any more. */
    private Future<String> why(WriteFirst asked, ZoneId local) {
        ChatApi.Occasion occasion = asked.occasion();
        if (occasion == null) {
            return Future.succeededFuture(
                    TurnContextNote.why(Objects.requireNonNull(asked.moved(), "moved by nothing"), asked.tone()));
        }
        return content(asked.userId(), occasion)
                .map(content ->
                        OccasionWords.of(occasion, content, clock.instant().atZone(local)));
    }

    /** What she knows of it; fails where that is gone. */
    Future<String> content(String userId, ChatApi.Occasion occasion) {
        return bus.request(MemoryStore.GET, new MemoryStore.GetFacts(userId, List.of(occasion.memoryId())))
                .compose(found -> found.memories().stream()
                        .filter(fact -> fact.endedAt() == null)
                        .findFirst()
                        .map(fact -> Future.succeededFuture(fact.content()))
                        .orElseGet(() -> Future.failedFuture(NotSentException.forgotten())));
    }

    /** To say something to nobody in particular. */
    Future<Request> of(WriteRamble asked) {
        Future<Mood> mood = bus.request(EmotionApi.STATUS, new EmotionApi.GetMood());
        Future<String> instructions = persona.text();
        return Future.all(mood, instructions).map(both -> {
            TurnContextNote note = TurnContextNote.ofRamble(mood.result(), clock.instant(), asked.moved(), zone);
            Prompt.Parts parts = new Prompt.Parts(instructions.result(), List.of(), null, note);
            return request(parts, asked.before(), LONGEST_ALOUD, mood.result());
        });
    }

    private Request request(Prompt.Parts parts, List<String> before, int longest, Mood mood) {
        return new Request(parts, Prompt.of(parts, budget), before, longest, mood.feelings());
    }

    private static List<String> hers(MessageStore.Page page) {
        List<String> hers = page.messages().stream()
                .filter(message -> message.sender() == Message.Sender.DEMI && !message.holding())
                .map(Message::content)
                .toList();
        return hers.subList(Math.max(0, hers.size() - LAST), hers.size());
    }
}
